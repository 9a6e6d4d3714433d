import type { Line } from './lines.ts';
import { endsSentence } from './layout.ts';
import { joinLines } from './paragraphs.ts';

const pageNumber = /^[\s–—-]*(?:page\s+)?(?<number>\d{1,4})(?:\s+of\s+\d{1,4})?[\s–—-]*$/iu;

/** Fewer lone numbers in a row may be anything. */
const shortestRun = 3;

/**
 * The lines without page numbers left by a print or PDF export: lone numbers that count up by one and, at least a
 * third of them, cut a sentence in two; those sentences are whole again afterwards. Numbers that never interrupt
 * a sentence stay: they may be chapters.
 */
export function withoutPageNumbers(lines: readonly Line[]): readonly Line[] {
  const candidates: { index: number; number: number }[] = [];
  for (const [index, line] of lines.entries()) {
    const digits = line.text.length > 20 ? undefined : pageNumber.exec(line.text)?.groups?.['number'];
    if (digits !== undefined) candidates.push({ index, number: Number(digits) });
  }
  const pages = new Set<number>();
  for (const run of runsOf(candidates)) {
    const interrupting = run.filter((index) => interrupts(lines, index)).length;
    if (run.length >= shortestRun && interrupting * 3 >= run.length)
      for (const index of run) pages.add(index);
  }
  if (pages.size === 0) return lines;
  const kept: Line[] = [];
  for (const [index, line] of lines.entries()) {
    const page = lines[index - 1];
    const before = kept.at(-1);
    if (pages.has(index)) continue;
    if (page === undefined || !pages.has(index - 1)) kept.push(line);
    else if (before === undefined || !interrupts(lines, index - 1))
      kept.push({ ...line, gap: Math.max(page.gap, line.gap) });
    else kept[kept.length - 1] = { ...before, text: joinLines([before, line]) };
  }
  return kept;
}

function interrupts(lines: readonly Line[], index: number): boolean {
  const before = lines[index - 1];
  const after = lines[index + 1];
  return (
    before !== undefined && after !== undefined && !endsSentence(before.text) && /^\p{Ll}/u.test(after.text)
  );
}

function runsOf(candidates: readonly { index: number; number: number }[]): number[][] {
  const runs: number[][] = [];
  let expected: number | null = null;
  for (const { index, number } of candidates) {
    if (number === expected) runs.at(-1)?.push(index);
    else runs.push([index]);
    expected = number + 1;
  }
  return runs;
}
