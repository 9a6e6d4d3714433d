import type { ReactNode } from 'react';
import type { FormatFacts } from '../../electron/contract/format.ts';
import { clock, size } from '../ui/format.ts';
import type { ExportSummary } from './export-summary.ts';
import styles from './export.module.css';

/** What the export comes to. */
export function Totals(props: {
  summary: ExportSummary | undefined;
  format: FormatFacts | undefined;
}): ReactNode {
  const { summary, format } = props;
  const facts = [
    { name: 'Chapters', value: summary?.chapters.toLocaleString('en') },
    { name: 'Length', value: summary && clock(summary.seconds) },
    { name: 'File', value: summary && format && fileFacts(summary, format) },
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

/** Only of what is written as it is heard is the size known beforehand. */
function fileFacts({ file }: ExportSummary, { id, name }: FormatFacts): string {
  return id === file.format ? `${name}, ${size(file.bytes)}` : name;
}
