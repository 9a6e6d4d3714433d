import { longestTry } from '../../../electron/contract/lengths.ts';
import { useQuery } from '@tanstack/react-query';
import { AudioLines } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { entryOf } from '../../../electron/contract/engine-entry.ts';
import type { Voice } from '../../../electron/contract/voice.ts';
import { keys, triesQuery, useCall } from '../../app/queries.ts';
import { createStore, useStore } from '../../app/store.ts';
import { useStudio } from '../../app/studio.tsx';
import { Button } from '../../ui/button.tsx';
import { ProblemNotice, problemOf } from '../../ui/notice.tsx';
import { whyUnusable } from '../drafts.ts';
import { TokenWanted } from '../token-wanted.tsx';
import { differingSettings } from '../voice-words.ts';
import { TryItem } from './try-item.tsx';
import { firstSentence } from './try-words.ts';
import styles from './tries.module.css';

/** How many tries are shown before the person asks for earlier ones. */
const page = 8;

/** The sentence outlives the page being left: voices are compared with the same one. */
const sentence = createStore(firstSentence);

/** Speaks a sentence with a voice as it is set, and keeps what was tried to be compared. */
export function TriesPanel({ voice, onUse }: { voice: Voice; onUse: (voice: Voice) => void }): ReactNode {
  return (
    <section className={styles['panel']} aria-label="Try">
      <h2 className={styles['title']}>Try it</h2>
      <TryForm voice={voice} />
      <Tries voice={voice} onUse={onUse} />
    </section>
  );
}

function TryForm({ voice }: { voice: Voice }): ReactNode {
  const id = useId();
  const { engines } = useStudio();
  const text = useStore(sentence);
  const start = useCall('tries.start', [keys.tries]);
  const problem = problemOf(start.error);
  const { price } = entryOf(engines, voice.engine);
  const fault = whyUnusable(engines, voice);
  const empty = text.trim() === '';
  const why = fault ?? (empty ? 'Write a sentence to be spoken.' : null);
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (why === null && !start.isPending) start.mutate({ text: text.trim(), voice });
      }}
    >
      <label className={styles['label']} htmlFor={id}>
        Sentence
      </label>
      <textarea
        id={id}
        className={styles['text']}
        rows={3}
        maxLength={longestTry}
        value={text}
        aria-describedby={`${id}-count ${id}-why`}
        onChange={({ currentTarget }) => {
          sentence.set(currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
            event.currentTarget.form?.requestSubmit();
        }}
      />
      <div className={styles['under']}>
        <p id={`${id}-count`} className={styles['small']}>
          {text.length} of {longestTry} characters
          {price !== null && ` · paid, ${price.words}`}
        </p>
        <Button type="submit" look="primary" disabled={why !== null || start.isPending}>
          <AudioLines size={16} aria-hidden /> Try
        </Button>
      </div>
      <p id={`${id}-why`} role="status" className={styles['why']}>
        {why}
      </p>
      <TokenWanted engine={voice.engine} />
      {problem !== null && <ProblemNotice problem={problem} />}
    </form>
  );
}

function Tries({ voice, onUse }: { voice: Voice; onUse: (voice: Voice) => void }): ReactNode {
  const { client, engines } = useStudio();
  const { data: tries, error, refetch } = useQuery(triesQuery(client));
  const [shown, setShown] = useState(page);
  const problem = problemOf(error);
  if (problem !== null) {
    return (
      <ProblemNotice problem={problem}>
        <Button onClick={() => void refetch()}>Try again</Button>
      </ProblemNotice>
    );
  }
  if (tries === undefined) return null;
  if (tries.length === 0)
    return <p className={styles['small']}>What you try is kept here, so that you can compare.</p>;
  const visible = tries.slice(0, shown);
  const differing = differingSettings(
    engines,
    visible.map((tried) => tried.voice),
  );
  return (
    <>
      {visible.length > 1 && (
        <p className={styles['small']}>
          Newest first. Settings in colour are those that differ between the tries.
        </p>
      )}
      <ol className={styles['tries']} aria-label="Tries">
        {visible.map((tried, index) => (
          <TryItem
            key={tried.id}
            tried={tried}
            number={tries.length - index}
            differing={differing}
            current={voice}
            onUse={onUse}
          />
        ))}
      </ol>
      {tries.length > shown && (
        <Button
          local
          onClick={() => {
            setShown(shown + page);
          }}
        >
          Show earlier tries
        </Button>
      )}
    </>
  );
}
