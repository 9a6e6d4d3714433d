import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, type ReactNode } from 'react';
import type { ProjectId, TakeId } from '../../electron/contract/ids.ts';
import type { Chunk, Section } from '../../electron/contract/project.ts';
import type { Take } from '../../electron/contract/take.ts';
import type { Voice } from '../../electron/contract/voice.ts';
import { projectQuery, takesQuery, voicesQuery } from '../app/queries.ts';
import { useStore } from '../app/store.ts';
import { useStudio } from '../app/studio.tsx';
import { useChunkEdits } from '../editing/use-chunk-edits.ts';
import { tell } from '../history/told.ts';
import { ToldHere } from '../history/told-notice.tsx';
import type { Narrate } from '../narration/use-narrate.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemNotice, problemOf, Waiting } from '../ui/notice.tsx';
import { canRetake } from '../voices/choice/retake.ts';
import { speakerOf } from '../voices/choice/speaker-of.ts';
import { useRetake } from '../voices/choice/use-retake.ts';
import { TakeItem } from './take-item.tsx';
import { secondsOf, takeNumbers } from './take-words.ts';
import styles from './takes.module.css';
import { useDeckKeys, useTakeDeck } from './use-take-deck.ts';

interface TakesProps {
  project: ProjectId;
  section: Section;
  narrate: Narrate;
}

/** The takes of a chunk, to hear, compare and choose; `chunk` is undefined while none is shown. */
export function TakesDialog(
  props: TakesProps & { chunk: Chunk | undefined; onClose: () => void },
): ReactNode {
  const { chunk, onClose } = props;
  const body = useRef<HTMLDivElement>(null);
  // The row that it was opened from gets the keyboard back.
  const last = useRef<Chunk>(undefined);
  if (chunk !== undefined) last.current = chunk;
  return (
    <Dialog
      wide
      open={chunk !== undefined}
      onClose={onClose}
      title="Takes"
      focus={{
        first: () => body.current,
        last: () => document.querySelector<HTMLElement>(`[data-chunk="${last.current?.id ?? ''}"]`),
      }}
    >
      {chunk !== undefined && (
        <div ref={body} tabIndex={-1} data-undoes className={styles['body']}>
          <ToldHere />
          <p className={styles['chunk']}>{chunk.text}</p>
          {chunk.sayAs !== null && <p className={styles['facts']}>Said as “{chunk.sayAs}”</p>}
          <Takes {...props} key={chunk.id} chunk={chunk} />
        </div>
      )}
    </Dialog>
  );
}

function Takes(props: TakesProps & { chunk: Chunk }): ReactNode {
  const { project, section, chunk } = props;
  const { client } = useStudio();
  const speaker = useSpeaker(project, section, chunk);
  const { data: takes, error, refetch } = useQuery(takesQuery(client, project, chunk.id));
  const { edit, pending, problem } = useChunkEdits(project, section.id);
  const failure = problemOf(error);
  if (failure !== null) {
    return (
      <ProblemNotice problem={failure}>
        <Button onClick={() => void refetch()}>Try again</Button>
      </ProblemNotice>
    );
  }
  if (takes === undefined) return <Waiting label="Fetching the takes …" />;
  const choose = (take: TakeId | null): void => {
    edit({ call: 'takes.choose', input: { chunk: chunk.id, take } }, () => {
      tell(
        take === null
          ? 'Lectern chooses: the newest take is heard.'
          : `Take ${takeNumbers(takes).get(take) ?? ''} is heard now.`,
      );
    });
  };
  return (
    <>
      {problem !== null && <ProblemNotice problem={problem} />}
      {takes.length === 0 ? (
        <p className={styles['empty']}>{emptyWords(chunk)}</p>
      ) : (
        <TakeList takes={takes} speaker={speaker} choosing={pending} onChoose={choose} />
      )}
      <div className={styles['foot']}>
        {takes.some(({ chosen }) => chosen) && (
          <Button
            disabled={pending}
            title="The newest take of its words and voice is heard"
            onClick={() => {
              choose(null);
            }}
          >
            Let Lectern choose
          </Button>
        )}
        <SpeakIt {...props} speaker={speaker} />
      </div>
    </>
  );
}

