import { cpSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished } from 'vitest';
import { openConnection } from '../../electron/connection/connection-store.ts';
import { makeClient, type Client } from '../../electron/contract/client.ts';
import type { NarrationProgress } from '../../electron/contract/narration.ts';
import type { Chunk, Project, Section } from '../../electron/contract/project.ts';
import type { Voice } from '../../electron/contract/voice.ts';
import { newestVersion } from '../../electron/db/migrations.ts';
import { defaultPatience, hasten } from '../../electron/engines/services/replicate/patience.ts';
import { listBackups } from '../../electron/library/backups.ts';
import { putBack } from '../../electron/library/replacement.ts';
import { openStudio, type Studio } from '../../electron/studio/open-studio.ts';
import type { ReplicateServer } from '../replicate-server/replicate-server.ts';
import { expectFullCount } from './full-count.ts';
import { database } from './lost-library.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { listenToNarrations, locations } from './test-studio.ts';

/** The versions of the schema of which there is a library that the Lectern of that time made. */
export type FormerVersion = 1 | 2 | 3;

const fixtureOf = (version: FormerVersion): string =>
  path.resolve(import.meta.dirname, `../fixtures/library-of-version-${version}`);

/** A copy of the library that a former Lectern left. */
export function formerLibrary(version: FormerVersion, folder = temporaryFolder()): string {
  const library = path.join(folder, 'library');
  cpSync(fixtureOf(version), library, { recursive: true });
  return library;
}

/** Has what was paid in a library that is closed be of this service: its own was on a port that is another’s now. */
export function moveToService(library: string, service: string): void {
  const db = new Sqlite(database(library));
  db.prepare('UPDATE predictions SET service = ? WHERE service IS NOT NULL').run(service);
  db.close();
}

/** A studio on such a library, with all that Lectern speaks by. */
export interface FormerStudio {
  studio: Studio;
  client: Client;
  /** The only book. */
  project: Project;
  /** The section that is called so. */
  section: (title: string) => Promise<Section>;
  /** The chunk of a section that has this text. */
  chunk: (title: string, text: string) => Promise<Chunk>;
  /** What is spoken of a section: each text with its state. */
  states: (title: string) => Promise<[text: string, state: string][]>;
  /** Narrates these sections to the end, or to a pause; in a voice that the project then has, where one is given. */
  narrate: (titles: readonly string[], voice?: Voice) => Promise<NarrationProgress>;
}

/** Opens a library in this Lectern, which waits for next to nothing; it is closed when the test has finished. */
export async function openFormer(
  library: string,
  server: Pick<ReplicateServer, 'url' | 'token'> = { url: 'http://127.0.0.1:9/v1', token: 'r8_nobody' },
): Promise<FormerStudio> {
  const connection = await openConnection({
    folder: temporaryFolder(),
    environment: { REPLICATE_API_TOKEN: server.token },
  });
  connection.update({ apiUrl: server.url });
  const { grace } = defaultPatience;
  const patience = { ...hasten(defaultPatience, 0.004), pace: 0.02, silence: 0.4, grace };
  const studio = await openStudio({ library, program: 'A test', locations, connection, patience });
  onTestFinished(() => studio.close());
  const client = makeClient(studio.call);
  const [project] = await client.call('projects.list', {});
  if (project === undefined) throw new Error('the book is not there');
  const section = async (title: string): Promise<Section> => {
    const sections = await client.call('sections.list', { project: project.id });
    const found = sections.find((one) => one.title === title);
    if (found === undefined) throw new Error(`a section “${title}” expected`);
    return found;
  };
  const chunksOf = async (title: string): Promise<Chunk[]> =>
    client.call('chunks.list', { section: (await section(title)).id });
  return {
    studio,
    client,
    project,
    section,
    async chunk(title, text) {
      const found = (await chunksOf(title)).find((chunk) => chunk.text === text);
      if (found === undefined) throw new Error(`a chunk “${text}” expected`);
      return found;
    },
    async states(title) {
      return (await chunksOf(title)).map(({ text, state }) => [text, state]);
    },
    async narrate(titles, voice) {
      if (voice !== undefined) await client.call('projects.update', { project: project.id, voice });
      const sections = await Promise.all(titles.map(section));
      const ended = listenToNarrations(studio)(({ state }) => ['done', 'stopped', 'paused'].includes(state));
      await client.call('narration.start', { project: project.id, sections: sections.map(({ id }) => id) });
      return ended;
    },
  };
}

