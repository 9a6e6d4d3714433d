import { projectIdSchema, type ProjectId } from '../../contract/ids.ts';
import type { Project } from '../../contract/project.ts';
import { voiceSchema, type Voice } from '../../contract/voice.ts';
import type { ReadDb, WriteDb } from '../../db/connection.ts';
import {
  adoptPredictions,
  adoptTake,
  findHomelessTake,
  findFormerProject,
  isNumberFree,
  listHomelessTakes,
} from '../../db/queries/former-projects.ts';
import { parseJson } from '../../db/statement.ts';
import { findTake, type TakeFile } from '../../db/queries/takes.ts';
import type { Engines } from '../../engines/engines.ts';
import type { KeyedChunk } from '../reading.ts';
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
export function reclaimAudio(db: WriteDb, engines: Engines, project: Project, sourceHash: string): void {
  const takes = listHomelessTakes(db, sourceHash);
  adoptPredictions(db, sourceHash, project.id);
  const chunks = new FoundChunks(db, engines);
  for (const take of takes) {
    const chunk = chunks.find(project, take.text, take.speechKey);
    if (chunk !== null) adoptTake(db, take, chunk);
  }
  chunks.settle();
}

/** Gives a chunk the take of its very text and voice that belongs to no chunk here; null when there is none. */
export function adoptHomeless(db: WriteDb, { id, section, wanted }: KeyedChunk): TakeFile | null {
  const take = findHomelessTake(db, wanted);
  if (take === null) return null;
  adoptTake(db, take, { id, section });
  return findTake(db, id, wanted);
}
