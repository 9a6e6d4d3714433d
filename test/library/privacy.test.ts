import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openLibrary } from '../../electron/library/open-library.ts';
import { book, imported } from '../support/lamp-book.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openTestStudio } from '../support/test-studio.ts';

const mode = (file: string): string => (statSync(file).mode & 0o777).toString(8);

function walk(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name));
}

/** Opens what an older Lectern left open to everybody. */
function loosen(folder: string): void {
  for (const file of [folder, ...walk(folder)]) chmodSync(file, statSync(file).isDirectory() ? 0o755 : 0o644);
}

/** What a library's opening says. */
function opened(folder: string): string[] {
  const library = openLibrary(folder, 'A test');
  library.close();
  return library.notices;
}

describe.runIf(process.platform !== 'win32')('on a shared computer', () => {
  test('a new library, and all that is made in it, is its owner’s alone', async () => {
    const library = path.join(temporaryFolder(), 'new', 'library');
    const umask = process.umask(0);
    try {
      const self = await openTestStudio(library);
      const { project } = await self.import(book);
      await self.narrate(project);
      await self.studio.close();
    } finally {
      process.umask(umask);
    }
    expect(mode(path.dirname(library))).toBe('777');
    expect(mode(library)).toBe('700');
    const loose = walk(library).filter((file) => (statSync(file).mode & 0o077) !== 0);
    // The manuscript was the test's own.
    expect(loose.map((file) => path.basename(file))).toEqual(['book.md']);
  });

  test('one that was open to others is closed at its opening, which says so once', async () => {
    const { library, project, studio, self } = await imported();
    await self.narrate(project);
    await studio.close();
    loosen(library);
    expect(opened(library)).toEqual([
      `The library ${library} could be read by other users of this computer; now only you can.`,
    ]);
    const loose = walk(library).filter((file) => (statSync(file).mode & 0o077) !== 0);
    expect(loose.map((file) => path.basename(file))).toEqual(['book.md']);
    expect(opened(library)).toEqual([]);
  });

  test('a folder that has other things in it keeps its mode, and so do they; a link is not followed', () => {
    const folder = temporaryFolder();
    const own = path.join(folder, 'holiday');
    const elsewhere = temporaryFolder();
    mkdirSync(own);
    writeFileSync(path.join(own, 'beach.jpg'), 'sand');
    writeFileSync(path.join(elsewhere, 'letter.txt'), 'dear');
    openLibrary(folder, 'A test').close();
    // As a library of an older version: nobody knows who made its folder.
    const db = new Sqlite(path.join(folder, 'lectern.sqlite'));
    db.exec(`DELETE FROM settings WHERE key = 'folderIsOurs'`);
    db.close();
    mkdirSync(path.join(folder, 'takes'));
    symlinkSync(elsewhere, path.join(folder, 'takes', '4'));
    symlinkSync(elsewhere, path.join(folder, 'originals'));
    loosen(folder);
    chmodSync(elsewhere, 0o755);
    chmodSync(path.join(elsewhere, 'letter.txt'), 0o644);
    expect(opened(folder)).toHaveLength(1);
    expect([folder, own, path.join(own, 'beach.jpg')].map(mode)).toEqual(['755', '755', '644']);
    expect([elsewhere, path.join(elsewhere, 'letter.txt')].map(mode)).toEqual(['755', '644']);
    expect([path.join(folder, 'takes'), path.join(folder, 'lectern.sqlite')].map(mode)).toEqual([
      '700',
      '600',
    ]);
  });

  test('the folder of an older library is closed when nothing in it is anybody else’s', () => {
    const folder = temporaryFolder();
    openLibrary(folder, 'A test').close();
    const db = new Sqlite(path.join(folder, 'lectern.sqlite'));
    db.exec(`DELETE FROM settings WHERE key = 'folderIsOurs'`);
    db.close();
    loosen(folder);
    expect(opened(folder)).toHaveLength(1);
    expect(mode(folder)).toBe('700');
  });

  test('an empty folder that was there before stays as it was, one of Lectern’s own making does not', () => {
    const there = temporaryFolder();
    chmodSync(there, 0o755);
    openLibrary(there, 'A test').close();
    expect(mode(there)).toBe('755');
    const made = path.join(temporaryFolder(), 'made');
    openLibrary(made, 'A test').close();
    chmodSync(made, 0o755);
    expect(opened(made)).toHaveLength(1);
    expect(mode(made)).toBe('700');
  });
});
