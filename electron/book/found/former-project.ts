import { projectIdSchema, type ProjectId } from '../../contract/ids.ts';
import type { Project } from '../../contract/project.ts';
import { voiceSchema, type Voice } from '../../contract/voice.ts';
import type { ReadDb, WriteDb } from '../../db/connection.ts';
import {
  adoptPrediction,
  findFormerProject,
  isNumberFree,
  listHomelessPredictions,
} from '../../db/queries/former-projects.ts';
import { parseJson } from '../../db/statement.ts';
import { FoundChunks } from './found-chunks.ts';

/** What a new project takes over from the one that was made of the same manuscript before the database was lost. */
export interface TakenOver {
  /** Its number, so that its folders are its own again; null when it cannot have it. */
  id: ProjectId | null;
  voice: Voice | null;
}

/** What the audio of a manuscript tells of its former project. */
export function takeOver(db: ReadDb, sourceHash: string): TakenOver {
  const former = findFormerProject(db, sourceHash);
  if (former === null) return { id: null, voice: null };
  return {
    id: isNumberFree(db, former.home) ? projectIdSchema.parse(former.home) : null,
    voice: voiceSchema.safeParse(parseJson(former.voice)).data ?? null,
  };
}

/** Gives a new project, whose chunks are there, the audio that was made of its manuscript before. */
export function reclaimAudio(db: WriteDb, project: Pick<Project, 'id'>, sourceHash: string): void {
  const chunks = new FoundChunks(db);
  for (const { id, text } of listHomelessPredictions(db, sourceHash)) {
    const chunk = chunks.find(project, text);
    adoptPrediction(db, id, {
      project: project.id,
      chunk: chunk?.id ?? null,
      section: chunk?.section ?? null,
    });
  }
}
