import type { Boundary } from '../../contract/chunk.ts';
import type { ChunkId, PredictionId, ProjectId, SectionId, TakeId, VoiceId } from '../../contract/ids.ts';
import type { Problem } from '../../contract/problem.ts';
import { problemSchema } from '../../contract/problem-schema.ts';
import { voiceSchema, type Voice } from '../../contract/voice.ts';
import type { Place } from '../../base/locate-chunks.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { parseJson, statement } from '../statement.ts';

/** The take that is heard of a chunk. */
export interface HeardTake {
  id: TakeId;
  prediction: PredictionId;
  engine: Voice['engine'];
  /** Path within the library. */
  file: string;
  samples: number;
  /** Hex SHA-256 of its samples; null for one of a Lectern that did not hash them. */
  sha256: string | null;
  /** dBFS. */
  peak: number;
  /** dBFS. */
  rms: number;
  clipped: number;
}

/** A chunk as it is stored, with what is heard of it. */
export interface ChunkRow {
  id: ChunkId;
  project: ProjectId;
  section: SectionId;
  kind: 'speech' | 'ornament';
  /** The manuscript's own words. */
  text: string;
  /** Its words as a person mended them; null for the manuscript's own. */
  correction: string | null;
  /** What is spoken instead of its words; null for these. */
  sayAs: string | null;
  /** What is spoken. */
  spoken: string;
  boundary: Boundary;
  /** The pause of its own in milliseconds; null when its boundary decides. */
  pauseMs: number | null;
  place: Place;
  /** The named voice of its own; null when it follows its section. */
  voice: VoiceId | null;
  /** Settings of its own, which go before a named voice; null as a rule. */
  ownVoice: Voice | null;
  seed: number | null;
  /** The key that a take of it must have now; null for an ornament. */
  wanted: string | null;
  /** The take that a person chose, whether or not it is heard now. */
  chosen: TakeId | null;
  take: HeardTake | null;
  /** Whether what is heard has the wanted key; what is heard and has not is a draft that stands in. */
  ready: boolean;
  problem: Problem | null;
}

interface RawChunk extends Place {
  id: ChunkId;
  project: ProjectId;
  section: SectionId;
  kind: ChunkRow['kind'];
  text: string;
  correction: string | null;
  sayAs: string | null;
  boundary: Boundary;
  pauseMs: number | null;
  voice: VoiceId | null;
  ownVoice: string | null;
  seed: number | null;
  wanted: string | null;
  chosen: TakeId | null;
  ready: number;
  problem: string | null;
  take: TakeId | null;
  prediction: PredictionId;
  engine: Voice['engine'];
  file: string;
  samples: number;
  sha256: string | null;
  peak: number;
  rms: number;
  clipped: number;
}

const select = `SELECT chunks.id, chunks.project_id AS project, chunks.section_id AS section, chunks.kind, chunks.text,
       correction, say_as AS sayAs, boundary, pause_ms AS pauseMs, chunks.from_paragraph AS fromParagraph,
       chunks.from_offset AS fromOffset, chunks.to_paragraph AS toParagraph, chunks.to_offset AS toOffset,
       chunks.voice_id AS voice, own_voice AS ownVoice, seed, wanted, chosen_id AS chosen, ready, chunks.problem,
       takes.id AS take, prediction_id AS prediction, engine, file, samples, sha256, peak, rms, clipped
  FROM chunks
  LEFT JOIN takes ON takes.id = chunks.heard_id
  LEFT JOIN predictions ON predictions.id = prediction_id`;

/** The chunks of a section in reading order. */
export function listChunks(db: ReadDb, section: SectionId): ChunkRow[] {
  return statement<[SectionId], RawChunk>(
    db,
    `${select} WHERE chunks.section_id = ? ORDER BY chunks.from_paragraph, chunks.from_offset`,
  )
    .all(section)
    .map(toChunk);
}

/** One chunk; null when there is none. */
export function findChunk(db: ReadDb, id: ChunkId): ChunkRow | null {
  const row = statement<[ChunkId], RawChunk>(db, `${select} WHERE chunks.id = ?`).get(id);
  return row === undefined ? null : toChunk(row);
}

/** The chunk behind this one in its section; null behind the last. */
export function findNextChunk(db: ReadDb, { section, place }: ChunkRow): ChunkRow | null {
  const row = statement<[SectionId, number, number], RawChunk>(
    db,
    `${select} WHERE chunks.section_id = ? AND (chunks.from_paragraph, chunks.from_offset) > (?, ?)
      ORDER BY chunks.from_paragraph, chunks.from_offset LIMIT 1`,
  ).get(section, place.fromParagraph, place.fromOffset);
  return row === undefined ? null : toChunk(row);
}

/** The first chunk of a section; null when it has none. */
export function findFirstChunk(db: ReadDb, section: SectionId): ChunkRow | null {
  const row = statement<[SectionId], RawChunk>(
    db,
    `${select} WHERE chunks.section_id = ? ORDER BY chunks.from_paragraph, chunks.from_offset LIMIT 1`,
  ).get(section);
  return row === undefined ? null : toChunk(row);
}

/** Records why the last prediction of a chunk gave no take. */
export function recordProblem(db: WriteDb, chunk: ChunkId, problem: Problem): void {
  statement(db, 'UPDATE chunks SET problem = ? WHERE id = ?').run(JSON.stringify(problem), chunk);
}

/** Forgets why the last prediction of a chunk gave no take: it is simply to be spoken. */
export function clearProblem(db: WriteDb, chunk: ChunkId): void {
  statement(db, 'UPDATE chunks SET problem = NULL WHERE id = ?').run(chunk);
}

function toChunk(row: RawChunk): ChunkRow {
  const { take: heard, prediction, engine, file, samples, sha256, peak, rms, clipped, ...chunk } = row;
  const { fromParagraph, fromOffset, toParagraph, toOffset, ...facts } = chunk;
  return {
    ...facts,
    spoken: spokenOf(chunk),
    place: { fromParagraph, fromOffset, toParagraph, toOffset },
    ownVoice: chunk.ownVoice === null ? null : voiceSchema.parse(parseJson(chunk.ownVoice)),
    ready: chunk.ready === 1,
    problem: chunk.problem === null ? null : problemSchema.parse(parseJson(chunk.problem)),
    take:
      heard === null ? null : { id: heard, prediction, engine, file, samples, sha256, peak, rms, clipped },
  };
}

/** What is spoken of a chunk. */
export function spokenOf(chunk: Pick<RawChunk, 'text' | 'correction' | 'sayAs'>): string {
  return chunk.sayAs ?? chunk.correction ?? chunk.text;
}
