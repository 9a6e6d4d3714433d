import {
  closeSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { makeClient } from '../../electron/contract/client.ts';
import { locate } from '../../electron/locations.ts';
import { openStudio } from '../../electron/studio/open-studio.ts';
import { makeNovel } from '../support/novel.ts';
import { ToneEngine } from '../support/tone-engine.ts';
import { median, type Figure } from './figures.ts';

const rounds = 3;
const locations = locate(new URL('../../electron/cli.ts', import.meta.url).href);

/**
 * Narrates with an engine that answers at once, beside the bare minimum of the same promises: two committed
 * transactions and one synced, renamed file a chunk.
 */
export async function measureDriver(): Promise<Figure[]> {
  const ours: number[] = [];
  const bare: number[] = [];
  let chunks = 0;
  for (let round = 0; round <= rounds; round++) {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'lectern-bench-'));
    try {
      const run = await narrateOnce(folder);
      chunks = run.chunks;
      const reference = bareMinimum(folder, chunks);
      if (round === 0) continue;
      ours.push((run.seconds * 1000) / chunks);
      bare.push((reference * 1000) / chunks);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return [
    { name: 'a chunk through the driver, files and commits', value: median(ours), unit: 'ms', limit: 5 },
    { name: 'reference: two commits and a synced file', value: median(bare), unit: 'ms' },
    { name: 'ratio', value: median(ours) / median(bare), unit: 'x' },
    { name: 'chunks', value: chunks, unit: '' },
  ];
}

async function narrateOnce(folder: string): Promise<{ chunks: number; seconds: number }> {
  const engine = new ToneEngine();
  const studio = await openStudio({
    library: path.join(folder, 'library'),
    program: 'A benchmark',
    locations,
    engines: [engine],
  });
  try {
    const client = makeClient(studio.call);
    const file = path.join(folder, 'novel.txt');
    writeFileSync(file, makeNovel(150_000));
    const { project } = await client.call('projects.import', { ticket: studio.tickets.forManuscript(file) });
    const ended = new Promise<void>((resolve, reject) => {
      studio.subscribe((event) => {
        if (event.name !== 'narration') return;
        if (event.payload.state === 'done') resolve();
        if (event.payload.state === 'stopped') reject(new Error(event.payload.problem?.message));
      });
    });
    const started = performance.now();
    const { total: chunks } = await client.call('narration.start', { project: project.id });
    await ended;
    const seconds = (performance.now() - started) / 1000;
    // What the engine itself took, made in this very thread, is not the driver's.
    return { chunks, seconds: seconds - engine.seconds };
  } finally {
    await studio.close();
  }
}

function bareMinimum(folder: string, chunks: number): number {
  const db = new Sqlite(path.join(folder, 'bare.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE records (id INTEGER PRIMARY KEY, text TEXT)');
  const insert = db.prepare('INSERT INTO records (text) VALUES (?)');
  const text = 'x'.repeat(600);
  const audio = new Uint8Array(15_000);
  const started = performance.now();
  for (let chunk = 0; chunk < chunks; chunk++) {
    insert.run(text);
    const file = path.join(folder, `${chunk}.wav`);
    const handle = openSync(`${file}.part`, 'w');
    writeSync(handle, audio);
    fsyncSync(handle);
    closeSync(handle);
    renameSync(`${file}.part`, file);
    insert.run(text);
  }
  const seconds = (performance.now() - started) / 1000;
  db.close();
  return seconds;
}
