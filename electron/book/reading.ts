import type { ChunkId, SectionId } from '../contract/ids.ts';
import type { Chunk, Project, ProjectSummary, Section } from '../contract/project.ts';
import type { ReadDb } from '../db/connection.ts';
import { findChunk, listChunks, type ChunkRow } from '../db/queries/chunks.ts';
import { hasCover } from '../db/queries/projects.ts';
import { findSection, listSections, type SectionRow } from '../db/queries/sections.ts';
import { ChosenVoices, type ChosenVoice } from './chosen-voices.ts';
import type { Engines } from '../engines/engines.ts';
import { found } from '../base/not-found.ts';

/** A chunk with what it takes for it to be ready. */
export interface KeyedChunk extends ChunkRow {
  /** What speaks it. */
  chosen: ChosenVoice;
  /** What a take of it must belong to now. */
  wanted: string;
  /** Whether the chosen take is of this very text and voice. */
  ready: boolean;
  /** Whether the chosen take, not being ready, is a draft of this very text that stands in for its own voice. */
  standsIn: boolean;
}

/** A section with its chunks. */
export interface ReadSection extends SectionRow {
  chunks: KeyedChunk[];
}

/** The chunks of a section, each with what it wants. */
export function readChunks(
  db: ReadDb,
  voices: ChosenVoices,
  section: Pick<SectionRow, 'id' | 'voice'>,
): KeyedChunk[] {
  return listChunks(db, section.id).map((chunk) => withKey(voices, section, chunk));
}

/** One chunk with what it wants; null when there is none. */
export function readChunk(db: ReadDb, engines: Engines, project: Project, id: ChunkId): KeyedChunk | null {
  const chunk = findChunk(db, id);
  if (chunk === null) return null;
  const section = found(findSection(db, chunk.section), 'section');
  return withKey(new ChosenVoices(db, engines, project), section, chunk);
}

function withKey(voices: ChosenVoices, section: Pick<SectionRow, 'voice'>, chunk: ChunkRow): KeyedChunk {
  const chosen = voices.of(section, chunk);
  const wanted = chosen.keyOf(chunk.text);
  const { take, text } = chunk;
  const ready = take?.speechKey === wanted;
  const isDraft = take?.engine === 'draft' && take.text === text && chosen.engine.id !== 'draft';
  return { ...chunk, chosen, wanted, ready, standsIn: isDraft && !ready };
}

/** The take of a chunk that is heard: its own, or the draft that stands in for it; null when there is neither. */
export function heardTake({ ready, standsIn, take }: KeyedChunk): ChunkRow['take'] {
  return ready || standsIn ? take : null;
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
  const voices = new ChosenVoices(db, engines, project);
  return listSections(db, project.id)
    .filter((section) => named?.has(section.id) ?? section.included)
    .map((section) => ({ ...section, chunks: readChunks(db, voices, section) }));
}

/** The sections of a project as a host sees them. */
export function describeSections(db: ReadDb, engines: Engines, project: Project): Section[] {
  const voices = new ChosenVoices(db, engines, project);
  return listSections(db, project.id).map((section) =>
    describeWithChunks(section, readChunks(db, voices, section), project),
  );
}

/** One section as a host sees it. */
export function describeSection(
  db: ReadDb,
  engines: Engines,
  project: Project,
  section: SectionRow,
): Section {
  const chunks = readChunks(db, new ChosenVoices(db, engines, project), section);
  return describeWithChunks(section, chunks, project);
}

function describeWithChunks(
  { id, title, included, reason, voice }: SectionRow,
  chunks: readonly KeyedChunk[],
  project: Project,
): Section {
  const speech = chunks.filter(({ kind }) => kind === 'speech');
  return {
    id,
    title,
    included,
    reason,
    voice,
    chunks: speech.length,
    ready: speech.filter(({ ready }) => ready).length,
    drafts: speech.filter(({ standsIn }) => standsIn).length,
    failed: speech.filter(({ ready, problem }) => !ready && problem !== null).length,
    characters: speech.reduce((sum, { text }) => sum + text.length, 0),
    seconds: speech.reduce((sum, chunk) => sum + heardSeconds(chunk, project), 0),
  };
}

/** How long a chunk and its pause are heard, in seconds; 0 when it is not. */
function heardSeconds(chunk: KeyedChunk, { sampleRate, pauses }: Project): number {
  const take = heardTake(chunk);
  return take === null ? 0 : take.samples / sampleRate + pauses[chunk.boundary];
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
  const { id, section, text, boundary, ready, voice, seed } = chunk;
  const take = heardTake(chunk);
  const spoken = chunk.kind === 'speech';
  return {
    id,
    section,
    state: stateOf(chunk),
    text,
    boundary,
    pauseAfter: spoken ? pauses[boundary] : 0,
    voice,
    seed,
    take:
      take === null
        ? null
        : {
            id: take.id,
            engine: take.engine,
            samples: take.samples,
            peak: take.peak,
            rms: take.rms,
            clipped: take.clipped,
          },
    problem: ready ? null : chunk.problem,
  };
}

function stateOf({ kind, ready, standsIn, problem }: KeyedChunk): Chunk['state'] {
  if (kind === 'ornament') return 'ornament';
  if (ready) return 'ready';
  if (problem !== null) return 'failed';
  return standsIn ? 'draft' : 'missing';
}
