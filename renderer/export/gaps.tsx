import type { ReactNode } from 'react';
import type { Gap } from '../../electron/contract/narration.ts';
import { count } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { gapReason } from './export-summary.ts';
import styles from './export.module.css';

/** How many gaps are named; the rest are counted. */
const shown = 3;

/** What would be missing from the export, and whether that is accepted. */
export function Gaps(props: {
  gaps: readonly Gap[];
  accepted: boolean;
  onAccept: (accepted: boolean) => void;
}): ReactNode {
  const { gaps, accepted, onAccept } = props;
  const more = gaps.length - shown;
  return (
    <Notice kind="warning">
      <p className={styles['strong']}>
        {count(gaps.length, 'chunk')} of these chapters {gaps.length === 1 ? 'has' : 'have'} no audio
      </p>
      <ul className={styles['gaps']}>
        {gaps.slice(0, shown).map((gap) => (
          <li key={gap.chunk}>
            <span className={styles['quote']}>
              <strong>{gap.sectionTitle}</strong> {gap.text}
            </span>
            <span className={styles['reason']}>{gapReason(gap)}</span>
          </li>
        ))}
        {more > 0 && <li>and {more.toLocaleString('en')} more</li>}
      </ul>
      <label className={styles['accept']}>
        <input
          type="checkbox"
          checked={accepted}
          onChange={({ currentTarget }) => {
            onAccept(currentTarget.checked);
          }}
        />
        Export without them
      </label>
    </Notice>
  );
}
