import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import type { Prediction } from '../../../electron/contract/prediction.ts';
import styles from '../predictions.module.css';
import { PredictionRow } from './prediction-row.tsx';

/** Height of a row before it was measured, in pixels. */
const rowHeight = 66;

/** How many rows are kept ready beyond both edges. */
const overscan = 8;

/** Predictions in rows; only those in sight are in the page. */
export function PredictionList(props: {
  predictions: readonly Prediction[];
  /** How many there are in all, with those that were not asked for yet. */
  total: number;
  scroller: RefObject<HTMLElement | null>;
  /** The last of those that are here comes into sight. */
  onEnd: () => void;
}): ReactNode {
  const { predictions, total, scroller, onEnd } = props;
  const list = useRef<HTMLOListElement>(null);
  const [top, setTop] = useState(0);
  // What is above the list may wrap differently after every change of the window, and is cheap to measure.
  useLayoutEffect(() => {
    setTop(topIn(list.current, scroller.current));
  }, [scroller, predictions.length]);
  const virtualizer = useVirtualizer({
    count: predictions.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => predictions[index]?.id ?? index,
    overscan,
    scrollMargin: top,
  });
  const rows = virtualizer.getVirtualItems();
  const reachesEnd = rows.at(-1)?.index === predictions.length - 1;
  useEffect(() => {
    if (reachesEnd) onEnd();
  });
  return (
    <ol
      ref={list}
      className={styles['list']}
      aria-label="Predictions of this library"
      style={{ height: virtualizer.getTotalSize() }}
    >
      {rows.map(({ index, key, start }) => {
        const prediction = predictions[index];
        return prediction === undefined ? null : (
          <li
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            aria-setsize={total}
            aria-posinset={index + 1}
            className={styles['place']}
            style={{ transform: `translateY(${start - top}px)` }}
          >
            <PredictionRow prediction={prediction} />
          </li>
        );
      })}
    </ol>
  );
}

/** How far below the start of what scrolls an element begins, in pixels. */
function topIn(element: HTMLElement | null, scroller: HTMLElement | null): number {
  if (element === null || scroller === null) return 0;
  return element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
}
