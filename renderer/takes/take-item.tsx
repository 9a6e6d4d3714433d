import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { takeUrl } from '../../electron/contract/media.ts';
import type { Take } from '../../electron/contract/take.ts';
import type { Voice } from '../../electron/contract/voice.ts';
import { useStore } from '../app/store.ts';
import { shortMomentWords } from '../predictions/prediction-words.ts';
import { useStudio } from '../app/studio.tsx';
import { Button } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { problemOf } from '../ui/notice.tsx';
import { SoundLine } from '../voices/sound/sound-line.tsx';
import { soundShapeQuery } from '../voices/sound/sound-peaks.ts';
import type { Slot, TakeDeck } from './take-deck.ts';
import {
  badgesOf,
  chooseLabel,
  differenceWords,
  fitOf,
  fitWords,
  secondsOf,
  takeCostWords,
  takeVoiceWords,
} from './take-words.ts';
import styles from './takes.module.css';

/** One take: how it sounds, what it was spoken with, and what makes it the one that is heard. */
export function TakeItem(props: {
  take: Take;
  number: number;
  /** All takes of its chunk. */
  takes: readonly Take[];
  /** What speaks its chunk now; undefined while that is not known yet. */
  speaker: Voice | undefined;
  deck: TakeDeck<HTMLAudioElement>;
  choosing: boolean;
  onChoose: () => void;
}): ReactNode {
  const { take, number, takes, deck } = props;
  const { engines } = useStudio();
  const fit = fitOf(engines, take, props.speaker);
  const what = fitWords(fit);
  const choose = chooseLabel(fit, take);
  const facts = [
    ...differenceWords(engines, take, takes),
    takeCostWords(take),
    shortMomentWords(take.createdAt),
  ];
  return (
    <li className={classes(styles['take'], take.heard && styles['heard'])} data-fit={fit}>
      <div className={styles['head']}>
        <h3 className={styles['name']}>Take {number}</h3>
        {badgesOf(take).map((badge) => (
          <span key={badge.words} className={classes(styles['badge'], badge.warns && styles['warns'])}>
            {badge.words}
          </span>
        ))}
        {takes.length > 1 && <Marks take={take} number={number} deck={deck} />}
      </div>
      <TakeSound take={take} number={number} deck={deck} />
      <p className={styles['voice']}>{takeVoiceWords(engines, take)}</p>
      <p className={styles['facts']}>{facts.join(' · ')}</p>
      {(fit === 'words' || fit === 'elsewhere') && <p className={styles['text']}>“{take.text}”</p>}
      {what !== null && <p className={styles['facts']}>{what}</p>}
      {choose !== null && (
        <Button
          className={styles['choose']}
          disabled={props.choosing}
          aria-label={`${choose}: take ${number}`}
          onClick={props.onChoose}
        >
          {choose}
        </Button>
      )}
    </li>
  );
}

/** Marks a take as one of the two that are compared. */
function Marks(props: { take: Take; number: number; deck: TakeDeck<HTMLAudioElement> }): ReactNode {
  const { take, number, deck } = props;
  const state = useStore(deck.state);
  return (
    <div role="group" aria-label={`Compare take ${number}`} className={styles['marks']}>
      {(['a', 'b'] satisfies Slot[]).map((slot) => (
        <button
          key={slot}
          type="button"
          className={styles['mark']}
          aria-pressed={state[slot] === take.id}
          aria-label={`${slot.toUpperCase()}: take ${number}`}
          onClick={() => {
            deck.mark(slot, take.id);
          }}
        >
          {slot.toUpperCase()}
        </button>
      ))}
    </div>
  );
}

const notPlayed = {
  code: 'file-unreadable',
  message: 'This take could not be played.',
  action: 'See whether Lectern is still running, and try again.',
} as const;

function TakeSound(props: { take: Take; number: number; deck: TakeDeck<HTMLAudioElement> }): ReactNode {
  const { take, number, deck } = props;
  const { at, playing, broken } = useStore(deck.state);
  const { data: shape, error } = useQuery(soundShapeQuery(takeUrl(take.id)));
  const audio = useMemo(() => ({ current: deck.mediaOf(take.id) }), [deck, take.id]);
  const problem = problemOf(error) ?? (broken === take.id ? notPlayed : null);
  return (
    <SoundLine
      label={`take ${number}`}
      {...{ audio, shape, problem }}
      playing={playing && at === take.id}
      seconds={secondsOf(take)}
      take={take}
      onToggle={() => {
        deck.toggle(take.id);
      }}
    />
  );
}
