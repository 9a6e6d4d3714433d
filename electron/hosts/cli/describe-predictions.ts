import type { Prediction, PredictionPage } from '../../contract/prediction.ts';
import { count, describeMoney, excerpt, printable } from '../shared/words.ts';

/** Characters that a chapter's title and a chunk's text have in the table. */
const widths = { chapter: 24, text: 48 };

/** Predictions as a table for people, with what all of them came to. */
export function describePredictions(
  predictions: readonly Prediction[],
  { count: all, predictTime, cost, perhapsBilled }: PredictionPage['totals'],
): string {
  const perhaps = perhapsBilled === 0 ? '' : `, and ${perhapsBilled} perhaps billed`;
  const totals = `${count(all, 'prediction')}, ${describeSeconds(predictTime)}, ${describeMoney(cost)}${perhaps}.`;
  if (predictions.length === 0) return totals;
  const rows = [['id', 'state', 'chapter', 'time', 'cost', 'text'], ...predictions.map(row)];
  const columns = rows[0]?.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const lines = rows.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(columns?.[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [...lines, '', totals].map(printable).join('\n');
}

function row(prediction: Prediction): string[] {
  const { id, state, kind, section, predictTime, cost, text, perhapsBilled } = prediction;
  const chapter = kind === 'try' ? '(a try)' : (section?.title ?? '–');
  return [
    String(id),
    state,
    excerpt(chapter, widths.chapter),
    predictTime === null ? '–' : describeSeconds(predictTime),
    cost === null ? (perhapsBilled ? 'perhaps' : '–') : describeMoney(cost),
    excerpt(text, widths.text),
  ];
}

/** Everything about a prediction, a line each; then its text, input, logs. */
export function describePrediction(prediction: Prediction): string {
  const { id, kind, engine, state, remoteId, remoteStatus, project, section, notes, problem } = prediction;
  const remote = remoteId === null ? null : `${remoteId} (${remoteStatus ?? 'status not known'})`;
  const facts: [string, string | null][] = [
    ['for', kind === 'try' ? 'a try' : [project?.title, section?.title].filter(Boolean).join(', ')],
    ['engine', engine],
    ['state', state],
    ['at Replicate', remote],
    ['made', prediction.createdAt],
    ['started', prediction.startedAt],
    ['ended', prediction.endedAt],
    ['worked', optional(prediction.predictTime, describeSeconds)],
    ['in all', optional(prediction.totalTime, describeSeconds)],
    ['cost', optional(prediction.cost, describeMoney)],
    ['billed', prediction.perhapsBilled ? 'perhaps: Lectern could not find out' : null],
    ['problem', problem && `${problem.message} ${problem.action}`],
    ['left out', notes.length === 0 ? null : notes.join(' ')],
  ];
  const lines = facts.flatMap(([name, value]) =>
    value === null || value === '' ? [] : [`${name.padEnd(14)}${value}`],
  );
  const { input, logs } = showable(prediction);
  return [
    `Prediction ${id}`,
    ...lines,
    ...block('text', prediction.text),
    ...block('input', input === null ? null : JSON.stringify(input, null, 2)),
    ...block('logs', logs),
  ]
    .map(printable)
    .join('\n');
}

/** A prediction with its audio data, which may be a quarter of a megabyte of letters, left out. */
export function showable(prediction: Prediction): Prediction {
  const { input } = prediction;
  if (input === null) return prediction;
  const shown: NonNullable<Prediction['input']> = {};
  for (const [name, value] of Object.entries(input)) {
    const isData = typeof value === 'string' && value.startsWith('data:');
    shown[name] = isData ? `(${count(value.length, 'character')} of data)` : value;
  }
  return { ...prediction, input: shown };
}

function block(name: string, text: string | null): string[] {
  return text === null || text.trim() === '' ? [] : ['', `${name}:`, text.trimEnd()];
}

function optional(value: number | null, describe: (value: number) => string): string | null {
  return value === null ? null : describe(value);
}

function describeSeconds(seconds: number): string {
  return `${seconds.toFixed(1)} s`;
}
