import path from 'node:path';
import { readOriginalIdentity, readTakeIdentity } from '../audio/identity-chunk.ts';
import { LecternError, type Problem } from '../contract/problem.ts';
import { databaseState, type DatabaseState } from '../db/database.ts';
import { audioFiles } from './audio-files.ts';
import { listBackups, type Backup } from './backups.ts';
import { databaseFile } from './layout.ts';
import { count } from './words.ts';

/** How many books are named before the rest is only counted. */
const namedBooks = 5;

const words: Readonly<Record<Exclude<DatabaseState, 'there'>, string>> = {
  missing: 'is not there',
  empty: 'is empty',
  none: 'is no database',
};

/**
 * Throws `library-lost`, with what is there, when a library has audio but no database that could know of it: opened, it
 * would be a new library that pays for everything again.
 */
export function refuseLost(folder: string): void {
  const state = databaseState(databaseFile(folder));
  if (state === 'there') return;
  const found = lookThrough(folder);
  if (found === null) return;
  throw new LecternError(
    'library-lost',
    `The library’s database ${words[state]} (${databaseFile(folder)}), but its audio is: ${found}.`,
    adviceFor(folder),
  );
}

/** A problem of a library's database, with what can be done about it now. */
export function withAdvice(problem: Problem, folder: string): Problem {
  return problem.code === 'library-damaged' ? { ...problem, action: adviceFor(folder) } : problem;
}

/** A backup's time as a person writes it, in their own zone. */
export function describeTime(time: Date): string {
  return time.toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' });
}

function adviceFor(folder: string): string {
  const [newest] = listBackups(folder);
  const backup =
    newest === undefined
      ? 'There is no backup; have it rebuilt from the audio'
      : `Put back ${describeBackup(newest)} (“npm run library -- put-back ${newest.name}”), or have it rebuilt from the audio`;
  return `Nothing was changed. ${backup} (“npm run library -- rebuild”), or choose another library folder.`;
}

function describeBackup({ time }: Backup): string {
  return `the backup of ${describeTime(time)}`;
}

/** What the audio in a library says of itself, in words; null when there is none. */
function lookThrough(folder: string): string | null {
  const books = new Map<string, { take: number; original: number }>();
  let silent = 0;
  for (const { kind, file } of audioFiles(folder)) {
    const whole = path.join(folder, ...file.split('/'));
    const identity = kind === 'take' ? readTakeIdentity(whole) : readOriginalIdentity(whole);
    if (identity === null) {
      silent++;
      continue;
    }
    const name = identity.project === null ? 'tries of voices' : `“${identity.project.title}”`;
    const book = books.get(name) ?? { take: 0, original: 0 };
    book[kind]++;
    books.set(name, book);
  }
  if (books.size === 0 && silent === 0) return null;
  const named = [...books].slice(0, namedBooks).map(([name, { take, original }]) => {
    const counts = [count(take, 'take'), count(original, 'paid original')].filter((some) => some !== '');
    return `${counts.join(' and ')} of ${name}`;
  });
  if (books.size > namedBooks) named.push(count(books.size - namedBooks, 'more book'));
  if (silent > 0)
    named.push(
      `${count(silent, 'file')} that ${silent === 1 ? 'tells' : 'tell'} nothing of ${silent === 1 ? 'itself' : 'themselves'}`,
    );
  return named.join(', ');
}