function emptyWords({ state }: Chunk): string {
  return state === 'failed'
    ? 'There is no take yet: it could not be spoken the last time.'
    : 'There is no take yet. Every take that is made of this chunk is kept here, so that you can compare and choose.';
}

function TakeList(props: {
  takes: readonly Take[];
  speaker: Voice | undefined;
  choosing: boolean;
  onChoose: (take: TakeId) => void;
}): ReactNode {
  const { takes } = props;
  const deck = useTakeDeck();
  const list = useRef<HTMLOListElement>(null);
  const numbers = takeNumbers(takes);
  useEffect(() => {
    deck.offer(
      takes.map((take) => ({ id: take.id, seconds: secondsOf(take) })),
      takes.find(({ heard }) => heard)?.id ?? null,
    );
  }, [deck, takes]);
  useEffect(() => {
    const button = (which: string): HTMLElement | null | undefined =>
      list.current?.querySelector<HTMLElement>(`[data-plays]${which}`);
    (button('[data-heard="true"]') ?? button(''))?.focus();
  }, []);
  // The button of what is heard gets the keyboard: space pauses it, Tab leads to what chooses it.
  const show = useCallback((take: TakeId) => {
    list.current?.querySelector<HTMLElement>(`[data-plays="${take}"]`)?.focus();
  }, []);
  useDeckKeys(deck, show);
  const { a, b } = useStore(deck.state);
  const name = (take: TakeId | null): string => (take === null ? '' : String(numbers.get(take) ?? ''));
  return (
    <>
      {a !== null && b !== null && (
        <p className={styles['keys']}>
          <kbd>A</kbd> take {name(a)} and <kbd>B</kbd> take {name(b)} play in turn at the same place;{' '}
          <kbd>Space</kbd> plays and pauses.
        </p>
      )}
      <ol ref={list} className={styles['takes']} aria-label="Takes">
        {takes.map((take) => (
          <TakeItem
            key={take.id}
            take={take}
            number={numbers.get(take.id) ?? 0}
            takes={takes}
            speaker={props.speaker}
            deck={deck}
            choosing={props.choosing}
            onChoose={() => {
              props.onChoose(take.id);
            }}
          />
        ))}
      </ol>
    </>
  );
}

/** What speaks a chunk as it is set now; undefined while that is not known yet. */
function useSpeaker(id: ProjectId, section: Section, chunk: Chunk): Voice | undefined {
  const { client } = useStudio();
  const { data: project } = useQuery(projectQuery(client, id));
  const { data: voices } = useQuery(voicesQuery(client));
  return project === undefined || voices === undefined
    ? undefined
    : speakerOf(project, section, chunk, voices);
}

/** Has the chunk spoken: for the first time, or once more where its voice can say it otherwise. */
function SpeakIt(props: TakesProps & { chunk: Chunk; speaker: Voice | undefined }): ReactNode {
  const { project, section, chunk, narrate, speaker } = props;
  const { engines } = useStudio();
  if (chunk.state !== 'ready') {
    return (
      <Button
        look="primary"
        disabled={narrate.busy !== null}
        title={narrate.busy ?? undefined}
        onClick={() => {
          narrate.start({ project, sections: [section.id], chunks: [chunk.id] });
        }}
      >
        Narrate this chunk
      </Button>
    );
  }
  if (speaker === undefined) return null;
  if (!canRetake(engines, speaker))
    return <p className={styles['facts']}>This voice always says this alike.</p>;
  return <Retake project={project} chunk={chunk} narrate={narrate} />;
}

function Retake(props: { project: ProjectId; chunk: Chunk; narrate: Narrate }): ReactNode {
  const { offer, start } = useRetake(props.project, props.chunk, props.narrate);
  return (
    <>
      <Button disabled={!offer.possible} onClick={start}>
        Another take
      </Button>
      <p className={styles['facts']}>{offer.note}</p>
    </>
  );
}
