import type { ReactNode } from 'react';
import { clock, size } from '../ui/format.ts';
import type { ExportSummary } from './export-summary.ts';
import styles from './export.module.css';

/** What the export comes to. */
export function Totals({ summary }: { summary: ExportSummary | undefined }): ReactNode {
  const facts = [
    { name: 'Chapters', value: summary?.chapters.toLocaleString('en') },
    { name: 'Length', value: summary && clock(summary.seconds) },
    { name: 'File', value: summary && `WAV, ${size(summary.file.bytes)}` },
  ];
  return (
    <dl className={styles['totals']}>
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value ?? '–'}</dd>
        </div>
      ))}
    </dl>
  );
}
