import { useState, type ReactNode } from 'react';
import type { Setting } from '../../electron/contract/engine-entry.ts';
import { valueSchema } from '../../electron/contract/voice-settings.ts';
import type { FieldFault } from '../ui/fault.tsx';
import { TextField } from '../ui/text-field.tsx';

/** The address of a file on the web; only a whole address, or none, is handed on. */
export function AddressField(props: {
  setting: Setting;
  hint: string;
  value: string | null;
  fault: FieldFault | undefined;
  onChange: (value: string | null) => void;
}): ReactNode {
  const { setting, hint, value, onChange } = props;
  // What is being typed, as long as the value is the one that it led to.
  const [entry, setEntry] = useState<{ text: string; value: string | null }>({ text: '', value: null });
  const text = entry.value === value && entry.text !== '' ? entry.text : (value ?? '');
  const fault: FieldFault | undefined =
    addressOf(setting, text) === undefined
      ? { severity: 'error', message: 'That is not a whole web address yet; until then, it is left out.' }
      : props.fault;
  return (
    <TextField
      label={setting.label}
      hint={hint}
      type="url"
      value={text}
      placeholder="https://…"
      fault={fault}
      onChange={(typed) => {
        const next = addressOf(setting, typed) ?? null;
        setEntry({ text: typed, value: next });
        if (next !== value) onChange(next);
      }}
    />
  );
}

/** The address that a text means; null for none, undefined when it is no address. */
function addressOf(setting: Setting, text: string): string | null | undefined {
  const wanted = text.trim();
  if (wanted === '') return null;
  const { data } = valueSchema(setting).safeParse(wanted);
  return typeof data === 'string' ? data : undefined;
}
