import type { ReactNode } from 'react';
import { entryOf } from '../../electron/contract/engine-entry.ts';
import type { Voice } from '../../electron/contract/voice.ts';
import { defaultOf, defaultVoiceOf, valueOf } from '../../electron/contract/voice-settings.ts';
import { useStudio } from '../app/studio.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { RadioList } from '../ui/radio-list.tsx';
import { EngineState } from './engine-state.tsx';
import { SettingField } from './setting-field.tsx';

/** A voice: its engine, and every setting of it. */
export function VoiceFields(props: {
  voice: Voice;
  /** `delay` as in `AutoSave.change`. */
  onChange: (voice: Voice, delay?: number) => void;
}): ReactNode {
  const { voice, onChange } = props;
  const { engines } = useStudio();
  return (
    <>
      <RadioList
        label="Engine"
        value={voice.engine}
        options={engines.map(({ id, name, hint }) => ({ value: id, label: name, hint }))}
        onChange={(engine) => {
          onChange(defaultVoiceOf(entryOf(engines, engine)), 0);
        }}
      />
      <EngineFields voice={voice} onChange={onChange} />
    </>
  );
}

/** Every setting of a voice but its engine, as the catalogue has them. */
export function EngineFields(props: {
  voice: Voice;
  /** `delay` as in `AutoSave.change`. */
  onChange: (voice: Voice, delay?: number) => void;
}): ReactNode {
  const { voice } = props;
  const { engines } = useStudio();
  const entry = entryOf(engines, voice.engine);
  const [usual, advanced] = [false, true].map((away) =>
    entry.settings.filter((setting) => setting.advanced === away),
  );
  const isChanged = advanced?.some((setting) => valueOf(voice, setting) !== defaultOf(setting)) === true;
  return (
    <>
      <EngineState voice={voice} />
      {usual?.map((setting) => (
        <SettingField key={`${entry.id} ${setting.id}`} {...props} entry={entry} setting={setting} />
      ))}
      {advanced !== undefined && advanced.length > 0 && (
        <Disclosure label="Advanced" initiallyOpen={isChanged}>
          {advanced.map((setting) => (
            <SettingField key={`${entry.id} ${setting.id}`} {...props} entry={entry} setting={setting} />
          ))}
        </Disclosure>
      )}
    </>
  );
}
