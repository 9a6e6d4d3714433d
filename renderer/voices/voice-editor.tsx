import { longestName } from '../../electron/contract/lengths.ts';
import { useQueryClient } from '@tanstack/react-query';
import { ArrowLeft, Copy, RotateCcw, Trash2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { entryOf } from '../../electron/contract/engine-entry.ts';
import type { VoiceId } from '../../electron/contract/ids.ts';
import type { NamedVoice } from '../../electron/contract/named-voice.ts';
import { defaultVoiceOf } from '../../electron/contract/voice-settings.ts';
import { go } from '../app/navigation.ts';
import { keys, useCall } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { useStore } from '../app/store.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/dialog.tsx';
import { count } from '../ui/format.ts';
import { Notice, ProblemNotice, problemOf } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { drafts, dropDraft, whyUnusable, type Drafts, type VoiceDraft } from './drafts.ts';
import styles from './voice-editor.module.css';
import { VoiceFields } from './voice-fields.tsx';
import { sameVoice } from './voice-words.ts';

/** A voice's name and settings, to be changed and saved. */
export function VoiceEditor(props: {
  id: VoiceId | 'new';
  /** As it is stored; null for one that is not yet. */
  named: NamedVoice | null;
  /** As it is shown. */
  draft: VoiceDraft;
  onChange: (draft: VoiceDraft) => void;
}): ReactNode {
  const { id, named, draft, onChange } = props;
  const queries = useQueryClient();
  const { engines } = useStudio();
  const defaults = defaultVoiceOf(entryOf(engines, draft.voice.engine));
  const save = useCall('voices.save');
  const changed = useStore<Drafts>(drafts).has(id);
  const problem = problemOf(save.error);
  const why = draft.name.trim() === '' ? 'Give the voice a name.' : whyUnusable(engines, draft.voice);
  const store = (): void => {
    const input = { ...(id === 'new' ? {} : { id }), name: draft.name.trim(), voice: draft.voice };
    save.mutate(input, {
      onSuccess: (saved) => {
        queries.setQueryData<NamedVoice[]>(keys.voices, (voices = []) => [
          ...voices.filter((other) => other.id !== saved.id),
          saved,
        ]);
        void queries.invalidateQueries({ queryKey: keys.voices });
        dropDraft(id);
        if (id === 'new') go({ view: 'voices', voice: saved.id }, { replace: true });
      },
    });
  };
  return (
    <section className={styles['editor']} aria-label="Settings of the voice">
      <div className={styles['head']}>
        <Button
          local
          look="quiet"
          className={styles['back']}
          onClick={() => {
            go({ view: 'voices', voice: null });
          }}
        >
          <ArrowLeft size={16} aria-hidden /> All voices
        </Button>
        <h2 className={styles['title']}>{named?.name ?? 'New voice'}</h2>
      </div>
      <TextField
        label="Name"
        value={draft.name}
        placeholder="The narrator, an old sailor, the letter …"
        maxLength={longestName}
        onChange={(name) => {
          onChange({ ...draft, name });
        }}
      />
      <VoiceFields
        voice={draft.voice}
        onChange={(voice) => {
          onChange({ ...draft, voice });
        }}
      />
      {named !== null && named.uses > 0 && changed && !sameVoice(named.voice, draft.voice) && (
        <Notice>
          {count(named.uses, 'place')} {named.uses === 1 ? 'follows' : 'follow'} this voice. Once saved, what
          it spoke there is spoken again when you next narrate; nothing is deleted, and changing back finds it
          again.
        </Notice>
      )}
      <div className={styles['foot']}>
        {problem !== null && <ProblemNotice problem={problem} />}
        <div className={styles['buttons']}>
          <Button
            look="primary"
            disabled={why !== null || save.isPending || (!changed && named !== null)}
            title={why ?? undefined}
            onClick={store}
          >
            {named === null ? 'Save voice' : 'Save changes'}
          </Button>
          {changed && (
            <Button
              local
              onClick={() => {
                dropDraft(id);
                if (id === 'new') go({ view: 'voices', voice: null }, { replace: true });
              }}
            >
              Discard changes
            </Button>
          )}
        </div>
        <p role="status" className={styles['why']}>
          {changed && why}
        </p>
      </div>
      <div className={styles['keeping']}>
        <div className={styles['buttons']}>
          <Button
            local
            disabled={sameVoice(draft.voice, defaults)}
            onClick={() => {
              onChange({ ...draft, voice: defaults });
            }}
          >
            <RotateCcw size={16} aria-hidden /> Reset to defaults
          </Button>
          {named !== null && <Keeping named={named} />}
        </div>
        {named !== null && named.uses > 0 && (
          <p className={styles['hint']}>
            It cannot be removed while {count(named.uses, 'place')} {named.uses === 1 ? 'follows' : 'follow'}{' '}
            it: choose another voice for the books, chapters and chunks that it speaks.
          </p>
        )}
      </div>
    </section>
  );
}

/** What else can be done with a stored voice. */
function Keeping({ named }: { named: NamedVoice }): ReactNode {
  const [asking, setAsking] = useState(false);
  const duplicate = useCall('voices.save', [keys.voices]);
  const remove = useCall('voices.remove', [keys.voices]);
  const problem = problemOf(duplicate.error ?? remove.error);
  return (
    <>
      <Button
        disabled={duplicate.isPending}
        onClick={() => {
          const name = `${named.name.slice(0, 90)} (copy)`;
          duplicate.mutate(
            { name, voice: named.voice },
            {
              onSuccess: (copy) => {
                go({ view: 'voices', voice: copy.id });
              },
            },
          );
        }}
      >
        <Copy size={16} aria-hidden /> Duplicate
      </Button>
      <Button
        look="danger"
        disabled={named.uses > 0 || remove.isPending}
        onClick={() => {
          setAsking(true);
        }}
      >
        <Trash2 size={16} aria-hidden /> Remove …
      </Button>
      {problem !== null && <ProblemNotice problem={problem} />}
      <ConfirmDialog
        open={asking}
        title={`Remove “${named.name}”?`}
        confirm="Remove the voice"
        onConfirm={() => {
          setAsking(false);
          remove.mutate(
            { id: named.id },
            {
              onSuccess: () => {
                dropDraft(named.id);
                go({ view: 'voices', voice: null }, { replace: true });
              },
            },
          );
        }}
        onClose={() => {
          setAsking(false);
        }}
      >
        <p>Its settings are forgotten. What was spoken with it, its reference clip and its tries are kept.</p>
      </ConfirmDialog>
    </>
  );
}
