import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { VoiceId } from '../../electron/contract/ids.ts';
import { voicesQuery } from '../app/queries.ts';
import { useStore } from '../app/store.ts';
import { useStudio } from '../app/studio.tsx';
import { go } from '../app/navigation.ts';
import { Button } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { EmptyState } from '../ui/notice.tsx';
import { drafts, keepDraft, newVoice, type Drafts, type VoiceDraft } from './drafts.ts';
import { TriesPanel } from './tries/tries-panel.tsx';
import { VoiceEditor } from './voice-editor.tsx';
import { VoiceList } from './voice-list.tsx';
import styles from './voices-view.module.css';

/** The named voices, and one of them laid open: its settings, and tries with them. */
export function VoicesView({ voice }: { voice: VoiceId | 'new' | null }): ReactNode {
  return (
    <div className={classes(styles['view'], voice !== null && styles['opened'])}>
      <div className={styles['side']}>
        <VoiceList chosen={voice} />
      </div>
      <div className={styles['room']}>
        {voice === null ? <NoneChosen /> : <Opened key={voice} id={voice} />}
      </div>
    </div>
  );
}

function NoneChosen(): ReactNode {
  const { client } = useStudio();
  const { data: voices } = useQuery(voicesQuery(client));
  if (voices === undefined) return null;
  return (
    <EmptyState title={voices.length === 0 ? 'Make a voice' : 'Choose a voice, or make another'}>
      <p>
        Set how StyleTTS 2 speaks, copy a voice from a few seconds of speech, and try it with a sentence
        before a whole book is spoken with it.
      </p>
      <Button
        local
        look="primary"
        onClick={() => {
          go({ view: 'voices', voice: 'new' });
        }}
      >
        New voice
      </Button>
    </EmptyState>
  );
}

function Opened({ id }: { id: VoiceId | 'new' }): ReactNode {
  const { client, engines } = useStudio();
  const { data: voices } = useQuery(voicesQuery(client));
  const unsaved = useStore<Drafts>(drafts);
  const named = voices?.find((voice) => voice.id === id) ?? null;
  const draft = unsaved.get(id) ?? (id === 'new' ? newVoice(engines) : named);
  if (draft === null) {
    if (voices === undefined) return null;
    return (
      <EmptyState title="This voice is no more">
        <p>It was removed. What was spoken with it is kept.</p>
      </EmptyState>
    );
  }
  const change = (changed: VoiceDraft): void => {
    keepDraft(id, changed, named);
  };
  return (
    <div className={styles['bench']}>
      <VoiceEditor id={id} named={named} draft={draft} onChange={change} />
      <TriesPanel
        voice={draft.voice}
        onUse={(voice) => {
          change({ name: draft.name, voice });
        }}
      />
    </div>
  );
}
