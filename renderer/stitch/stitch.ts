import { LecternError } from '../../electron/contract/problem.ts';
import type { Assembly, Mark, TimedChunk, Timeline, TimelineItem } from '../../electron/contract/timeline.ts';

/**
 * Lays an assembly out in time: one timeline for all its chapters, on which neighbouring silences are one, also across
 * chapters, and items without samples are left out. Pure.
 *
 * A chapter without a take gets no mark: a listener who chooses a chapter must hear that chapter, not the next one.
 * Throws `narration-incomplete` when the assembly has no take at all, since nobody wants an audiobook of silence.
 */
export function stitch({ about, sampleRate, chapters }: Assembly): Timeline {
  const items: TimelineItem[] = [];
  const marks: Mark[] = [];
  const chunks: TimedChunk[] = [];
  let samples = 0;
  for (const { title, spoken } of chapters) {
    const mark = { title, position: samples };
    let isHeard = false;
    for (const { chunk, text, items: own } of spoken) {
      const position = { chunk, start: samples, end: samples, text };
      let isSpoken = false;
      for (const item of own.filter((one) => one.samples > 0)) {
        if (isTake(item) && !isSpoken) position.start = samples;
        isSpoken ||= isTake(item);
        append(items, item);
        samples += item.samples;
        if (isTake(item)) position.end = samples;
      }
      if (isSpoken) chunks.push(position);
      isHeard ||= isSpoken;
    }
    if (isHeard) marks.push(mark);
  }
  if (chunks.length === 0) throw nothingToStitch();
  return { about, sampleRate, samples, items, marks, chunks };
}

function append(items: TimelineItem[], item: TimelineItem): void {
  const last = items.at(-1);
  if (item.kind === 'silence' && last?.kind === 'silence') {
    items[items.length - 1] = { kind: 'silence', samples: last.samples + item.samples };
  } else {
    items.push(item);
  }
}

function isTake({ kind }: TimelineItem): boolean {
  return kind === 'take';
}

function nothingToStitch(): LecternError {
  return new LecternError(
    'narration-incomplete',
    'There is nothing to stitch: none of the chosen chapters has any audio yet.',
    'Narrate at least one chapter, then try again.',
  );
}
