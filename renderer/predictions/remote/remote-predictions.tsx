import { useInfiniteQuery } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { ProblemWay } from '../../app/problem-way.tsx';
import { remotePredictionsQuery } from '../../app/queries.ts';
import { useStudio } from '../../app/studio.tsx';
import { Button } from '../../ui/button.tsx';
import { count } from '../../ui/format.ts';
import { EmptyState, ProblemNotice, problemOf, Waiting } from '../../ui/notice.tsx';
import styles from '../predictions.module.css';
import { RemoteRow } from './remote-row.tsx';

/** The account's own list on Replicate: to find what was lost there, and to cancel what runs. */
export function RemotePredictions(): ReactNode {
  const { client } = useStudio();
  const [lostOnly, setLostOnly] = useState(false);
  const pages = useInfiniteQuery(remotePredictionsQuery(client));
  const problem = problemOf(pages.error);
  const all = pages.data?.pages.flatMap(({ predictions }) => predictions) ?? [];
  const lost = all.filter(({ adoptableBy }) => adoptableBy !== null);
  const shown = lostOnly ? lost : all;
  return (
    <div className={styles['room']}>
      <p className={styles['hint']}>
        Whatever your account on Replicate has made, newest first, from any program. A prediction whose answer
        was lost on the way can be adopted while Replicate still has its audio, which is for about an hour.
      </p>
      {problem !== null && (
        <ProblemNotice problem={problem}>
          <ProblemWay problem={problem} />
        </ProblemNotice>
      )}
      <div className={styles['head']}>
        <label className={styles['check']}>
          <input
            type="checkbox"
            checked={lostOnly}
            onChange={({ currentTarget }) => {
              setLostOnly(currentTarget.checked);
            }}
          />
          Only what can be adopted ({lost.length.toLocaleString('en')})
        </label>
        <Button disabled={pages.isFetching} onClick={() => void pages.refetch()}>
          <RefreshCw size={16} aria-hidden /> {pages.isFetching ? 'Asking …' : 'Ask again'}
        </Button>
      </div>
      {pages.isPending && <Waiting label="Asking Replicate …" />}
      {pages.data !== undefined && (
        <>
          {shown.length === 0 && <Nothing lostOnly={lostOnly} />}
          <ol className={styles['plain']} aria-label="Predictions on Replicate">
            {shown.map((remote) => (
              <RemoteRow key={remote.remoteId} remote={remote} />
            ))}
          </ol>
          <div className={styles['more']}>
            <p className={styles['totals']}>
              {pages.hasNextPage
                ? `The newest ${all.length.toLocaleString('en')} are looked through.`
                : `${count(all.length, 'prediction')} in all.`}
            </p>
            {pages.hasNextPage && (
              <Button disabled={pages.isFetching} onClick={() => void pages.fetchNextPage()}>
                Show older ones
              </Button>
            )}
          </div>
        </>
      )}
    </div>
  );
}

function Nothing({ lostOnly }: { lostOnly: boolean }): ReactNode {
  return lostOnly ? (
    <EmptyState title="Nothing to adopt">
      <p>Nothing on this list suits a chunk of this library that is without its audio.</p>
    </EmptyState>
  ) : (
    <EmptyState title="Nothing there yet">
      <p>The account has made no predictions.</p>
    </EmptyState>
  );
}
