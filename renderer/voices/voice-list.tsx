import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { VoiceId } from '../../electron/contract/ids.ts';
import type { NamedVoice } from '../../electron/contract/named-voice.ts';
import { addressOf, go } from '../app/navigation.ts';
import { voicesQuery } from '../app/queries.ts';
import { useStore } from '../app/store.ts';
import { useStudio } from '../app/studio.tsx';
import { Button } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { count } from '../ui/format.ts';
import { ProblemNotice, problemOf, Waiting } from '../ui/notice.tsx';
import { drafts, type Drafts, type VoiceDraft } from './drafts.ts';
import styles from './voice-list.module.css';
import { voiceWords } from './voice-words.ts';

/** The named voices of the library. */
export function VoiceList({ chosen }: { chosen: VoiceId | 'new' | null }): ReactNode {
  const { client, engines } = useStudio();
  const { data: voices, error, refetch } = useQuery(voicesQuery(client));
  const unsaved = useStore<Drafts>(drafts);
  const problem = problemOf(error);
  return (
    <nav aria-label="Voices" className={styles['side']}>
      <div className={styles['head']}>
        <h1 className={styles['title']}>Voices</h1>
        <Button
          local
          onClick={() => {
            go({ view: 'voices', voice: 'new' });
          }}
        >
          <Plus size={16} aria-hidden /> New voice
        </Button>
      </div>
      {problem !== null && (
        <ProblemNotice problem={problem}>
          <Button onClick={() => void refetch()}>Try again</Button>
        </ProblemNotice>
      )}
      {voices === undefined && problem === null && <Waiting label="Opening the voices …" />}
      {voices?.length === 0 && (
        <p className={styles['none']}>
          A voice that you name here can be chosen for a book, for a chapter or for a single line. Change it,
          and everything that follows it changes along.
        </p>
      )}
      <ul className={styles['list']}>
        {unsaved.has('new') && (
          <Item to="new" chosen={chosen === 'new'} name={named(unsaved.get('new'))} words="not saved yet" />
        )}
        {voices?.map((voice) => (
          <Item
            key={voice.id}
            to={voice.id}
            chosen={voice.id === chosen}
            name={voice.name}
            words={voiceWords(engines, voice.voice)}
            note={noteOn(voice, unsaved.has(voice.id))}
          />
        ))}
      </ul>
    </nav>
  );
}

function named(draft: VoiceDraft | undefined): string {
  const name = draft?.name.trim() ?? '';
  return name === '' ? 'New voice' : name;
}

function noteOn({ uses }: NamedVoice, changed: boolean): string {
  const used = uses === 0 ? 'not used yet' : `used in ${count(uses, 'place')}`;
  return changed ? `${used} · changed, not saved` : used;
}

function Item(props: {
  to: VoiceId | 'new';
  chosen: boolean;
  name: string;
  words: string;
  note?: string;
}): ReactNode {
  const place = { view: 'voices', voice: props.to } as const;
  return (
    <li>
      <a
        href={addressOf(place)}
        className={classes(styles['item'], props.chosen && styles['chosen'])}
        aria-current={props.chosen ? 'page' : undefined}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          go(place);
        }}
      >
        <span className={styles['name']}>{props.name}</span>
        <span className={styles['words']}>{props.words}</span>
        {props.note !== undefined && <span className={styles['words']}>{props.note}</span>}
      </a>
    </li>
  );
}
