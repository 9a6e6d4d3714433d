import { LoaderCircle, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { takeUrl } from '../../../electron/contract/media.ts';
import type { Prediction } from '../../../electron/contract/prediction.ts';
import type { Voice } from '../../../electron/contract/voice.ts';
import { keys, useCall } from '../../app/queries.ts';
import { useStudio } from '../../app/studio.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ProblemNotice, problemOf } from '../../ui/notice.tsx';
import { Sound } from '../sound/sound.tsx';
import { sameVoice, settingsOf } from '../voice-words.ts';
import { costWords, isUnderWay, stateWords } from './try-words.ts';
import styles from './tries.module.css';

/** One try: what was said, how it sounds, and what it was spoken with. */
export function TryItem(props: {
  tried: Prediction;
  /** Counted from the first try on. */
  number: number;
  /** The names of the settings in which the tries differ. */
  differing: ReadonlySet<string>;
  /** The voice as it is set now. */
  current: Voice;
  onUse: (voice: Voice) => void;
}): ReactNode {
  const { tried, number, differing } = props;
  const { engines } = useStudio();
  const remove = useCall('tries.remove', [keys.tries]);
  const cancel = useCall('predictions.cancel', [keys.tries]);
  const problem = problemOf(remove.error ?? cancel.error);
  const under = isUnderWay(tried);
  const asSet = sameVoice(tried.voice, props.current);
  const cost = costWords(tried);
  return (
    <li className={styles['try']} data-state={tried.state}>
      <p className={styles['said']}>{tried.text}</p>
      {tried.take !== null && <Sound url={takeUrl(tried.take)} label={`try ${number}`} />}
      <p role="status" className={classes(styles['small'], tried.take !== null && 'visually-hidden')}>
        {under && <LoaderCircle className={styles['turning']} size={14} aria-hidden />}
        {stateWords(tried)}
      </p>
      {tried.problem !== null && <ProblemNotice problem={tried.problem} />}
      <dl className={styles['settings']}>
        {settingsOf(engines, tried.voice).map(({ name, value }) => (
          <div key={name} className={classes(styles['setting'], differing.has(name) && styles['differs'])}>
            <dt>{name}</dt>
            <dd>
              {value}
              {differing.has(name) && <span className="visually-hidden"> (differs)</span>}
            </dd>
          </div>
        ))}
      </dl>
      <div className={styles['under']}>
        <p className={styles['small']}>{cost}</p>
        <div className={styles['buttons']}>
          {under && (
            <Button
              disabled={cancel.isPending}
              onClick={() => {
                cancel.mutate({ prediction: tried.id });
              }}
            >
              Cancel
            </Button>
          )}
          <Button
            local
            disabled={asSet}
            onClick={() => {
              props.onUse(tried.voice);
            }}
          >
            {asSet ? 'As set now' : 'Use these settings'}
          </Button>
          {!under && (
            <IconButton
              label={`Remove try ${number}`}
              disabled={remove.isPending}
              onClick={() => {
                remove.mutate({ prediction: tried.id });
              }}
            >
              <Trash2 size={16} aria-hidden />
            </IconButton>
          )}
        </div>
      </div>
      {problem !== null && <ProblemNotice problem={problem} />}
    </li>
  );
}
