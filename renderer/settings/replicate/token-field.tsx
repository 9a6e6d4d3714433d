import { longestToken } from '../../../electron/contract/lengths.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { ReplicateConnection } from '../../../electron/contract/replicate.ts';
import { keys, useCall } from '../../app/queries.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNotice, problemOf } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from '../settings.module.css';

const whereWords: Readonly<Record<NonNullable<ReplicateConnection['token']>, string>> = {
  'key-store': 'A token is kept in your system’s key store.',
  file: 'A token is kept in a file of your user’s configuration that only you can read.',
  environment: 'The token is the one in REPLICATE_API_TOKEN, where Lectern was started; Lectern keeps none.',
};

/** The token of the person's account: given once, never shown again. */
export function TokenField(props: {
  connection: ReplicateConnection;
  /** Whether the API address in sight is the one that is asked. */
  settled: boolean;
}): ReactNode {
  const { connection, settled } = props;
  const queries = useQueryClient();
  const [token, setToken] = useState('');
  const set = useCall('replicate.setToken');
  const problem = problemOf(set.error);
  const send = (value: string | null): void => {
    // What was typed leaves the page with the call, whatever becomes of it.
    setToken('');
    set.mutate(
      { token: value },
      {
        onSuccess: (now) => {
          queries.setQueryData(keys.replicate, now);
        },
      },
    );
  };
  const kept = connection.token;
  const ready = settled && token.trim() !== '' && !set.isPending;
  return (
    <>
      <p role="status" className={styles['path']}>
        {kept === null ? 'There is no token yet.' : whereWords[kept]}
      </p>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) send(token.trim());
        }}
      >
        <TextField
          label={kept === null ? 'API token' : 'Another API token'}
          hint={`You find it on replicate.com under Account settings, API tokens. ${connection.storage}`}
          type="password"
          value={token}
          maxLength={longestToken}
          onChange={setToken}
        />
        <div className={styles['buttons']}>
          <Button type="submit" look="primary" disabled={!ready}>
            {set.isPending ? 'Asking Replicate …' : 'Keep this token'}
          </Button>
          {(kept === 'key-store' || kept === 'file') && (
            <Button
              disabled={set.isPending}
              onClick={() => {
                send(null);
              }}
            >
              Forget the token
            </Button>
          )}
        </div>
      </form>
      {problem !== null && <ProblemNotice problem={problem} />}
    </>
  );
}
