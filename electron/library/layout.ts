import path from 'node:path';

/** Name of the database within a library. */
export const databaseName = 'lectern.sqlite';

/** What SQLite keeps beside a database, by the end of its name. */
export const logEndings = ['-wal', '-shm', '-journal'] as const;

/** The folder, within a library, of the database's backups. */
export const backupsName = 'backups';

/** The folder, within a library, of databases that another one took the place of. */
export const setAsideName = 'set-aside';

/** Every folder that Lectern makes in a library. */
export const ownFolders: ReadonlySet<string> = new Set([
  'takes',
  'originals',
  'tries',
  'references',
  'exports',
  backupsName,
  setAsideName,
]);

/** The database of a library. */
export function databaseFile(folder: string): string {
  return path.join(folder, databaseName);
}

/** Whether a file of that name, right in a library, is of Lectern's making. */
export function isOwnFile(name: string): boolean {
  if (name === 'holder.json') return true;
  return ['lock.sqlite', databaseName].some(
    (own) => name === own || logEndings.some((end) => name === `${own}${end}`) || isComing(name),
  );
}

/** Whether a file is a database that is about to take the place of the library's: see `replacement.ts`. */
export function isComing(name: string): boolean {
  return comingName.test(name);
}

/** The name of a database on its way in, with the time at which it came; `.part` until it is whole. */
export const comingName = /^lectern\.sqlite\.(\d{8}T\d{9}Z)\.coming(\.part)?$/u;

/** A time as part of a file's name, in UTC, so that names sort by age: `20261125T124530123Z`. */
export function stampOf(time: Date): string {
  return time.toISOString().replaceAll(/[-:.]/gu, '');
}

/** The time of a {@link stampOf}; null where it is none. */
export function timeOf(stamp: string): Date | null {
  const iso = stamp.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\d)(\d{3}Z)$/u, '$1-$2-$3:$4:$5.$6');
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? null : time;
}
