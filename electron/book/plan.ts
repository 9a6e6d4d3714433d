import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ChunkDraft, Pauses } from '../contract/chunk.ts';
import { cutLimit } from '../contract/cut-limit.ts';
import type { Forecast } from '../contract/narration.ts';
import { defaultSettings } from '../contract/settings.ts';
import { entryOf, type EngineEntry } from '../contract/engine-entry.ts';
import { LecternError } from '../contract/problem.ts';
import type { Voice } from '../contract/voice.ts';
import type { ReadDb } from '../db/connection.ts';
import { readDatabase } from '../db/read-database.ts';
import { listChunks } from '../db/queries/chunks.ts';
import { findProjectBySource } from '../db/queries/projects.ts';
import { listSections } from '../db/queries/sections.ts';
import { findVoice } from '../db/queries/voices.ts';
import type { ReadingLimits } from '../manuscript/too-much.ts';
import { forecast } from './costs.ts';
import type { PlannedSpeech, SpeechPlanner } from './speech-planner.ts';
import { pauseAfter } from './reading.ts';
import { databaseName, libraryProblem } from '../library/open-library.ts';
import { ManuscriptReader } from './manuscript-reader.ts';
import { readSettings } from '../library/settings.ts';
import type { TicketedFile } from '../library/tickets.ts';

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
  chunks: PlannedChunk[];
}

/** A chunk of the plan; how it would be spoken is told where that was asked for. */
export type PlannedChunk = { text: string; pauseAfter: number } & Partial<PlannedSpeech>;

/** A plan, and what would speak it. */
export interface PlannedBook {
  plan: Plan;
  engine: Voice['engine'];
}

/** What a book that is new would be cut for. */
export interface PlannedCut {
  /** What is known of the engines that there are. */
  entries: readonly EngineEntry[];
  /** The engine that is to speak; null for that of the settings. */
  engine: string | null;
  /** The most characters of a chunk; null as the settings have it. */
  chunkLimit: number | null;
}

/**
 * Plans a book without speaking and without changing the library: as its project has it when the library knows the
 * book, else as an import would make it. Rejects with what is wrong with the file, and with `bad-usage` where a known
 * book is to be planned with other chunks than it has.
 */
export async function planBook(options: {
  library: string;
  worker: URL;
  file: TicketedFile;
  /** What reading it may take; without it, as an import. */
  limits?: ReadingLimits | undefined;
  /** Who is to speak, and how long chunks may be; without it, as the settings have it. */
  cut?: PlannedCut | undefined;
  /** Tells how each chunk would be spoken, where that is wanted. */
  speech?: SpeechPlanner | undefined;
}): Promise<PlannedBook> {
  const { file, speech, cut = { entries: [], engine: null, chunkLimit: null } } = options;
  const reader = new ManuscriptReader(options.worker, options.limits);
  try {
    const sourceHash = await reader.hash(file);
    const known = readLibrary(options.library, (db) => ({
      book: planProject(db, sourceHash, speech),
      settings: readSettings(db),
    }));
    if (known !== null && known.book !== null) {
      if (cut.chunkLimit !== null) throw alreadyCut();
      return known.book;
    }
    const settings = known?.settings ?? defaultSettings;
    const speaker = entryOf(cut.entries, cut.engine ?? settings.voice.engine);
    const planned = await reader.plan(file, cutLimit(speaker, cut.chunkLimit ?? settings.chunkLimit));
    const { title, author, language, sections } = planned;
    const tell = (db: ReadDb | null, chunks: readonly ChunkDraft[]) =>
      chunks.map((chunk) => ({ ...chunk, ...speech?.ofText(db, settings.voice, chunk.text) }));
    const chunksOf = (db: ReadDb | null) => sections.map(({ chunks }) => tell(db, chunks));
    const told = readLibrary(options.library, chunksOf) ?? chunksOf(null);
    const chapters = sections.map((section, index) =>
      planChapter(section, told[index] ?? [], settings.pauses),
    );
    return { plan: { title, author, language, chapters }, engine: settings.voice.engine };
  } finally {
    await reader.close();
  }
}

/** What it would take to speak these texts from the beginning, by what the library, if there is one, has seen. */
export function forecastTexts(library: string, texts: readonly string[], entry: EngineEntry): Forecast {
  const wanted = texts.map((text) => ({ text, key: text, engine: { entry } }));
  return readLibrary(library, (db) => forecast(db, wanted)) ?? forecast(null, wanted);
}

/** Reads something of a library without opening it; null where there is none, or none of this version. */
function readLibrary<Value>(folder: string, read: (db: ReadDb) => Value): Value | null {
  const file = path.join(folder, databaseName);
  if (!existsSync(file)) return null;
  try {
    return readDatabase(file, read);
  } catch (thrown) {
    throw libraryProblem(thrown, folder);
  }
}

function planProject(db: ReadDb, sourceHash: string, speech: SpeechPlanner | undefined): PlannedBook | null {
  const project = findProjectBySource(db, sourceHash);
  if (project === null) return null;
  const { id, title, author, language, pauses, voice, voiceId } = project;
  const told = speech?.ofProject(db, project);
  const chapters = listSections(db, id).map((section) => {
    const chunks = listChunks(db, section.id).map((chunk) => ({
      ...{ kind: chunk.kind, boundary: chunk.boundary, pauseMs: chunk.pauseMs },
      text: chunk.correction ?? chunk.text,
      ...(chunk.kind === 'speech' ? told?.(section, chunk) : undefined),
    }));
    return planChapter(section, chunks, pauses);
  });
  const spoken = (voiceId === null ? null : findVoice(db, voiceId))?.voice ?? voice;
  return { plan: { title, author, language, chapters }, engine: spoken.engine };
}

function planChapter(
  { title, included, reason }: Omit<PlannedChapter, 'chunks'>,
  chunks: readonly (Pick<ChunkDraft, 'kind' | 'text' | 'boundary'> &
    Partial<PlannedSpeech> & { pauseMs?: number | null })[],
  pauses: Pauses,
): PlannedChapter {
  const speech = chunks.filter(({ kind }) => kind === 'speech');
  return {
    title,
    included,
    reason: included ? null : (reason ?? 'Skipped by you'),
    chunks: speech.map(({ text, boundary, pauseMs = null, spoken, refused, ready }) => ({
      text,
      pauseAfter: pauseAfter({ boundary, pauseMs }, { pauses }),
      ...(spoken === undefined ? {} : { spoken, refused, ready }),
    })),
  };
}

function alreadyCut(): LecternError {
  return new LecternError(
    'bad-usage',
    'The library has this book, cut as it was imported, and --plan shows that.',
    'Leave --chunk-limit out, or --plan: narrating cuts anew what is not spoken yet.',
  );
}
