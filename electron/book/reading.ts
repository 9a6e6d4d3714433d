import type { Boundary } from '../contract/chunk.ts';
import type { ChunkId, SectionId } from '../contract/ids.ts';
import type { Chunk, Project, ProjectSummary, Section } from '../contract/project.ts';
import type { About } from '../contract/timeline.ts';
import type { ReadDb } from '../db/connection.ts';
import { findChunk, listChunks, type ChunkRow, type HeardTake } from '../db/queries/chunks.ts';
import { hasCover, type ProjectCounts } from '../db/queries/projects.ts';
import {
  listCountedSections,
  listSections,
  type CountedSection,
  type SectionCounts,
  type SectionRow,
} from '../db/queries/sections.ts';

/** A section with its chunks. */
export interface ReadSection extends SectionRow {
  chunks: ChunkRow[];
}

/** The sections asked for, in reading order: the named ones, or every included one. None of another project. */
export function sectionsAsked(
  db: ReadDb,
  { id }: Pick<Project, 'id'>,
  wanted: readonly SectionId[] | undefined,
): SectionRow[] {
  const named = wanted === undefined ? undefined : new Set(wanted);
  return listSections(db, id).filter((section) => named?.has(section.id) ?? section.included);
}

/** The same with their chunks. */
export function readSections(
  db: ReadDb,
  project: Pick<Project, 'id'>,
  wanted: readonly SectionId[] | undefined,
): ReadSection[] {
  return sectionsAsked(db, project, wanted).map((section) => ({
    ...section,
    chunks: listChunks(db, section.id),
  }));
}

/** The draft that is heard of a chunk until its own voice has spoken it; null where none is. */
export function standIn({ ready, take }: Pick<ChunkRow, 'ready' | 'take'>): HeardTake | null {
  return ready ? null : take;
}

/** The pause after a chunk, in seconds: its own, or its boundary's. */
export function pauseAfter(
  { boundary, pauseMs }: Pick<ChunkRow, 'boundary' | 'pauseMs'>,
  { pauses }: Pick<Project, 'pauses'>,
): number {
  return pauseMs === null ? pauses[boundary] : pauseMs / 1000;
}

/** What an audiobook of a project says of itself. */
export function aboutProject(db: ReadDb, { id, title, author, language }: Project): About {
  return { title, author, language, cover: hasCover(db, id) ? id : null };
}

/** The sections of a project as a host sees them. */
export function describeSections(db: ReadDb, project: Project): Section[] {
  return listCountedSections(db, project.id).map((section) => describeSection(section, project));
}

/** One section as a host sees it. */
export function describeSection(section: CountedSection, project: Project): Section {
  const { id, title, included, reason, voice, chunks, ready, drafts, failed, characters, heading } = section;
  const seconds = heardSeconds(section, project);
  return { id, title, included, reason, voice, chunks, ready, drafts, failed, characters, seconds, heading };
}

/** A project with what it has come to. */
export function describeProject(project: Project, counts: ProjectCounts): ProjectSummary {
  const { hasCover, chapters, chunks, ready } = counts;
  return { ...project, hasCover, chapters, chunks, ready, seconds: heardSeconds(counts, project) };
}

/** How long chunks and their pauses are heard, in seconds. */
function heardSeconds(
  counts: Omit<SectionCounts, 'drafts' | 'failed' | 'characters'>,
  { sampleRate, pauses }: Pick<Project, 'sampleRate' | 'pauses'>,
): number {
  const ends: Readonly<Record<Boundary, number>> = {
    clause: counts.clauses,
    sentence: counts.sentences,
    paragraph: counts.paragraphs,
    scene: counts.scenes,
    heading: counts.headings,
    chapter: counts.ends,
  };
  const silence = boundaries.reduce((sum, boundary) => sum + ends[boundary] * pauses[boundary], 0);
  return counts.samples / sampleRate + silence + counts.ownPausesMs / 1000;
}

const boundaries: readonly Boundary[] = ['clause', 'sentence', 'paragraph', 'scene', 'heading', 'chapter'];

/** One chunk as a host sees it; null when there is none. */
export function readChunk(db: ReadDb, project: Pick<Project, 'pauses'>, id: ChunkId): Chunk | null {
  const chunk = findChunk(db, id);
  return chunk === null ? null : describeChunk(chunk, project);
}

/** A chunk as a host sees it. */
export function describeChunk(chunk: ChunkRow, project: Pick<Project, 'pauses'>): Chunk {
  const { id, section, text, correction, sayAs, boundary, ready, voice, ownVoice, seed, take } = chunk;
  return {
    ...{ id, section, sayAs, boundary, voice, ownVoice, seed },
    state: stateOf(chunk),
    text: correction ?? text,
    original: correction === null ? null : text,
    pauseAfter: chunk.kind === 'speech' ? pauseAfter(chunk, project) : 0,
    pause: chunk.pauseMs === null ? null : chunk.pauseMs / 1000,
    take:
      take === null
        ? null
        : {
            id: take.id,
            engine: take.engine,
            chosen: take.id === chunk.chosen,
            samples: take.samples,
            peak: take.peak,
            rms: take.rms,
            clipped: take.clipped,
          },
    problem: ready ? null : chunk.problem,
  };
}

function stateOf(chunk: ChunkRow): Chunk['state'] {
  if (chunk.kind === 'ornament') return 'ornament';
  if (chunk.ready) return 'ready';
  if (chunk.problem !== null) return 'failed';
  return standIn(chunk) === null ? 'missing' : 'draft';
}
