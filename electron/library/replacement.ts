import fs from 'node:fs';
import path from 'node:path';
import { privateFileMode, privateFolderMode, syncFolder } from '../base/durable-file.ts';
import { checkDatabase, openDatabase } from '../db/database.ts';
import { holdLibrary } from '../db/library-lock.ts';
import { findBackup } from './backups.ts';
import { libraryProblem } from './library-problem.ts';
import { comingName, databaseFile, databaseName, logEndings, setAsideName, stampOf } from './layout.ts';
import { earliestLoss, rememberSearch } from './search.ts';

/**
 * Puts a backup in the place of a library's database, which is kept aside. The library must not be open: throws
 * `library-held`; `not-found` for a name that is none; `library-damaged` or `library-newer` for a backup that is not
 * good, with nothing changed. Cut short at any instant, either all of it was done or the next opening does the rest.
 */
export function putBack(folder: string, name: string, program: string): void {
  replace(folder, program, (coming) => {
    const { file, time } = findBackup(folder, name);
    checkDatabase(file);
    fs.copyFileSync(file, coming);
    return time;
  });
}

/**
 * Puts a new database in the place of a library's, which is kept aside. What the audio tells of itself is taken in
 * when the library is opened next. The library must not be open: throws `library-held`.
 */
export function rebuild(folder: string, program: string): void {
  replace(folder, program, () => earliestLoss());
}

/**
 * Does the rest of a replacement that was cut short: the database that was there goes aside with its logs, the one
 * that is whole and waiting takes its place. Only for whoever holds the library.
 */
export function finishReplacement(folder: string): void {
  for (const name of fs.readdirSync(folder).toSorted()) {
    const [, stamp, part] = comingName.exec(name) ?? [];
    if (stamp === undefined) continue;
    if (part === undefined) finish(folder, name, stamp);
    else fs.rmSync(path.join(folder, name), { force: true });
  }
}

function replace(folder: string, program: string, make: (coming: string) => Date): void {
  const stamp = stampOf(new Date());
  const coming = path.join(folder, `${databaseName}.${stamp}.coming`);
  const growing = `${coming}.part`;
  try {
    const lock = holdLibrary(folder, program);
    try {
      finishReplacement(folder);
      const since = make(growing);
      prepare(growing, since);
      fs.renameSync(growing, coming);
      syncFolder(folder);
      finish(folder, path.basename(coming), stamp);
    } finally {
      for (const end of ['', ...logEndings]) fs.rmSync(`${growing}${end}`, { force: true });
      lock.release();
    }
  } catch (thrown) {
    throw libraryProblem(thrown, folder);
  }
}

/** Makes it a database of this Lectern that knows that it may lack something, in one file without logs, synced. */
function prepare(file: string, since: Date): void {
  const db = openDatabase(file, { suspect: false });
  try {
    rememberSearch(db, since);
    db.pragma('journal_mode = DELETE');
  } finally {
    db.close();
  }
  const handle = fs.openSync(file, 'r+');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
  fs.chmodSync(file, privateFileMode);
}

/** The logs go before the new one comes: SQLite would play them into it. */
function finish(folder: string, coming: string, stamp: string): void {
  const database = databaseFile(folder);
  for (const end of ['', ...logEndings]) {
    if (fs.existsSync(`${database}${end}`))
      setAside(folder, `${database}${end}`, `lectern-${stamp}.sqlite${end}`);
  }
  syncFolder(folder);
  fs.renameSync(path.join(folder, coming), database);
  syncFolder(folder);
}

function setAside(folder: string, file: string, name: string): void {
  const aside = path.join(folder, setAsideName);
  fs.mkdirSync(aside, { recursive: true, mode: privateFolderMode });
  let target = path.join(aside, name);
  for (let copy = 2; fs.existsSync(target); copy++) target = path.join(aside, `${copy}-${name}`);
  fs.renameSync(file, target);
  syncFolder(aside);
}
