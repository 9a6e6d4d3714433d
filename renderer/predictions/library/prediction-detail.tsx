import type { ReactNode } from 'react';
import { entryOf } from '../../../electron/contract/engine-entry.ts';
import { takeUrl } from '../../../electron/contract/media.ts';
import type { Prediction } from '../../../electron/contract/prediction.ts';
import { PlaceLink } from '../../app/place-link.tsx';
import { ProblemWay } from '../../app/problem-way.tsx';
import { useStudio } from '../../app/studio.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import { settingsOf } from '../../voices/voice-words.ts';
import { costFact, momentWords, placeWords, stateWords, workWords } from '../prediction-words.ts';
import styles from './prediction-detail.module.css';
import { Undecided } from './undecided.tsx';
import { CancelRunning } from './cancel-running.tsx';

/** All that is known of a prediction, and what can be done about it. */
export function PredictionDetail({ prediction }: { prediction: Prediction }): ReactNode {
  const { state, text, take, problem, notes, input, logs, remoteId } = prediction;
  return (
    <div className={styles['detail']}>
      <p className={styles['quoted']}>{text}</p>
      {take !== null && (
        <audio className={styles['player']} controls preload="metadata" src={takeUrl(take)} />
      )}
      {state === 'unknown' && <Undecided prediction={prediction} />}
      {state === 'running' && <CancelRunning prediction={prediction} />}
      {problem !== null && state !== 'unknown' && (
        <ProblemNotice problem={problem}>
          <ProblemWay problem={problem} />
        </ProblemNotice>
      )}
      <Facts prediction={prediction} />
      {remoteId !== null && <RemoteId id={remoteId} />}
      {notes.length > 0 && (
        <section>
          <h3 className={styles['subhead']}>Left out of the text</h3>
          <ul className={styles['notes']}>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </section>
      )}
      {input !== null && <Block title="Input" text={JSON.stringify(input, null, 2)} />}
      {logs !== null && logs.trim() !== '' && <Block title="Logs" text={logs.trimEnd()} />}
    </div>
  );
}

function Facts({ prediction }: { prediction: Prediction }): ReactNode {
  const { project, section, engine, voice, createdAt, startedAt, endedAt, totalTime } = prediction;
  const { engines } = useStudio();
  const facts: { name: string; value: ReactNode }[] = [
    { name: 'State', value: <span role="status">{stateWords(prediction)}</span> },
    {
      name: 'For',
      value:
        project === null ? (
          placeWords(prediction)
        ) : (
          <PlaceLink to={{ view: 'project', project: project.id, section: section?.id ?? null }}>
            {placeWords(prediction)}
          </PlaceLink>
        ),
    },
    { name: 'Voice', value: entryOf(engines, engine).name },
    ...settingsOf(engines, voice).slice(1),
    { name: 'Made', value: momentWords(createdAt) },
    ...(startedAt === null ? [] : [{ name: 'Started', value: momentWords(startedAt) }]),
    ...(endedAt === null ? [] : [{ name: 'Ended', value: momentWords(endedAt) }]),
    { name: 'Billed', value: workWords(prediction.predictTime) },
    ...(totalTime === null ? [] : [{ name: 'In all', value: workWords(totalTime) }]),
    { name: 'Cost', value: costFact(prediction) },
  ];
  return (
    <dl className={styles['facts']}>
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function RemoteId({ id }: { id: string }): ReactNode {
  return (
    <section>
      <h3 className={styles['subhead']}>On Replicate</h3>
      <p className={styles['remoteId']}>
        <code>replicate.com/p/{id}</code>
        <CopyButton label="Copy id" text={id} />
      </p>
    </section>
  );
}

function Block({ title, text }: { title: string; text: string }): ReactNode {
  return (
    <section aria-label={title}>
      <h3 className={styles['subhead']}>{title}</h3>
      <pre className={styles['block']} tabIndex={0}>
        {text}
      </pre>
    </section>
  );
}
