import type { ChunkId, SectionId } from '../contract/ids.ts';
import type { Chunk, Project, ProjectSummary, Section } from '../contract/project.ts';
import type { ReadDb } from '../db/connection.ts';
import { findChunk, listChunks, type ChunkRow } from '../db/queries/chunks.ts';
import { hasCover } from '../db/queries/projects.ts';
import { listSections, type SectionRow } from '../db/queries/sections.ts';
import { speechKeys } from './speech-key.ts';
import type { Engines } from './engines.ts';

/** A chunk with what it takes for it to be ready. */
export interface KeyedChunk extends ChunkRow {
  /** What a take of it must belong to now. */
  wanted: string;
  /** Whether the chosen take is of this very text and voice. */
  ready: boolean;
}

/** A section with its chunks. */
export interface ReadSection extends SectionRow {
  chunks: KeyedChunk[];
}

/** The chunks of a section, each with what it wants. */
export function readChunks(db: ReadDb, engines: Engines, project: Project, section: SectionId): KeyedChunk[] {
  return listChunks(db, section).map(withKey(engines, project));
}

/** One chunk with what it wants; null when there is none. */
export function readChunk(db: ReadDb, engines: Engines, project: Project, id: ChunkId): KeyedChunk | null {
  const chunk = findChunk(db, id);
  return chunk === null ? null : withKey(engines, project)(chunk);
}

function withKey(engines: Engines, project: Project): (chunk: ChunkRow) => KeyedChunk {
  const keyOf = speechKeys(project, engines.of(project.voice));
  return (chunk) => {
    const wanted = keyOf(chunk.text);
    return { ...chunk, wanted, ready: chunk.take?.speechKey === wanted };
  };
}

/**
 * The sections asked for, in reading order, with their chunks: the named ones, or every included one. Sections of
 * another project are left out.
 */
export function readSections(
  db: ReadDb,
  engines: Engines,
  project: Project,
  wanted: readonly SectionId[] | undefined,
): ReadSection[] {
  const named = wanted === undefined ? undefined : new Set(wanted);
  return listSections(db, project.id)
    .filter((section) => named?.has(section.id) ?? section.included)
    .map((section) => ({ ...section, chunks: readChunks(db, engines, project, section.id) }));
}

/** The sections of a project as a host sees them. */
export function describeSections(db: ReadDb, engines: Engines, project: Project): Section[] {
  return listSections(db, project.id).map((section) => describeSection(db, engines, project, section));
}

/** One section as a host sees it. */
export function describeSection(
  db: ReadDb,
  engines: Engines,
  project: Project,
  { id, title, included, reason }: SectionRow,
): Section {
  const speech = readChunks(db, engines, project, id).filter(({ kind }) => kind === 'speech');
  return {
    id,
    title,
    included,
    reason,
    chunks: speech.length,
    ready: speech.filter(({ ready }) => ready).length,
    failed: speech.filter(({ ready, problem }) => !ready && problem !== null).length,
    characters: speech.reduce((sum, { text }) => sum + text.length, 0),
    seconds: speech.reduce((sum, chunk) => sum + readySeconds(chunk, project), 0),
  };
}

/** How long a chunk and its pause are heard, in seconds; 0 when it is not ready. */
function readySeconds({ ready, take, boundary }: KeyedChunk, { sampleRate, pauses }: Project): number {
  return ready && take !== null ? take.samples / sampleRate + pauses[boundary] : 0;
}

/** A project with what it has come to. */
export function summarise(db: ReadDb, engines: Engines, project: Project): ProjectSummary {
  const chapters = describeSections(db, engines, project).filter(({ included }) => included);
  const sum = (of: (chapter: Section) => number): number =>
    chapters.reduce((total, chapter) => total + of(chapter), 0);
  return {
    ...project,
    hasCover: hasCover(db, project.id),
    chapters: chapters.length,
    chunks: sum(({ chunks }) => chunks),
    ready: sum(({ ready }) => ready),
    seconds: sum(({ seconds }) => seconds),
  };
}

/** A chunk as a host sees it. */
export function describeChunk(chunk: KeyedChunk, { pauses }: Project): Chunk {
  const { id, section, text, boundary, take, ready } = chunk;
  const spoken = chunk.kind === 'speech';
  const missing = chunk.problem === null ? 'missing' : 'failed';
  return {
    id,
    section,
    state: !spoken ? 'ornament' : ready ? 'ready' : missing,
    text,
    boundary,
    pauseAfter: spoken ? pauses[boundary] : 0,
    take:
      ready && take !== null
        ? { id: take.id, samples: take.samples, peak: take.peak, rms: take.rms, clipped: take.clipped }
        : null,
    problem: ready ? null : chunk.problem,
  };
}