/** What no change of the schema may lose, as it can be read in every version of it: rows by their tables. */
export type Content = Readonly<
  Record<
    'projects' | 'sections' | 'paragraphs' | 'chunks' | 'predictions' | 'takes' | 'exports',
    readonly unknown[]
  >
>;

/** The content of a library, whatever its version. */
export function contentOf(library: string): Content {
  const db = new Sqlite(database(library), { readonly: true });
  const isFormer = Number(db.pragma('user_version', { simple: true })) < newestVersion;
  const order = isFormer ? 'position' : 'from_paragraph, from_offset';
  const rows = (sql: string): unknown[] => db.prepare(sql).raw().all();
  const content = {
    projects: rows(
      'SELECT id, title, author, language, source_hash, sample_rate, voice, pauses, created_at FROM projects',
    ),
    sections: rows('SELECT id, project_id, position, title, included, reason FROM sections ORDER BY id'),
    paragraphs: rows('SELECT section_id, position, kind, text FROM paragraphs ORDER BY 1, 2'),
    chunks: rows(
      `SELECT id, section_id, kind, text, boundary, problem FROM chunks ORDER BY section_id, ${order}`,
    ),
    predictions: rows(
      `SELECT id, chunk_id, engine, voice, text, speech_key, state, created_at, ended_at, predict_time, spoken_text,
              problem FROM predictions ORDER BY id`,
    ),
    // Where equal chunks shared a file, one take of it is enough.
    takes: rows(
      `SELECT prediction_id, file, sample_rate, samples, peak, rms, clipped, min(created_at)
         FROM takes GROUP BY prediction_id, file ORDER BY prediction_id, file`,
    ),
    exports: rows(
      `SELECT id, project_id, target, temporary, state, samples, bytes, created_at, ended_at, problem
         FROM exports ORDER BY id`,
    ),
  };
  db.close();
  return content;
}

/** Expects that everything that follows from other rows of a library is as a full count has it. */
export function expectTrueCounts(library: string): void {
  const db = new Sqlite(database(library), { readonly: true });
  try {
    expect(db.pragma('user_version', { simple: true })).toBe(newestVersion);
    expectFullCount(db);
  } finally {
    db.close();
  }
}

/** Expects a backup of a closed library as it was before it was brought up to date, which opens again as it did. */
export async function expectBackupOfBefore(library: string, version: FormerVersion): Promise<FormerStudio> {
  const [backup] = listBackups(library).filter(({ reason }) => reason === `before-${newestVersion}`);
  const db = new Sqlite(backup?.file ?? '', { readonly: true });
  expect(db.pragma('user_version', { simple: true })).toBe(version);
  db.close();
  putBack(library, backup?.name ?? '', 'A test');
  return openFormer(library);
}

/** Expects that the library as it is kept tells nothing of the machine that it was made on. */
export function expectNothingOfAMachine(version: FormerVersion): void {
  const fixture = fixtureOf(version);
  const entries = readdirSync(fixture, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  expect(files.map(({ name }) => name)).toContain('lectern.sqlite');
  for (const { parentPath, name } of files) {
    const bytes = readFileSync(path.join(parentPath, name));
    for (const place of ['/tmp/', '/work/', '/root/'])
      expect([name, bytes.includes(place)]).toEqual([name, false]);
  }
}
