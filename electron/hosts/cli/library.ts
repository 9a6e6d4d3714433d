import { existsSync } from 'node:fs';
import { LecternError } from '../../contract/problem.ts';
import { backUp, backupsFolder, listBackups, type Backup } from '../../library/backups.ts';
import { describeTime } from '../../library/lost-database.ts';
import { putBack, rebuild } from '../../library/replacement.ts';
import { libraryProblem } from '../../library/open-library.ts';
import { openStudio } from '../../studio/open-studio.ts';
import { printNotices } from '../shared/notices.ts';
import { printable } from '../shared/words.ts';
import type { LibraryArguments } from './library-arguments.ts';
import { connect } from './connection-options.ts';
import { program, type Context } from './context.ts';

const reasons: Readonly<Record<string, string>> = { daily: 'the day’s', asked: 'asked for' };

/** Looks after a library's database. Rejects with what kept it from that. */
export async function library(args: LibraryArguments, context: Context): Promise<void> {
  const { task, library: folder } = args;
  const { out } = context.console;
  if (!existsSync(folder)) throw noLibrary(folder);
  switch (task.name) {
    case 'list':
      out.write(`${args.json ? toJson(listBackups(folder)) : describe(folder)}\n`);
      return;
    case 'back-up':
      out.write(`${printable(backUpNow(folder))}\n`);
      return;
    case 'put-back':
      putBack(folder, task.backup, program);
      out.write(printable(`${task.backup} is the library’s database now.\n`));
      break;
    case 'rebuild':
      rebuild(folder, program);
      out.write('The library has a new database.\n');
  }
  await takeIn(folder, context);
}

/** What is on disk is taken in by opening the library. */
async function takeIn(folder: string, { locations, console }: Context): Promise<void> {
  const connection = await connect({});
  const studio = await openStudio({ library: folder, program, locations, connection });
  try {
    printNotices(studio, console.err);
  } finally {
    await studio.close();
  }
}

function backUpNow(folder: string): string {
  try {
    return `${backUp(folder, 'asked') ?? ''} is in ${backupsFolder(folder)}.`;
  } catch (thrown) {
    throw libraryProblem(thrown, folder);
  }
}

function describe(folder: string): string {
  const backups = listBackups(folder);
  if (backups.length === 0) return printable(`There is no backup in ${backupsFolder(folder)}.`);
  return backups
    .map(({ name, time, reason, bytes }) => {
      const why = reasons[reason] ?? `before version ${reason.slice('before-'.length)} of the schema`;
      return `${name}\n    ${describeTime(time)}, ${(bytes / 1e6).toFixed(1)} MB, ${why}`;
    })
    .join('\n');
}

function toJson(backups: readonly Backup[]): string {
  const shown = backups.map(({ name, time, reason, bytes }) => ({
    ...{ name, time: time.toISOString(), reason, bytes },
  }));
  return JSON.stringify({ backups: shown }, null, 2);
}

function noLibrary(folder: string): LecternError {
  return new LecternError(
    'file-missing',
    `There is no library in ${folder}.`,
    'Name the folder of one with --library.',
  );
}
