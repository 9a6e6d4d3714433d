import { spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { newestVersion } from '../../electron/db/migrations.ts';
import { listBackups } from '../../electron/library/backups.ts';
import { openLibrary } from '../../electron/library/open-library.ts';
import { contentOf, expectTrueCounts } from '../support/former-library.ts';
import { largeLibrary } from '../support/large-library.ts';
import { database } from '../support/lost-library.ts';
import { mountDisk } from '../support/mounted-disk.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const libraryModule = path.resolve(import.meta.dirname, '../../electron/library/open-library.ts');
const former = 3;

/** The content of a library, each table by its hash. */
function digestOf(library: string): unknown {
  const tables = Object.entries(contentOf(library));
  return tables.map(([table, rows]) => [table, rows.length, hash('sha256', JSON.stringify(rows))]);
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

test('killed at any instant of being brought up to date, a library is as before or as after, and opens', async () => {
  const original = largeLibrary(temporaryFolder(), 800);
  const before = digestOf(original);
  const undisturbed = path.join(temporaryFolder(), 'library');
  cpSync(original, undisturbed, { recursive: true });
  const duration = await openAndKill(undisturbed, null);
  expect(duration).toBeGreaterThan(500);
  expect(digestOf(undisturbed)).toEqual(before);
  expectTrueCounts(undisturbed);
  const after = countsOf(undisturbed);
  const kills = 20;
  let cutShort = 0;
  let withinTheChange = 0;
  for (let kill = 0; kill < kills; kill++) {
    const folder = temporaryFolder();
    const killed = path.join(folder, 'library');
    cpSync(original, killed, { recursive: true });
    // At random, and all over it.
    const delay = (duration * (kill + Math.random())) / kills;
    const about = `killed after ${delay} of ${duration} ms`;
    await openAndKill(killed, delay);
    const left = versionOf(database(killed));
    expect([former, newestVersion], about).toContain(left);
    if (left === former) cutShort++;
    // The schema is changed once the backup is there.
    if (left === former && listBackups(killed).length > 0) withinTheChange++;
    expect(digestOf(killed), about).toEqual(before);
    openLibrary(killed, 'A test').close();
    expect(versionOf(database(killed)), about).toBe(newestVersion);
    expect(digestOf(killed), about).toEqual(before);
    expect(countsOf(killed), about).toEqual(after);
    // Whenever it was killed, the backup is of the older version, and whole.
    const [backup] = listBackups(killed);
    expect(versionOf(backup?.file ?? ''), about).toBe(former);
    expect(readdirSync(path.join(killed, 'backups')).filter((name) => name.endsWith('.part'))).toEqual([]);
    rmSync(folder, { recursive: true });
  }
  expect(cutShort).toBeGreaterThan(5);
  expect(withinTheChange).toBeGreaterThan(3);
});

test('a disk too full at any point of it says so, changes nothing, and is gone on with when there is room', (context) => {
  const disk = mountDisk(128_000_000);
  if (typeof disk === 'string') {
    context.skip(disk);
    return;
  }
  onTestFinished(() => {
    disk.unmount();
  });
  const folder = largeLibrary(disk.path, 200);
  const before = digestOf(folder);
  const used = 4096 * Math.ceil(spaceUsed(disk.path) / 4096);
  const size = statSync(database(folder)).size;
  let refused = 0;
  let refusedWithinTheChange = 0;
  for (const share of [0, 0.1, 0.5, 0.9, 1.1, 1.3, 1.6, 2, 2.5, 3, 4, 5]) {
    disk.remount(`size=${used + 8192 + Math.ceil(share * size)}`);
    try {
      openLibrary(folder, 'A test').close();
    } catch (thrown) {
      expect(thrown).toMatchObject({ problem: { code: 'disk-full' } });
      refused++;
      if (existsSync(path.join(folder, 'backups')) && listBackups(folder).length > 0)
        refusedWithinTheChange++;
    }
    disk.remount('size=128m');
    const left = versionOf(database(folder));
    expect([former, newestVersion]).toContain(left);
    expect(digestOf(folder)).toEqual(before);
    if (left === newestVersion) break;
  }
  expect(refused).toBeGreaterThan(2);
  expect(refusedWithinTheChange).toBeGreaterThan(0);
  openLibrary(folder, 'A test').close();
  expect(digestOf(folder)).toEqual(before);
  expectTrueCounts(folder);
});

/** What follows from the rows of a library. */
function countsOf(library: string): unknown {
  const db = new Sqlite(database(library), { readonly: true });
  const rows = ['section_counts', 'section_totals', 'prediction_totals'].map((table) =>
    db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2, 3, 4`).raw().all(),
  );
  const heard = db
    .prepare('SELECT id, heard_id, ready, heard_samples, wanted, words FROM chunks')
    .raw()
    .all();
  db.close();
  return hash('sha256', JSON.stringify([rows, heard]));
}

/** Bytes that the files below a folder take on a disk in memory. */
function spaceUsed(folder: string): number {
  const { bsize, blocks, bfree } = statfsSync(folder);
  return bsize * (blocks - bfree);
}
