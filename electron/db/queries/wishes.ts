import type { ChunkId, ProjectId, SectionId, VoiceId } from '../../contract/ids.ts';
import { voiceSchema, type Voice } from '../../contract/voice.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { parseJson, statement } from '../statement.ts';
import { spokenOf } from './chunks.ts';

/** What decides which take a chunk wants. */
export interface Wishing {
  id: ChunkId;
  /** What is spoken. */
  spoken: string;
  /** The named voice of its section; null when that follows the project. */
  sectionVoice: VoiceId | null;
  voice: VoiceId | null;
  ownVoice: Voice | null;
  seed: number | null;
  wanted: string | null;
  ready: boolean;
  /** The key of the take that a person chose, and who made it; null when none was chosen, or it is gone. */
  chosenKey: string | null;
  chosenMaker: string | null;
}

/** Which chunks of a project are meant. */
export type Scope = { project: ProjectId } | { section: SectionId } | { chunk: ChunkId };

interface RawWishing {
  id: ChunkId;
  text: string;
  correction: string | null;
  sayAs: string | null;
  sectionVoice: VoiceId | null;
  voice: VoiceId | null;
  ownVoice: string | null;
  seed: number | null;
  wanted: string | null;
  ready: number;
  chosenKey: string | null;
  chosenMaker: string | null;
}

const select = `SELECT chunks.id, chunks.text, correction, say_as AS sayAs, sections.voice_id AS sectionVoice,
       chunks.voice_id AS voice, own_voice AS ownVoice, seed, wanted, ready, key AS chosenKey, maker AS chosenMaker
  FROM chunks
  JOIN sections ON sections.id = chunks.section_id
  LEFT JOIN takes ON takes.id = chosen_id
  LEFT JOIN predictions ON predictions.id = prediction_id`;

/** The chunks that are spoken of what is meant. */
export function listWishing(db: ReadDb, scope: Scope): Wishing[] {
  return rowsOf(db, scope).map(({ text, correction, sayAs, ...row }) => ({
    ...row,
    spoken: spokenOf({ text, correction, sayAs }),
    ownVoice: row.ownVoice === null ? null : voiceSchema.parse(parseJson(row.ownVoice)),
    ready: row.ready === 1,
  }));
}

function rowsOf(db: ReadDb, scope: Scope): RawWishing[] {
  if ('chunk' in scope) {
    return statement<[ChunkId], RawWishing>(
      db,
      `${select} WHERE chunks.id = ? AND chunks.kind = 'speech'`,
    ).all(scope.chunk);
  }
  if ('section' in scope) {
    return statement<[SectionId], RawWishing>(
      db,
      `${select} WHERE chunks.section_id = ? AND chunks.kind = 'speech'`,
    ).all(scope.section);
  }
  return statement<[ProjectId], RawWishing>(
    db,
    `${select} WHERE chunks.project_id = ? AND chunks.kind = 'speech'`,
  ).all(scope.project);
}

/** Writes down what a chunk wants now: the hash of its words, the key, and whether drafts may stand in. */
export function setWish(
  db: WriteDb,
  chunk: ChunkId,
  { words, wanted, takesDrafts }: { words: string; wanted: string; takesDrafts: boolean },
): void {
  statement(db, 'UPDATE chunks SET words = ?, wanted = ?, takes_drafts = ? WHERE id = ?').run(
    words,
    wanted,
    Number(takesDrafts),
    chunk,
  );
}
