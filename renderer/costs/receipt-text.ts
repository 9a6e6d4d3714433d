import type { Receipt } from '../../electron/contract/prediction.ts';
import { duration, money } from '../ui/format.ts';

/** A receipt's line: of a chapter, or of all of them. */
export interface ReceiptLine {
  title: string;
  predictions: number;
  /** Seconds. */
  predictTime: number;
  /** US dollars. */
  cost: number;
}

/** What of a chapter's predictions gave no audio, in words; nothing when all did. */
export function lossWords({ predictions, succeeded }: Receipt['chapters'][number]): string | null {
  const lost = predictions - succeeded;
  return lost === 0 ? null : `${lost.toLocaleString('en')} without audio`;
}

/** What was worked, in words. */
export function workWords(seconds: number): string {
  return seconds < 60 ? `${seconds.toFixed(1)} s` : duration(seconds);
}

/** A receipt as plain text, in columns, to be put elsewhere. */
export function receiptText(book: string, receipt: Receipt): string {
  const total: ReceiptLine = { title: 'Together', ...receipt };
  const rows = [...receipt.chapters, total].map(cells);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  '),
  );
  return [`${book}: narrated by StyleTTS 2 on Replicate`, '', ...lines, ''].join('\n');
}

function cells({ title, predictions, predictTime, cost }: ReceiptLine): [string, string, string, string] {
  return [title, predictions.toLocaleString('en'), workWords(predictTime), money(cost)];
}
