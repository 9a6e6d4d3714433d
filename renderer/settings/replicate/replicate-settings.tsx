import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { replicateQuery } from '../../app/queries.ts';
import { useStudio } from '../../app/studio.tsx';
import { Button } from '../../ui/button.tsx';
import { ProblemNotice, problemOf, Waiting } from '../../ui/notice.tsx';
import { ConnectionCheck } from './connection-check.tsx';
import { ConnectionFields } from './connection-fields.tsx';
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
  return (
    <>
      <TokenField connection={connection} />
      <ConnectionCheck hasToken={connection.token !== null} />
      <ConnectionFields connection={connection} />
    </>
  );
}
