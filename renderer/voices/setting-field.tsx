import { Dices } from 'lucide-react';
import type { ReactNode } from 'react';
import type { EngineEntry, Setting } from '../../electron/contract/engine-entry.ts';
import type { SettingValue, Voice } from '../../electron/contract/voice.ts';
import { valueOf, voiceFaults, withoutEffect } from '../../electron/contract/voice-settings.ts';
import { Button } from '../ui/button.tsx';
import { NumberField } from '../ui/number-field.tsx';
import { RadioList } from '../ui/radio-list.tsx';
import { RangeField } from '../ui/range-field.tsx';
import { AddressField } from './address-field.tsx';
import { AskedField } from './asked-field.tsx';
import { ModelVersionField } from './model-version-field.tsx';
import { ReferenceField } from './reference/reference-field.tsx';
import { newSeed, seedBounds } from './seed.ts';
import { figure, valueWords } from './voice-words.ts';

/** The control of one setting, by its kind. */
export function SettingField(props: {
  entry: EngineEntry;
  setting: Setting;
  voice: Voice;
  /** `delay` as in `AutoSave.change`. */
  onChange: (voice: Voice, delay?: number) => void;
}): ReactNode {
  const { entry, setting, voice, onChange } = props;
  const value = valueOf(voice, setting);
  const fault = voiceFaults(entry, voice).find(({ field }) => field === setting.id);
  const idle = withoutEffect(entry, voice)[setting.id];
  const hint = hintOf(setting);
  const change = (changed: SettingValue, delay?: number): void => {
    onChange({ ...voice, [setting.id]: changed }, delay);
  };
  switch (setting.kind) {
    case 'number': {
      const number = typeof value === 'number' ? value : setting.default;
      return (
        <RangeField
          {...{ hint, fault, idle }}
          label={setting.label}
          value={number}
          min={setting.min}
          max={setting.max}
          step={setting.step}
          shown={
            setting.fixed ? valueWords(setting, number) : `${figure(number, setting.digits)}${setting.unit}`
          }
          onChange={(changed) => {
            change(changed);
          }}
        />
      );
    }
    case 'choice':
      return (
        <RadioList
          label={setting.label}
          value={typeof value === 'string' ? value : setting.default}
          options={setting.options}
          onChange={(changed) => {
            change(changed, 0);
          }}
        />
      );
    case 'asked':
      return (
        <AskedField
          setting={setting}
          voice={voice}
          hint={hint}
          onChange={(changed) => {
            change(changed);
          }}
        />
      );
    case 'seed': {
      const seed = typeof value === 'number' ? value : setting.default;
      return (
        <NumberField
          label={setting.label}
          hint={hint}
          value={seed}
          min={seedBounds.min}
          max={seedBounds.max}
          step={1}
          wide
          button={
            <Button
              local
              onClick={() => {
                change(newSeed(seed), 0);
              }}
            >
              <Dices size={16} aria-hidden /> New seed
            </Button>
          }
          onChange={(changed) => {
            change(changed);
          }}
        />
      );
    }
    case 'reference':
      return (
        <ReferenceField
          reference={typeof value === 'object' ? value : null}
          onChange={(changed) => {
            change(changed, 0);
          }}
        />
      );
    case 'address':
      return (
        <AddressField
          setting={setting}
          hint={hint}
          value={typeof value === 'string' ? value : null}
          fault={fault}
          onChange={(changed) => {
            change(changed);
          }}
        />
      );
    case 'version':
      return (
        <ModelVersionField
          engine={entry.id}
          version={typeof value === 'string' ? value : null}
          onChange={(changed) => {
            change(changed, 0);
          }}
        />
      );
  }
}

function hintOf(setting: Setting): string {
  if (setting.kind === 'asked' && setting.default === null) return setting.hint;
  const usual = 'default' in setting ? String(setting.default) : 'none';
  return `${setting.hint} Default ${usual}.`.trim();
}
