import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { EngineEntry } from '../../../electron/contract/engine-entry.ts';
import type { VoiceId } from '../../../electron/contract/ids.ts';
import type { NamedVoice } from '../../../electron/contract/named-voice.ts';
import type { Voice } from '../../../electron/contract/voice.ts';
import { defaultVoiceOf } from '../../../electron/contract/voice-settings.ts';
import { go } from '../../app/navigation.ts';
import { voicesQuery } from '../../app/queries.ts';
import { useStudio } from '../../app/studio.tsx';
import { Button } from '../../ui/button.tsx';
import { ProblemNotice, problemOf } from '../../ui/notice.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { TokenWanted } from '../token-wanted.tsx';
import { UsableVoiceFields } from '../usable-voice-fields.tsx';
import { voiceWords } from '../voice-words.ts';

/** What speaks: a named voice that is followed, or a voice of one's own. */
export interface ChosenVoice {
  voice: Voice;
  /** Null for a voice of one's own. */
  voiceId: VoiceId | null;
}

/** Chooses what speaks a book: one of the named voices, or settings of its own. */
export function VoiceChoice(props: {
  chosen: ChosenVoice;
  /** `delay` as in `AutoSave.change`. */
  onChange: (chosen: ChosenVoice, delay?: number) => void;
}): ReactNode {
  const { chosen, onChange } = props;
  const { client, engines } = useStudio();
  const { data: voices = [], error } = useQuery(voicesQuery(client));
  const problem = problemOf(error);
  const followed = voices.find(({ id }) => id === chosen.voiceId);
  const options = [
    ...engines.map(({ id, name, hint, own = { label: name, hint } }) => ({ value: id, ...own })),
    ...voices.map(({ id, name, voice }) => ({
      value: String(id),
      label: name,
      hint: voiceWords(engines, voice),
    })),
  ];
  const choose = (value: string): void => {
    const named = voices.find(({ id }) => String(id) === value);
    if (named !== undefined) onChange({ voice: named.voice, voiceId: named.id }, 0);
    const entry = engines.find(({ id }) => id === value);
    if (named === undefined && entry !== undefined)
      onChange({ voice: ownVoice(entry, followed?.voice ?? chosen.voice), voiceId: null }, 0);
  };
  return (
    <>
      {problem !== null && <ProblemNotice problem={problem} />}
      <RadioList
        label="Spoken by"
        value={chosen.voiceId === null ? chosen.voice.engine : String(chosen.voiceId)}
        options={options}
        onChange={choose}
      />
      <TokenWanted engine={chosen.voice.engine} />
      {chosen.voiceId === null ? (
        <UsableVoiceFields
          key={chosen.voice.engine}
          withEngine={false}
          voice={chosen.voice}
          onChange={(voice, delay) => {
            onChange({ voice, voiceId: null }, delay);
          }}
        />
      ) : (
        <Followed named={followed} />
      )}
    </>
  );
}

/** Settings of one's own begin as those of the voice that spoke before, where its engine is the same. */
function ownVoice(entry: EngineEntry, before: Voice): Voice {
  return before.engine === entry.id ? before : defaultVoiceOf(entry);
}

function Followed({ named }: { named: NamedVoice | undefined }): ReactNode {
  if (named === undefined) return null;
  return (
    <div>
      <Button
        local
        onClick={() => {
          go({ view: 'voices', voice: named.id });
        }}
      >
        Edit “{named.name}”
      </Button>
    </div>
  );
}
