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
  /** How many were perhaps billed, too; not in `cost`. */
  perhapsBilled: number;
}

/** What of a chapter's predictions gave no audio, in words; nothing when all did. */
export function lossWords({ predictions, succeeded }: Receipt['chapters'][number]): string | null {
  const lost = predictions - succeeded;
  return lost === 0 ? null : `${lost.toLocaleString('en')} without audio`;
}

/** How many were perhaps billed, beside a sum that is without them. */
export function perhapsWords(predictions: number): string {
  return `${predictions.toLocaleString('en')} perhaps billed`;
}

/** What “perhaps billed” means; nothing where nothing is. */
export function perhapsNote({ perhapsBilled }: Pick<Receipt, 'perhapsBilled'>): string | null {
  if (perhapsBilled === 0) return null;
  const [what, they] =
    perhapsBilled === 1 ? ['1 prediction was', 'It is'] : [`${perhapsBilled} predictions were`, 'They are'];
  return `${what} perhaps billed, too: asked for, and Lectern could not find out what came of it. ${they} in no sum.`;
}

/** What was worked, in words. */
export function workWords(seconds: number): string {
  return seconds < 60 ? `${seconds.toFixed(1)} s` : duration(seconds);
}

/** A receipt as plain text, in columns, to be put elsewhere. */
export function receiptText(book: string, receipt: Receipt): string {
  const total: ReceiptLine = { title: 'Together', ...receipt };
  const rows = [...receipt.chapters, total].map(cells);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 || column === 4 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
  const note = perhapsNote(receipt);
  return [
    `${book}: narrated by StyleTTS 2 on Replicate`,
    '',
    ...lines,
    '',
    ...(note === null ? [] : [note, '']),
  ].join('\n');
}

function cells({ title, predictions, predictTime, cost, perhapsBilled }: ReceiptLine): string[] {
  const perhaps = perhapsBilled === 0 ? '' : `and ${perhapsWords(perhapsBilled)}`;
  return [title, predictions.toLocaleString('en'), workWords(predictTime), money(cost), perhaps];
}
