import { useState, type ReactNode } from 'react';
import {
  defaultApiUrl,
  webhookSchema,
  type ReplicateConnection,
  type Webhook,
} from '../../../electron/contract/replicate.ts';
import { Button } from '../../ui/button.tsx';
import { CheckboxList } from '../../ui/checkbox-list.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { SaveStatus } from '../save-status.tsx';
import styles from '../settings.module.css';
import type { Saved } from '../use-auto-save.ts';
import { apiUrlOf, webhookOf } from './addresses.ts';

const events: readonly { value: Webhook['events'][number]; label: string; hint: string }[] = [
  { value: 'start', label: 'Start', hint: 'A prediction begins.' },
  { value: 'output', label: 'Output', hint: 'It gives audio.' },
  { value: 'logs', label: 'Logs', hint: 'It writes a line.' },
  { value: 'completed', label: 'Completed', hint: 'It has ended, one way or another.' },
];

/** What of the connection is saved as it is changed. */
export type Addresses = Pick<ReplicateConnection, 'apiUrl' | 'webhook' | 'stream'>;

/** Where Replicate is asked, and whom it tells of predictions. */
export function ConnectionFields({ saved }: { saved: Saved<Addresses> }): ReactNode {
  const { values, state, change, retry } = saved;
  return (
    <>
      <ApiUrlField
        apiUrl={values.apiUrl}
        onChange={(apiUrl) => {
          change({ apiUrl });
        }}
      />
      <Disclosure label="Advanced" initiallyOpen={values.webhook !== null || values.stream}>
        <WebhookFields
          webhook={values.webhook}
          onChange={(webhook) => {
            change({ webhook });
          }}
        />
        <label className={styles['check']}>
          <input
            type="checkbox"
            checked={values.stream}
            onChange={({ currentTarget }) => {
              change({ stream: currentTarget.checked }, 0);
            }}
          />
          <span>
            Ask for a streaming address
            <span className={styles['hint']}>
              Each prediction is then given an address that streams its output. Lectern needs none, and
              Replicate has deprecated it: it may be refused one day.
            </span>
          </span>
        </label>
      </Disclosure>
      <SaveStatus state={state} retry={retry} />
    </>
  );
}

function ApiUrlField({
  apiUrl,
  onChange,
}: {
  apiUrl: string;
  onChange: (apiUrl: string) => void;
}): ReactNode {
  // What is being typed, as long as it is no address yet.
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <div className={styles['form']}>
      <TextField
        label="API address"
        hint="Replicate’s own, unless you run a server that answers as it does. The token is sent to this address alone."
        type="url"
        value={typed ?? apiUrl}
        fault={
          typed === null
            ? undefined
            : {
                severity: 'error',
                message: `That is not a whole web address yet; until then, ${apiUrl} stays.`,
              }
        }
        onChange={(text) => {
          const address = apiUrlOf(text);
          setTyped(address === null ? text : null);
          if (address !== null) onChange(address);
        }}
      />
      {apiUrl !== defaultApiUrl && (
        <div>
          <Button
            onClick={() => {
              setTyped(null);
              onChange(defaultApiUrl);
            }}
          >
            Use Replicate’s own address
          </Button>
        </div>
      )}
    </div>
  );
}

function WebhookFields(props: {
  webhook: Webhook | null;
  onChange: (webhook: Webhook | null) => void;
}): ReactNode {
  const { webhook, onChange } = props;
  const [typed, setTyped] = useState<{ url: string; events: Webhook['events'] } | null>(null);
  const shown = typed ?? webhook ?? { url: '', events: ['completed'] };
  const change = (next: { url: string; events: Webhook['events'] }): void => {
    const meant = webhookOf(next.url, next.events);
    setTyped(meant === undefined ? next : null);
    if (meant !== undefined) onChange(meant);
  };
  const badUrl = typed !== null && !webhookSchema.shape.url.safeParse(typed.url.trim()).success;
  return (
    <>
      <TextField
        label="Webhook"
        hint="The address of a receiver that you run, if you do. Lectern itself needs none."
        type="url"
        value={shown.url}
        placeholder="https://…"
        fault={
          badUrl
            ? { severity: 'error', message: 'That is not a whole web address yet; it is not saved.' }
            : undefined
        }
        onChange={(url) => {
          change({ ...shown, url });
        }}
      />
      {shown.url !== '' && (
        <>
          <CheckboxList
            label="It is told of"
            values={shown.events}
            options={events}
            onChange={(chosen) => {
              change({ ...shown, events: chosen });
            }}
          />
          {shown.events.length === 0 && (
            <p className={styles['wrong']}>Choose at least one, or remove the address.</p>
          )}
        </>
      )}
    </>
  );
}
