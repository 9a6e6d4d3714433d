import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { newestVersion } from '../../electron/db/migrations.ts';
import { createTables } from '../../electron/db/migrations/1-create-tables.ts';
import { readSetting, writeSetting } from '../../electron/db/queries/settings.ts';
import { openLibrary } from '../../electron/library/open-library.ts';
import { BackupKeeper } from '../../electron/library/backup-keeper.ts';
import { backUp, isDue, listBackups } from '../../electron/library/backups.ts';
import { putBack } from '../../electron/library/replacement.ts';
import { WorkerClient } from '../../electron/base/port.ts';
import type { LibraryCalls } from '../../electron/library/worker-calls.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { locations } from '../support/test-studio.ts';

const day = 86_400_000;

/** A library, closed, in which `words` stands under a key. */
function libraryWith(words: string, folder = temporaryFolder()): string {
  const library = openLibrary(folder, 'A test');
  writeSetting(library.db, 'words', words);
  library.close();
  return folder;
}

function wordsIn(folder: string): unknown {
  const library = openLibrary(folder, 'A test');
  const words = readSetting(library.db, 'words');
  library.close();
  return words;
}

const names = (folder: string): string[] => listBackups(folder).map(({ name }) => name);

/** Lets the clock stand at a moment, and go on from it when it is told to. */
function clockAt(time: string): { pass(milliseconds: number): void } {
  vi.useFakeTimers({ now: new Date(time), toFake: ['Date'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  return {
    pass(milliseconds) {
      vi.setSystemTime(Date.now() + milliseconds);
    },
  };
}

describe('a backup', () => {
  test('is the database as it is, its log included, while somebody writes to it', () => {
    const folder = temporaryFolder();
    const library = openLibrary(folder, 'A test');
    writeSetting(library.db, 'words', 'only in the log yet');
    const name = backUp(folder, 'asked') ?? '';
    writeSetting(library.db, 'words', 'later');
    library.close();
    expect(names(folder)).toEqual([name]);
    putBack(folder, name, 'A test');
    expect(wordsIn(folder)).toBe('only in the log yet');
  });

  test('is made once a day, and only when something changed', () => {
    const clock = clockAt('2026-11-01T08:00:00Z');
    const folder = libraryWith('first');
    expect(isDue(folder)).toBe(true);
    expect(backUp(folder, 'daily')).not.toBeNull();
    expect(isDue(folder)).toBe(false);
    clock.pass(day);
    expect(isDue(folder)).toBe(true);
    expect(backUp(folder, 'daily')).toBeNull();
    // Found to be the same: that was today's look.
    expect(names(folder)).toHaveLength(1);
    expect(isDue(folder)).toBe(false);
    clock.pass(day);
    libraryWith('second', folder);
    expect(backUp(folder, 'daily')).not.toBeNull();
    expect(names(folder)).toHaveLength(2);
  });

  test('stays for seven days of changes; one before a new schema and those that were asked for stay, too', () => {
    const clock = clockAt('2026-11-01T08:00:00Z');
    const folder = libraryWith('first');
    const before = backUp(folder, 'before-9');
    const asked = backUp(folder, 'asked');
    for (let count = 0; count < 10; count++) {
      clock.pass(day);
      libraryWith(`day ${count}`, folder);
      backUp(folder, 'daily');
    }
    const daily = names(folder).filter((name) => name.includes('daily'));
    expect(daily).toHaveLength(7);
    expect(daily.at(-1)).toContain('20261105T');
    expect(names(folder)).toEqual(expect.arrayContaining([before, asked]));
    clock.pass(day);
    const again = backUp(folder, 'before-9');
    expect(names(folder)).toContain(again);
    expect(names(folder)).not.toContain(before);
  });

  test('of a damaged database is none, and pushes no good one out', () => {
    const clock = clockAt('2026-11-01T08:00:00Z');
    const folder = libraryWith('good '.repeat(30_000));
    backUp(folder, 'daily');
    const kept = names(folder);
    const bytes = readFileSync(path.join(folder, 'lectern.sqlite'));
    bytes.fill(0xa5, 8192, 100_000);
    writeFileSync(path.join(folder, 'lectern.sqlite'), bytes);
    for (let count = 0; count < 9; count++) {
      clock.pass(day);
      expect(() => backUp(folder, 'daily')).toThrow(/damaged/);
    }
    expect(readdirSync(path.join(folder, 'backups'))).toEqual(kept);
  });

  test('that was cut short is no backup, and goes at the next', () => {
    const folder = libraryWith('words');
    const half = path.join(folder, 'backups', 'lectern-20261101T080000000Z-daily.sqlite.part');
    mkdirSync(path.dirname(half));
    writeFileSync(half, 'half of it');
    expect(names(folder)).toEqual([]);
    backUp(folder, 'asked');
    expect(existsSync(half)).toBe(false);
  });

  test('is made of a library of an older version before that is changed', () => {
    const folder = temporaryFolder();
    const db = new Sqlite(path.join(folder, 'lectern.sqlite'));
    createTables(db);
    db.exec('PRAGMA application_id = 1281586286; PRAGMA user_version = 1');
    db.close();
    openLibrary(folder, 'A test').close();
    const [backup] = listBackups(folder);
    expect(backup?.reason).toBe(`before-${newestVersion}`);
    const old = new Sqlite(backup?.file ?? '', { readonly: true });
    expect(old.pragma('user_version', { simple: true })).toBe(1);
    old.close();
    // Put back, it is brought up to date anew.
    putBack(folder, backup?.name ?? '', 'A test');
    const again = openLibrary(folder, 'A test');
    expect(again.db.pragma('user_version', { simple: true })).toBe(newestVersion);
    again.close();
  });

  test('is made of an open library in its thread once it is large, and what keeps it from that is told', async () => {
    const folder = libraryWith('long '.repeat(2_000_000));
    const worker = new WorkerClient<LibraryCalls>(locations.libraryWorker);
    const library = openLibrary(folder, 'A test');
    const keeper = new BackupKeeper(library, worker);
    keeper.start();
    await keeper.close();
    expect(names(folder)).toHaveLength(1);
    rmSync(path.join(folder, 'backups'), { recursive: true });
    writeFileSync(path.join(folder, 'backups'), 'in the way');
    keeper.look();
    await keeper.close();
    expect(library.notices.join(' ')).toMatch(/^No backup of the database could be made: /);
    library.close();
    await worker.close();
  });
});

describe('putting a backup back', () => {
  test('keeps the database that was there, with its log', () => {
    const folder = libraryWith('then');
    const name = backUp(folder, 'asked') ?? '';
    libraryWith('now', folder);
    writeFileSync(path.join(folder, 'lectern.sqlite-wal'), 'the log of the one that was there');
    putBack(folder, name, 'A test');
    const aside = readdirSync(path.join(folder, 'set-aside')).toSorted();
    expect(aside).toHaveLength(2);
    expect(aside[1]).toBe(`${String(aside[0])}-wal`);
    expect(wordsIn(folder)).toBe('then');
    const old = new Sqlite(path.join(folder, 'set-aside', aside[0] ?? ''));
    expect(readSetting(old, 'words')).toBe('now');
    old.close();
  });

  test('refuses one that is not good, or not there, and changes nothing', () => {
    const folder = libraryWith('now');
    const name = backUp(folder, 'asked') ?? '';
    const file = path.join(folder, 'backups', name);
    const good = readFileSync(file);
    writeFileSync(file, good.subarray(0, good.length - 5000));
    expect(() => {
      putBack(folder, name, 'A test');
    }).toThrow(/damaged/);
    writeFileSync(file, '');
    expect(() => {
      putBack(folder, name, 'A test');
    }).toThrow(/damaged/);
    writeFileSync(file, good);
    const newer = new Sqlite(file);
    newer.pragma(`user_version = ${newestVersion + 1}`);
    newer.close();
    expect(() => {
      putBack(folder, name, 'A test');
    }).toThrow(/newer Lectern/);
    for (const other of ['../lectern.sqlite', `../backups/${name}`, 'lectern.sqlite', '']) {
      expect(() => {
        putBack(folder, other, 'A test');
      }).toThrow(/no backup/);
    }
    expect(readdirSync(folder).toSorted()).toEqual(['backups', 'lectern.sqlite', 'lock.sqlite']);
    expect(wordsIn(folder)).toBe('now');
  });

  test('is refused while the library is open', () => {
    const folder = libraryWith('now');
    const name = backUp(folder, 'asked') ?? '';
    const library = openLibrary(folder, 'Another');
    expect(() => {
      putBack(folder, name, 'A test');
    }).toThrow(/in use by Another/);
    library.close();
  });

  // Every state between two of its steps, as a power cut would leave it.
  const coming = 'lectern.sqlite.20261125T120000000Z.coming';
  test.each<[string, 'then' | 'now', (folder: string, whole: Buffer) => void]>([
    [
      'half of the new one is written',
      'now',
      (folder, whole) => {
        writeFileSync(path.join(folder, `${coming}.part`), whole.subarray(0, 5000));
      },
    ],
    [
      'the new one waits',
      'then',
      (folder, whole) => {
        writeFileSync(path.join(folder, coming), whole);
      },
    ],
    [
      'the old one is aside, its log is not',
      'then',
      (folder, whole) => {
        writeFileSync(path.join(folder, coming), whole);
        moveAside(folder, '');
      },
    ],
    [
      'the old one and its log are aside',
      'then',
      (folder, whole) => {
        writeFileSync(path.join(folder, coming), whole);
        moveAside(folder, '');
        moveAside(folder, '-wal');
      },
    ],
  ])('cut short when %s, the next opening finds one of the two, whole', (_, words, cut) => {
    const folder = libraryWith('now');
    // A log that has something in it: played into the other database, it would be in there.
    const db = new Sqlite(path.join(folder, 'lectern.sqlite'));
    db.exec(`UPDATE settings SET value = '"now, by the log"' WHERE key = 'words'`);
    copyFileSync(path.join(folder, 'lectern.sqlite-wal'), path.join(folder, 'log'));
    db.exec(`UPDATE settings SET value = '"now"' WHERE key = 'words'`);
    db.close();
    renameSync(path.join(folder, 'log'), path.join(folder, 'lectern.sqlite-wal'));
    const other = libraryWith('then');
    cut(folder, readFileSync(path.join(other, 'lectern.sqlite')));
    expect(wordsIn(folder)).toBe(words === 'now' ? 'now, by the log' : words);
    expect(readdirSync(folder).filter((name) => name.includes('coming'))).toEqual([]);
    if (words === 'then') expect(readdirSync(path.join(folder, 'set-aside'))).toHaveLength(2);
  });

  function moveAside(folder: string, end: string): void {
    mkdirSync(path.join(folder, 'set-aside'), { recursive: true });
    renameSync(
      path.join(folder, `lectern.sqlite${end}`),
      path.join(folder, 'set-aside', `lectern-20261125T120000000Z.sqlite${end}`),
    );
  }
});

test('backups, databases and what is set aside are their owner’s alone', () => {
  const folder = libraryWith('now');
  chmodSync(folder, 0o700);
  const name = backUp(folder, 'asked') ?? '';
  putBack(folder, name, 'A test');
  const modes = spawnSync('find', [folder, '-printf', '%m %y\n'], { encoding: 'utf8' }).stdout;
  expect(new Set(modes.trim().split('\n'))).toEqual(new Set(['700 d', '600 f']));
});
