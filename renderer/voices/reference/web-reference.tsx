import { useState, type ReactNode } from 'react';
import { referenceSchema } from '../../../electron/contract/voice.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './reference.module.css';

/** A reference on the web, by its address. */
export function WebReference({ onChoose }: { onChoose: (url: string) => void }): ReactNode {
  const [url, setUrl] = useState('');
  const address = url.trim();
  const valid = referenceSchema.safeParse({ kind: 'url', url: address }).success;
  return (
    <section className={styles['way']} aria-label="From the web">
      <TextField
        label="From the web"
        hint="The address of an audio file that Replicate can fetch. Lectern cannot judge it."
        type="url"
        value={url}
        placeholder="https://…"
        fault={
          address !== '' && !valid
            ? { severity: 'error', message: 'That is not a whole web address yet.' }
            : undefined
        }
        onChange={setUrl}
      />
      <div className={styles['buttons']}>
        <Button
          disabled={!valid}
          onClick={() => {
            onChoose(address);
          }}
        >
          Use this address
        </Button>
      </div>
    </section>
  );
}
