import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ChunkDraft, Pauses } from '../contract/chunk.ts';
import { defaultSettings } from '../contract/settings.ts';
import type { ReadDb } from '../db/connection.ts';
import { openDatabaseToRead } from '../db/database.ts';
import { listChunks } from '../db/queries/chunks.ts';
import { findProjectBySource } from '../db/queries/projects.ts';
import { listSections } from '../db/queries/sections.ts';
import type { ManuscriptCalls } from '../workers/manuscript-calls.ts';
import { WorkerClient } from '../workers/port.ts';
import { databaseName, libraryProblem } from './library.ts';
import { readSettings } from './settings.ts';
import type { TicketedFile } from './tickets.ts';

/** What would be read of a book, and how it is cut. */
export interface Plan {
  title: string;
  author: string | null;
  language: string | null;
  chapters: PlannedChapter[];
}

/** A section of the plan. */
export interface PlannedChapter {
  title: string;
  included: boolean;
  /** Why it is skipped; null when it is included. */
  reason: string | null;
  /** What is spoken, in order, each with the pause after it in seconds. */
  chunks: { text: string; pauseAfter: number }[];
}

/**
 * Plans a book without speaking and without changing the library: as its project has it when the library knows the
 * book, else as an import would make it. Rejects with what is wrong with the file.
 */
export async function planBook(options: { library: string; worker: URL; file: TicketedFile }): Promise<Plan> {
  const { path: file, name } = options.file;
  const worker = new WorkerClient<ManuscriptCalls>(options.worker);
  try {
    const sourceHash = await worker.call('hashFile', { path: file, name });
    const { plan, settings } = fromLibrary(options.library, sourceHash);
    if (plan !== null) return plan;
    const planned = await worker.call('plan', { path: file, name, limit: settings.chunkLimit });
    const { title, author, language, sections } = planned;
    return {
      title,
      author,
      language,
      chapters: sections.map((section) => planChapter(section, section.chunks, settings.pauses)),
    };
  } finally {
    await worker.close();
  }
}

function fromLibrary(folder: string, sourceHash: string) {
  const file = path.join(folder, databaseName);
  const unknown = { plan: null, settings: defaultSettings };
  if (!existsSync(file)) return unknown;
  try {
    const db = openDatabaseToRead(file);
    if (db === null) return unknown;
    try {
      return { plan: planProject(db, sourceHash), settings: readSettings(db) };
    } finally {
      db.close();
    }
  } catch (thrown) {
    throw libraryProblem(thrown, folder);
  }
}

function planProject(db: ReadDb, sourceHash: string): Plan | null {
  const project = findProjectBySource(db, sourceHash);
  if (project === null) return null;
  const { id, title, author, language, pauses } = project;
  const sections = listSections(db, id);
  return {
    title,
    author,
    language,
    chapters: sections.map((section) => planChapter(section, listChunks(db, section.id), pauses)),
  };
}

function planChapter(
  { title, included, reason }: Omit<PlannedChapter, 'chunks'>,
  chunks: readonly Pick<ChunkDraft, 'kind' | 'text' | 'boundary'>[],
  pauses: Pauses,
): PlannedChapter {
  const speech = chunks.filter(({ kind }) => kind === 'speech');
  return {
    title,
    included,
    reason: included ? null : (reason ?? 'Skipped by you'),
    chunks: speech.map(({ text, boundary }) => ({ text, pauseAfter: pauses[boundary] })),
  };
}
