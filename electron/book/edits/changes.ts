import { z } from 'zod';
import type { ProjectId } from '../../contract/ids.ts';
import type { WriteDb } from '../../db/connection.ts';
import {
  chunkImageSchema,
  deleteChunk,
  projectImageSchema,
  sectionImageSchema,
  writeChunkImage,
  writeProjectImage,
  writeSectionImages,
} from '../../db/queries/images.ts';
import type { Engines } from '../../engines/engines.ts';
import { renewWishes } from '../wishes.ts';

/** What an edit changed, row by row: as it was and as it became; null where it was not there. */
export const changesSchema = z.object({
  chunks: z.array(z.object({ before: chunkImageSchema.nullable(), after: chunkImageSchema.nullable() })),
  sections: z.array(z.object({ before: sectionImageSchema, after: sectionImageSchema })),
  project: z.object({ before: projectImageSchema, after: projectImageSchema }).nullable(),
});

/** See {@link changesSchema}. */
export type Changes = z.infer<typeof changesSchema>;

/** The same the other way round: what undoes it. */
export function inverse({ chunks, sections, project }: Changes): Changes {
  return {
    chunks: chunks.map(({ before, after }) => ({ before: after, after: before })),
    sections: sections.map(({ before, after }) => ({ before: after, after: before })),
    project: project === null ? null : { before: project.after, after: project.before },
  };
}

/** Makes every row what it became. */
export function write(db: WriteDb, { chunks, sections, project }: Changes): void {
  // What goes makes room for what comes: no two chunks lie in one place.
  for (const { before, after } of chunks) if (after === null && before !== null) deleteChunk(db, before.id);
  for (const { before, after } of chunks) if (after !== null && before !== null) writeChunkImage(db, after);
  for (const { before, after } of chunks) if (after !== null && before === null) writeChunkImage(db, after);
  writeSectionImages(
    db,
    sections.map(({ after }) => after),
  );
  if (project !== null) writeProjectImage(db, project.after);
}

/** Has whatever the changes concern want what it wants now. */
export function renew(db: WriteDb, engines: Engines, project: ProjectId, changes: Changes): void {
  if (changes.project !== null) {
    renewWishes(db, engines, project, { project });
    return;
  }
  for (const { before, after } of changes.sections) {
    if (before.voice !== after.voice) renewWishes(db, engines, project, { section: after.id });
  }
  for (const { after } of changes.chunks) {
    if (after !== null) renewWishes(db, engines, project, { chunk: after.id });
  }
}
