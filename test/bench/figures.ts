/** One figure of a benchmark. `limit` is the most that it may be, `least` the least. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  limit?: number;
  least?: number;
}

/** The middle value; of an even number, the mean of the two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? NaN;
  return (lower + upper) / 2;
}

/** Prints the figures and whether each keeps within its bounds; true when all do. */
export function printFigures(title: string, figures: readonly Figure[]): boolean {
  process.stdout.write(`\n${title}\n`);
  let good = true;
  for (const { name, value, unit, limit, least } of figures) {
    const within = !(limit !== undefined && value > limit) && !(least !== undefined && value < least);
    good &&= within;
    const bound =
      limit !== undefined ? `at most ${round(limit)}` : least !== undefined ? `at least ${round(least)}` : '';
    const verdict = bound === '' ? '' : `  (${bound}: ${within ? 'kept' : 'MISSED'})`;
    process.stdout.write(`  ${name.padEnd(52)} ${round(value).padStart(9)} ${unit}${verdict}\n`);
  }
  return good;
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(3);
}
