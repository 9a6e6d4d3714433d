import type { ChunkDraft } from '../contract/chunk.ts';
import type { Paragraph } from '../contract/manuscript.ts';
import { graphemeUnits } from './clauses.ts';
import { joinedLength, joinShortParagraphs } from './join-short.ts';
import { cutPassage, type Cutting, type PlacedParagraph } from './passage.ts';
import { isSpeakable } from './speakable.ts';

/**
 * Cuts a section into the pieces that are spoken, and the ornaments between them that are shown as skipped. Laid end to
 * end, the pieces are the paragraphs' text, white space apart; none is longer than `limit` UTF-16 units (60 to 380).
 *
 * Boundaries: `sentence` between chunks of one paragraph, `clause` where an over-long sentence was cut, `paragraph` after
 * the last, `heading` after headings, `scene` before an ornament, `chapter` after the last chunk that is spoken. An
 * ornament adds no pause of its own: only the boundary of the spoken chunk before it counts.
 */
export function chunkSection(paragraphs: readonly Paragraph[], options: Cutting): ChunkDraft[] {
  const pieces = runsOf(paragraphs).flatMap((run) => draftsOf(run, options));
  let last: ChunkDraft | undefined;
  for (const [index, piece] of pieces.entries()) {
    if (piece.kind === 'ornament') continue;
    if (pieces[index + 1]?.kind === 'ornament') piece.boundary = 'scene';
    last = piece;
  }
  if (last !== undefined) last.boundary = 'chapter';
  return pieces;
}

/** Paragraphs in a row that are treated alike: headings, one scene's prose and verse, or a single ornament. */
interface Run {
  kind: 'heading' | 'scene' | 'ornament';
  paragraphs: PlacedParagraph[];
}

function runsOf(paragraphs: readonly Paragraph[]): Run[] {
  const runs: Run[] = [];
  for (const [index, { kind, text }] of paragraphs.entries()) {
    const trimmed = text.trim();
    if (trimmed === '') continue;
    const runKind = runKindOf(kind, trimmed);
    const current = runs.at(-1);
    const placed = { kind, text: trimmed, index };
    if (current?.kind === runKind && runKind !== 'ornament') current.paragraphs.push(placed);
    else runs.push({ kind: runKind, paragraphs: [placed] });
  }
  return runs;
}

/** Text without a letter or digit cannot be spoken, so it is an ornament whatever the manuscript calls it. */
function runKindOf(kind: Paragraph['kind'], text: string): Run['kind'] {
  if (kind === 'ornament' || !isSpeakable(text)) return 'ornament';
  return kind === 'heading' ? 'heading' : 'scene';
}

function draftsOf(run: Run, options: Cutting): ChunkDraft[] {
  if (run.kind === 'ornament')
    return run.paragraphs.flatMap((paragraph) => ornamentsOf(paragraph, options.limit));
  const passages = passagesOf(run, options);
  const whole = run.kind === 'heading' ? 'heading' : 'paragraph';
  return passages.flatMap((passage) =>
    cutPassage(passage, options).map(({ text, paragraph, ends }): ChunkDraft => {
      if (!isSpeakable(text)) return { kind: 'ornament', text, boundary: 'scene', paragraph };
      return { kind: 'speech', text, boundary: ends === 'paragraph' ? whole : ends, paragraph };
    }),
  );
}

/** Paragraphs that may share chunks: short ones with a neighbour, headings with each other where all fit in one chunk. */
function passagesOf({ kind, paragraphs }: Run, options: Cutting): PlacedParagraph[][] {
  if (kind === 'scene') return joinShortParagraphs(paragraphs, options);
  return joinedLength(paragraphs) <= options.limit
    ? [paragraphs]
    : paragraphs.map((paragraph) => [paragraph]);
}

/** The ornament, in pieces where a page of dots or dashes is longer than the limit. */
function ornamentsOf({ text, index }: PlacedParagraph, limit: number): ChunkDraft[] {
  return graphemeUnits(text, { start: 0, end: text.length, cost: 0, midSentence: false }, limit)
    .map(({ start, end }) => text.slice(start, end).trim())
    .filter((piece) => piece !== '')
    .map((piece) => ({ kind: 'ornament', text: piece, boundary: 'scene', paragraph: index }));
}
