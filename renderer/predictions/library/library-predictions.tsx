import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactNode, type RefObject } from 'react';
import { predictionsQuery, type PredictionFilter } from '../../app/queries.ts';
import { useStudio } from '../../app/studio.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState, ProblemNotice, problemOf, Waiting } from '../../ui/notice.tsx';
import { totalWords } from '../prediction-words.ts';
import styles from '../predictions.module.css';
import { Filters } from './filters.tsx';
import { PredictionList } from './prediction-list.tsx';

/** The predictions of this library, newest first. */
export function LibraryPredictions({ scroller }: { scroller: RefObject<HTMLElement | null> }): ReactNode {
  const { client } = useStudio();
  const [filter, setFilter] = useState<PredictionFilter>({});
  const pages = useInfiniteQuery(predictionsQuery(client, filter));
  const problem = problemOf(pages.error);
  const predictions = pages.data?.pages.flatMap((page) => page.predictions) ?? [];
  const totals = pages.data?.pages[0]?.totals;
  const filtered = Object.keys(filter).length > 0;
  return (
    <div className={styles['room']}>
      <div className={styles['head']}>
        <Filters filter={filter} onChange={setFilter} />
        <p role="status" className={styles['totals']}>
          {totals !== undefined && totalWords(totals)}
        </p>
      </div>
      {problem !== null && (
        <ProblemNotice problem={problem}>
          <Button onClick={() => void pages.refetch()}>Try again</Button>
        </ProblemNotice>
      )}
      {pages.isPending && <Waiting label="Looking them up …" />}
      {pages.data !== undefined && predictions.length === 0 && (
        <Nothing
          filtered={filtered}
          onShowAll={() => {
            setFilter({});
          }}
        />
      )}
      {predictions.length > 0 && totals !== undefined && (
        <PredictionList
          predictions={predictions}
          total={totals.count}
          scroller={scroller}
          onEnd={() => {
            if (pages.hasNextPage && !pages.isFetching) void pages.fetchNextPage();
          }}
        />
      )}
    </div>
  );
}

function Nothing({ filtered, onShowAll }: { filtered: boolean; onShowAll: () => void }): ReactNode {
  if (filtered) {
    return (
      <EmptyState title="None of that kind">
        <Button local onClick={onShowAll}>
          Show all
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="Nothing was spoken yet">
      <p>Every request to a voice is listed here: when it was made, what it took, and what it cost.</p>
    </EmptyState>
  );
}
