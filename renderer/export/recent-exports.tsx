import type { ReactNode } from 'react';
import type { Export } from '../../electron/contract/export.ts';
import type { FormatFacts } from '../../electron/contract/format.ts';
import { clock, size } from '../ui/format.ts';
import { ExportTarget } from './export-target.tsx';
import styles from './export.module.css';

/** How many are shown. */
const shown = 5;

const endings: Record<Export['state'], string> = {
  running: 'being written',
  succeeded: 'checked',
  failed: 'failed',
  cancelled: 'cancelled',
  aborted: 'interrupted when Lectern ended',
};

const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** The last exports of the project. */
export function RecentExports(props: {
  exports: readonly Export[];
  formats: readonly FormatFacts[];
}): ReactNode {
  const { exports, formats } = props;
  if (exports.length === 0) return null;
  return (
    <section className={styles['recent']} aria-label="Recent exports">
      <h3 className={styles['recentTitle']}>Recent exports</h3>
      <ul>
        {exports.slice(0, shown).map((one) => (
          <li key={one.id} className={styles['past']}>
            <div className={styles['pastText']}>
              <p className={styles['name']}>{one.fileName}</p>
              <p className={styles['facts']}>
                {one.title !== '' && `${one.title} · `}
                {formats.find(({ id }) => id === one.format)?.name ?? one.format} ·{' '}
                {dates.format(new Date(one.createdAt))} · {clock(one.samples / one.sampleRate)} ·{' '}
                {size(one.bytes)} · {endings[one.state]}
              </p>
              {one.problem !== null && <p className={styles['facts']}>{one.problem.message}</p>}
            </div>
            {one.state === 'succeeded' && <ExportTarget finished={one} look="quiet" />}
          </li>
        ))}
      </ul>
    </section>
  );
}
