import fs from 'node:fs';
import path from 'node:path';
import { privateFileMode, privateFolderMode, syncFolder } from '../base/durable-file.ts';
import { fileProblem } from '../base/file-problem.ts';
import { LecternError } from '../contract/problem.ts';
import { copyDatabase } from '../db/database.ts';
import { backupsName, databaseFile, stampOf, timeOf } from './layout.ts';

/** Why a backup was made: the day's, one that was asked for, or the last one before a version of the schema. */
export type BackupReason = 'daily' | 'asked' | `before-${number}`;

/** A backup of a library's database. */
export interface Backup {
  name: string;
  /** Whole path. */
  file: string;
  /** When the database was as it is in there. */
  time: Date;
  reason: BackupReason;
  bytes: number;
}

/** How many are kept of each reason: days, askings, and one before each version. */
const kept = { daily: 7, asked: 7, before: 1 } as const;

const backupName = /^lectern-(\d{8}T\d{9}Z)-(daily|asked|before-\d{1,6})\.sqlite$/u;

/** The backups of a library, newest first. What is not called as Lectern calls them is none. */
export function listBackups(folder: string): Backup[] {
  const backups: Backup[] = [];
  for (const name of namesIn(backupsFolder(folder))) {
    const [, stamp = '', reason = ''] = backupName.exec(name) ?? [];
    const time = timeOf(stamp);
    const file = path.join(backupsFolder(folder), name);
    const found = fs.lstatSync(file, { throwIfNoEntry: false });
    if (time === null || !isReason(reason) || found?.isFile() !== true) continue;
    backups.push({ name, file, time, reason, bytes: found.size });
  }
  return backups.toSorted((one, other) => (one.name < other.name ? 1 : -1));
}

/** A backup by its name. Throws `not-found`. */
export function findBackup(folder: string, name: string): Backup {
  const found = listBackups(folder).find((backup) => backup.name === name);
  if (found !== undefined) return found;
  throw new LecternError(
    'not-found',
    `There is no backup “${name}” in ${backupsFolder(folder)}.`,
    'See which there are with “npm run library -- list”.',
  );
}

/**
 * Backs a library's database up, whoever holds the library: a copy of it as it stands, checked, synced, and only then
 * given its name. The oldest of its reason go then. Null, for the day's, when nothing changed since the newest one.
 * Throws `library-damaged`, `disk-full` or `library-unwritable`; nothing is left behind then.
 */
export function backUp(folder: string, reason: BackupReason): string | null {
  const backups = backupsFolder(folder);
  const name = `lectern-${stampOf(new Date())}-${reason}.sqlite`;
  const growing = path.join(backups, `${name}.part`);
  try {
    fs.mkdirSync(backups, { mode: privateFolderMode, recursive: true });
    removeParts(backups);
    // SQLite takes an empty file as it is, with its mode.
    fs.closeSync(fs.openSync(growing, 'wx', privateFileMode));
    copyDatabase(databaseFile(folder), growing);
    const [newest] = listBackups(folder);
    if (reason === 'daily' && newest !== undefined && isSame(growing, newest.file)) {
      fs.rmSync(growing);
      noteSame(newest);
      return null;
    }
    syncFile(growing);
    fs.renameSync(growing, path.join(backups, name));
    syncFolder(backups);
    removeOldest(folder, reason);
    return name;
  } catch (thrown) {
    fs.rmSync(growing, { force: true });
    throw fileProblem(thrown, backups);
  }
}

/** Whether the day's backup is still to be made, as far as days in UTC go. */
export function isDue(folder: string, now = new Date()): boolean {
  const today = dayOf(now);
  return listBackups(folder).every((backup) => dayOf(backup.time) !== today && seenSame(backup) !== today);
}

/** The folder of a library's backups. */
export function backupsFolder(folder: string): string {
  return path.join(folder, backupsName);
}

/** Each was checked when it was made, and the newest of every reason stays. */
function removeOldest(folder: string, reason: BackupReason): void {
  const most = reason === 'daily' || reason === 'asked' ? kept[reason] : kept.before;
  for (const { file } of listBackups(folder)
    .filter((backup) => backup.reason === reason)
    .slice(most)) {
    fs.rmSync(file, { force: true });
  }
}

function removeParts(backups: string): void {
  for (const name of namesIn(backups)) {
    if (name.endsWith('.part') && backupName.test(name.slice(0, -'.part'.length))) {
      fs.rmSync(path.join(backups, name), { force: true });
    }
  }
}

/** A copy of the same content is the same, byte for byte. */
function isSame(one: string, other: string): boolean {
  return (
    fs.statSync(one).size === fs.statSync(other).size && fs.readFileSync(one).equals(fs.readFileSync(other))
  );
}

/** A backup's own time of change says when it was last found to be as the database is. */
function noteSame({ file }: Backup): void {
  const now = new Date();
  fs.utimesSync(file, now, now);
}

function seenSame({ file }: Backup): string {
  return dayOf(fs.statSync(file).mtime);
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}

function isReason(text: string): text is BackupReason {
  return text === 'daily' || text === 'asked' || text.startsWith('before-');
}

function syncFile(file: string): void {
  const handle = fs.openSync(file, 'r+');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

function namesIn(folder: string): string[] {
  try {
    return fs.lstatSync(folder).isDirectory() ? fs.readdirSync(folder) : [];
  } catch {
    return [];
  }
}
