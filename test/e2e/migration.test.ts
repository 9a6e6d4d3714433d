import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { newestVersion } from '../../electron/db/migrations.ts';
import { openLibrary } from '../../electron/library/open-library.ts';
import { listBackups } from '../../electron/library/backups.ts';
import { mountDisk } from '../support/mounted-disk.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const fixture = path.resolve(import.meta.dirname, '../fixtures/library-of-version-2');
const libraryModule = path.resolve(import.meta.dirname, '../../electron/library/open-library.ts');

/** How much the library is made to hold, so that bringing it up to date takes a while. */
const copies = 2000;

function library(folder: string): string {
  const there = path.join(folder, 'library');
  cpSync(fixture, there, { recursive: true });
  const db = new Sqlite(path.join(there, 'lectern.sqlite'));
  const columns = db
    .prepare<[], string>(
      `SELECT name FROM pragma_table_info('predictions') WHERE name NOT IN ('id', 'remote_id')`,
    )
    .pluck()
    .all()
    .join(', ');
  db.exec(`WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < ${copies})
    INSERT INTO predictions (${columns}) SELECT ${columns} FROM predictions, many WHERE id IN (1, 5)`);
  db.close();
  return there;
}

/** Everything of a library that no change of its schema may lose. */
function contentOf(folder: string): unknown {
  const db = new Sqlite(path.join(folder, 'lectern.sqlite'), { readonly: true });
  const rows = (sql: string): unknown[] => db.prepare(sql).raw().all();
  const content = {
    predictions: rows(
      'SELECT id, chunk_id, state, text, speech_key, remote_id, cost FROM predictions ORDER BY id',
    ),
    takes: rows('SELECT id, chunk_id, prediction_id, file, samples FROM takes ORDER BY id'),
    chunks: rows('SELECT id, text, take_id, seed FROM chunks ORDER BY id'),
    exports: rows('SELECT id, target, state FROM exports ORDER BY id'),
    voices: rows('SELECT id, name, voice FROM voices ORDER BY id'),
  };
  db.close();
  return content;
}

function versionOf(file: string): unknown {
  const db = new Sqlite(file, { readonly: true });
  const version = db.pragma('user_version', { simple: true });
  db.close();
  return version;
}

/** Opens a library in a process that is killed `delay` milliseconds after it began to; null lets it end. */
async function openAndKill(folder: string, delay: number | null): Promise<number> {
  const code = `
    const { openLibrary } = await import(${JSON.stringify(libraryModule)});
    console.log('begins');
    const started = performance.now();
    openLibrary(${JSON.stringify(folder)}, 'A test').close();
    console.log(performance.now() - started);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  await once(child.stdout, 'data');
  if (delay !== null) setTimeout(() => child.kill('SIGKILL'), delay);
  await once(child, 'close');
  return Number(said.split('\n')[1] ?? NaN);
}

test('killed at any instant of being brought up to date, a library loses nothing and is brought up to date later', async () => {
  const undisturbed = library(temporaryFolder());
  const before = contentOf(undisturbed);
  const duration = await openAndKill(undisturbed, null);
  expect(duration).toBeGreaterThan(0);
  const kills = 20;
  let cutShort = 0;
  for (let kill = 0; kill < kills; kill++) {
    const folder = temporaryFolder();
    const killed = library(folder);
    await openAndKill(killed, (duration * kill) / kills);
    const left = versionOf(path.join(killed, 'lectern.sqlite'));
    expect([2, newestVersion]).toContain(left);
    if (left === 2) cutShort++;
    openLibrary(killed, 'A test').close();
    expect(versionOf(path.join(killed, 'lectern.sqlite'))).toBe(newestVersion);
    expect(contentOf(killed)).toEqual(before);
    // Whenever it was killed, the backup is of the older version, and whole.
    const [backup] = listBackups(killed);
    expect(versionOf(backup?.file ?? '')).toBe(2);
    expect(readdirSync(path.join(killed, 'backups')).filter((name) => name.endsWith('.part'))).toEqual([]);
    rmSync(folder, { recursive: true });
  }
  expect(cutShort).toBeGreaterThan(3);
});

test('a disk too full at any point of it says so, changes nothing, and is gone on with when there is room', (context) => {
  const disk = mountDisk(64_000_000);
  if (typeof disk === 'string') {
    context.skip(disk);
    return;
  }
  onTestFinished(() => {
    disk.unmount();
  });
  const folder = library(disk.path);
  const before = contentOf(folder);
  const used = 4096 * Math.ceil(spaceUsed(disk.path) / 4096);
  let refused = 0;
  for (const spare of [8192, 100_000, 500_000, 1_000_000, 2_000_000, 3_000_000, 4_000_000, 6_000_000]) {
    disk.remount(`size=${used + spare}`);
    try {
      openLibrary(folder, 'A test').close();
    } catch (thrown) {
      expect(thrown).toMatchObject({ problem: { code: 'disk-full' } });
      refused++;
    }
    disk.remount('size=64m');
    expect(contentOf(folder)).toEqual(before);
    if (versionOf(path.join(folder, 'lectern.sqlite')) !== 2) break;
  }
  expect(refused).toBeGreaterThan(1);
  openLibrary(folder, 'A test').close();
  expect(versionOf(path.join(folder, 'lectern.sqlite'))).toBe(newestVersion);
  expect(contentOf(folder)).toEqual(before);
});

/** Bytes that the files below a folder take on a disk in memory. */
function spaceUsed(folder: string): number {
  const { bsize, blocks, bfree } = statfsSync(folder);
  return bsize * (blocks - bfree);
}
