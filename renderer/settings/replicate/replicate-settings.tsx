import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ReplicateConnection } from '../../../electron/contract/replicate.ts';
import { keys, replicateQuery } from '../../app/queries.ts';
import { useStudio } from '../../app/studio.tsx';
import { Button } from '../../ui/button.tsx';
import { ProblemNotice, problemOf, Waiting } from '../../ui/notice.tsx';
import { ConnectionCheck } from './connection-check.tsx';
import { ConnectionFields, type Addresses } from './connection-fields.tsx';
import { useAutoSave } from '../use-auto-save.ts';
import { TokenField } from './token-field.tsx';

/** The connection to Replicate: token, check, addresses. */
export function ReplicateSettings(): ReactNode {
  const { client } = useStudio();
  const { data: connection, error, refetch } = useQuery(replicateQuery(client));
  const problem = problemOf(error);
  if (connection === undefined) {
    if (problem === null) return <Waiting label="Opening the connection …" />;
    return (
      <ProblemNotice problem={problem}>
        <Button onClick={() => void refetch()}>Try again</Button>
      </ProblemNotice>
    );
  }
  return <Connection connection={connection} />;
}

function Connection({ connection }: { connection: ReplicateConnection }): ReactNode {
  const { client } = useStudio();
  const queries = useQueryClient();
  const saved = useAutoSave<Addresses>(connection, async (changed) => {
    queries.setQueryData(keys.replicate, await client.call('replicate.update', changed));
  });
  // A token never goes to an address that is not the one in sight.
  const settled = saved.state.status !== 'saving' && saved.state.status !== 'failed';
  return (
    <>
      <TokenField connection={connection} settled={settled} />
      <ConnectionCheck ready={settled && connection.token !== null} />
      <ConnectionFields saved={saved} />
    </>
  );
}
