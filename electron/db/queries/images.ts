import { z } from 'zod';
import { boundarySchema, chunkLimitSchema, pausesSchema } from '../../contract/chunk.ts';
import {
  chunkIdSchema,
  projectIdSchema,
  sectionIdSchema,
  takeIdSchema,
  voiceIdSchema,
  type ChunkId,
  type ProjectId,
  type SectionId,
} from '../../contract/ids.ts';
import { voiceSchema } from '../../contract/voice.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { parseJson, statement } from '../statement.ts';

/** What a person decides of a chunk: all that an edit may change, and nothing that follows from it. */
export const chunkImageSchema = z.object({
  id: chunkIdSchema,
  project: projectIdSchema,
  section: sectionIdSchema,
  kind: z.enum(['speech', 'ornament']),
  text: z.string(),
  boundary: boundarySchema,
  fromParagraph: z.int(),
  fromOffset: z.int(),
  toParagraph: z.int(),
  toOffset: z.int(),
  correction: z.string().nullable(),
  sayAs: z.string().nullable(),
  pauseMs: z.int().min(0).nullable(),
  voice: voiceIdSchema.nullable(),
  ownVoice: voiceSchema.nullable(),
  seed: z.int().nullable(),
  chosen: takeIdSchema.nullable(),
});

/** See {@link chunkImageSchema}. */
export type ChunkImage = z.infer<typeof chunkImageSchema>;

/** What a person decides of a section. */
export const sectionImageSchema = z.object({
  id: sectionIdSchema,
  title: z.string(),
  included: z.boolean(),
  voice: voiceIdSchema.nullable(),
  position: z.int(),
});

/** See {@link sectionImageSchema}. */
export type SectionImage = z.infer<typeof sectionImageSchema>;

/** What a person decides of a project. */
export const projectImageSchema = z.object({
  id: projectIdSchema,
  voice: voiceSchema,
  voiceId: voiceIdSchema.nullable(),
  pauses: pausesSchema,
  /** Characters. */
  chunkLimit: chunkLimitSchema,
  /** Hz. */
  sampleRate: z.int().positive(),
});

/** See {@link projectImageSchema}. */
export type ProjectImage = z.infer<typeof projectImageSchema>;

/** A chunk as it is now; null when there is none. */
export function readChunkImage(db: ReadDb, id: ChunkId): ChunkImage | null {
  const row = statement<[ChunkId], Omit<ChunkImage, 'ownVoice'> & { ownVoice: string | null }>(
    db,
    `SELECT id, project_id AS project, section_id AS section, kind, text, boundary, from_paragraph AS fromParagraph,
            from_offset AS fromOffset, to_paragraph AS toParagraph, to_offset AS toOffset, correction,
            say_as AS sayAs, pause_ms AS pauseMs, voice_id AS voice, own_voice AS ownVoice, seed, chosen_id AS chosen
       FROM chunks WHERE id = ?`,
  ).get(id);
  if (row === undefined) return null;
  const ownVoice = row.ownVoice === null ? null : parseJson(row.ownVoice);
  return chunkImageSchema.parse({ ...row, ownVoice });
}

/** Makes a chunk what the image says, also one that is not there; a voice that is gone meanwhile is followed no more. */
export function writeChunkImage(db: WriteDb, image: ChunkImage): void {
  statement<[Record<string, unknown>]>(
    db,
    `INSERT INTO chunks
       (id, project_id, section_id, kind, text, boundary, from_paragraph, from_offset, to_paragraph, to_offset,
        correction, say_as, pause_ms, voice_id, own_voice, seed, chosen_id)
     VALUES
       (@id, @project, @section, @kind, @text, @boundary, @fromParagraph, @fromOffset, @toParagraph, @toOffset,
        @correction, @sayAs, @pauseMs, (SELECT id FROM voices WHERE id = @voice), @ownVoice, @seed, @chosen)
     ON CONFLICT (id) DO UPDATE SET
       text = excluded.text, boundary = excluded.boundary, from_paragraph = excluded.from_paragraph,
       from_offset = excluded.from_offset, to_paragraph = excluded.to_paragraph, to_offset = excluded.to_offset,
       correction = excluded.correction, say_as = excluded.say_as, pause_ms = excluded.pause_ms,
       voice_id = excluded.voice_id, own_voice = excluded.own_voice, seed = excluded.seed,
       chosen_id = excluded.chosen_id, problem = NULL`,
  ).run({ ...image, ownVoice: image.ownVoice === null ? null : JSON.stringify(image.ownVoice) });
}

/** The number of a chunk that is made next: it was never another's. */
export function nextChunkId(db: WriteDb): ChunkId {
  const row = statement<[], { seq: number }>(
    db,
    `UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'chunks' RETURNING seq`,
  ).get();
  return chunkIdSchema.parse(row?.seq);
}

/** Removes a chunk, whose takes stay. */
export function deleteChunk(db: WriteDb, id: ChunkId): void {
  statement(db, 'DELETE FROM chunks WHERE id = ?').run(id);
}

/** A section as it is now; null when there is none. */
export function readSectionImage(db: ReadDb, id: SectionId): SectionImage | null {
  const row = statement<[SectionId], Omit<SectionImage, 'included'> & { included: number }>(
    db,
    'SELECT id, title, included, voice_id AS voice, position FROM sections WHERE id = ?',
  ).get(id);
  return row === undefined ? null : sectionImageSchema.parse({ ...row, included: row.included === 1 });
}

/** Makes sections what the images say: places are exchanged among those that are given. */
export function writeSectionImages(db: WriteDb, images: readonly SectionImage[]): void {
  // Out of the way first: no two sections may share a place, not even for a moment.
  for (const { id, position } of images) {
    statement(db, 'UPDATE sections SET position = ? WHERE id = ?').run(-1 - position, id);
  }
  for (const { id, title, included, voice, position } of images) {
    statement(
      db,
      `UPDATE sections
          SET title = ?, included = ?, voice_id = (SELECT id FROM voices WHERE id = ?), position = ? WHERE id = ?`,
    ).run(title, Number(included), voice, position, id);
  }
}

/** A project as it is now; null when there is none. */
export function readProjectImage(db: ReadDb, id: ProjectId): ProjectImage | null {
  const row = statement<
    [ProjectId],
    Record<'voice' | 'pauses', string> &
      Record<'chunkLimit' | 'sampleRate', number> & { voiceId: number | null }
  >(
    db,
    `SELECT voice, voice_id AS voiceId, pauses, chunk_limit AS chunkLimit, sample_rate AS sampleRate
       FROM projects WHERE id = ?`,
  ).get(id);
  if (row === undefined) return null;
  return projectImageSchema.parse({
    ...row,
    ...{ id, voice: parseJson(row.voice), pauses: parseJson(row.pauses) },
  });
}

/** Makes a project what the image says. */
export function writeProjectImage(
  db: WriteDb,
  { id, voice, voiceId, pauses, chunkLimit, sampleRate }: ProjectImage,
): void {
  statement(
    db,
    `UPDATE projects SET voice = ?, voice_id = (SELECT id FROM voices WHERE id = ?), pauses = ?, chunk_limit = ?,
            sample_rate = ?
      WHERE id = ?`,
  ).run(JSON.stringify(voice), voiceId, JSON.stringify(pauses), chunkLimit, sampleRate, id);
}
