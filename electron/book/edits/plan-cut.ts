import type { Place } from '../../base/locate-chunks.ts';
import { cutStretch, type Piece } from '../../chunking/cut-stretch.ts';
import type { CutAnew } from '../../contract/edit-calls.ts';
import type { Boundary } from '../../contract/chunk.ts';
import type { ChunkId, SectionId } from '../../contract/ids.ts';
import type { Paragraph } from '../../contract/manuscript.ts';
import type { Project } from '../../contract/project.ts';
import type { ReadDb } from '../../db/connection.ts';
import { listChunks, type ChunkRow } from '../../db/queries/chunks.ts';
import { listSectionParagraphs } from '../../db/queries/paragraphs.ts';
import { listSections } from '../../db/queries/sections.ts';

/** How a text is to be cut. */
export interface HowToCut {
  /** The most characters of a chunk. */
  limit: number;
  /** Whether what is spoken already is cut anew, too. */
  spoken: boolean;
}

/** What cutting a section anew does. */
export interface SectionCut {
  chunks: readonly ChunkRow[];
  gone: ChunkRow[];
  /** Chunks that begin where they began, and are otherwise than they were. */
  kept: ({ id: ChunkId; text: string; boundary: Boundary } & Place)[];
  added: (Omit<Piece, 'paragraph'> & { section: SectionId })[];
}

/** What cutting the text of a project anew would do, section by section, without doing it. */
export function planCut(db: ReadDb, project: Project, cut: HowToCut): SectionCut[] {
  return listSections(db, project.id).map(({ id }) => {
    const chunks = listChunks(db, id);
    const planned: SectionCut = { chunks, gone: [], kept: [], added: [] };
    const paragraphs = listSectionParagraphs(db, id);
    for (const stretch of stretches(chunks, cut)) {
      planStretch(planned, id, stretch, paragraphs, { limit: cut.limit, language: project.language });
    }
    return planned;
  });
}

/** The same in numbers. */
export function describeCut(cuts: readonly SectionCut[]): CutAnew {
  const sum = { before: 0, after: 0, changed: 0, spoken: 0 };
  for (const { chunks, gone, kept, added } of cuts) {
    const before = chunks.filter(isSpeech).length;
    const text = new Map(chunks.map((chunk) => [chunk.id, chunk]));
    // A pause that changes with its boundary leaves what is spoken as it is.
    const otherwise = kept.flatMap(({ id, text: words }) => {
      const chunk = text.get(id);
      return chunk !== undefined && chunk.text !== words ? [chunk] : [];
    });
    const changed = [...gone, ...otherwise].filter(isSpeech);
    sum.before += before;
    sum.after += before - gone.filter(isSpeech).length + added.filter(isSpeech).length;
    sum.changed += changed.length;
    sum.spoken += changed.filter(({ ready }) => ready).length;
  }
  return sum;
}

/** The chunks in a row of which nobody decided anything. */
function stretches(chunks: readonly ChunkRow[], { spoken }: HowToCut): ChunkRow[][] {
  const found: ChunkRow[][] = [[]];
  for (const chunk of chunks) {
    if (isDecided(chunk) || (chunk.ready && !spoken)) found.push([]);
    else found.at(-1)?.push(chunk);
  }
  return found.filter((stretch) => stretch.some(isSpeech));
}

function isDecided({ correction, sayAs, pauseMs, voice, ownVoice, seed, chosen }: ChunkRow): boolean {
  return [correction, sayAs, pauseMs, voice, ownVoice, seed, chosen].some((decided) => decided !== null);
}

function planStretch(
  planned: SectionCut,
  section: SectionId,
  stretch: readonly ChunkRow[],
  paragraphs: readonly Paragraph[],
  cutting: Parameters<typeof cutStretch>[2],
): void {
  const [first, last] = [stretch[0], stretch.at(-1)];
  if (first === undefined || last === undefined) return;
  const { fromParagraph, fromOffset } = first.place;
  const { toParagraph, toOffset } = last.place;
  const pieces = cutStretch(paragraphs, { fromParagraph, fromOffset, toParagraph, toOffset }, cutting);
  // In a library from before schema 4 the places may only be near: such chunks stay as they are.
  if (pieces === null || bare(pieces) !== bare(stretch)) return;
  const end = pieces.findLast(isSpeech);
  const endBefore = stretch.findLast(isSpeech);
  // What comes behind the stretch is as it was, and so is the pause before it.
  if (end !== undefined && endBefore !== undefined) end.boundary = endBefore.boundary;
  const byStart = new Map(stretch.map((chunk) => [startOf(chunk.place), chunk]));
  for (const { paragraph, ...piece } of pieces) {
    const same = byStart.get(startOf(piece.place));
    if (same?.kind !== piece.kind) {
      planned.added.push({ ...piece, section });
      continue;
    }
    byStart.delete(startOf(piece.place));
    const { text, boundary, place } = piece;
    if (same.text !== text || same.boundary !== boundary)
      planned.kept.push({ id: same.id, text, boundary, ...place });
  }
  planned.gone.push(...byStart.values());
}

function startOf({ fromParagraph, fromOffset }: Place): string {
  return `${fromParagraph}:${fromOffset}`;
}

function bare(chunks: readonly { text: string }[]): string {
  return chunks.map(({ text }) => text.replace(/\s+/gu, '')).join('');
}

function isSpeech({ kind }: { kind: ChunkRow['kind'] }): boolean {
  return kind === 'speech';
}
