import { z } from 'zod';
import { fileProblem } from '../base/file-problem.ts';
import { LecternError } from '../contract/problem.ts';
import { databaseProblem } from '../db/database.ts';
import { databaseFile } from './layout.ts';

/** How much of what is wrong with a stored value is told, in characters. */
const longestFinding = 200;

/** What went wrong with a library, in words; anything unforeseen is returned as it is. */
export function libraryProblem(thrown: unknown, folder: string): unknown {
  return storedValueProblem(databaseProblem(fileProblem(thrown, folder), databaseFile(folder)), folder);
}

/** What is stored is checked as it is read: a value that Lectern never wrote is refused in words. */
function storedValueProblem(thrown: unknown, folder: string): unknown {
  const finding =
    thrown instanceof z.ZodError
      ? z.prettifyError(thrown)
      : thrown instanceof SyntaxError
        ? thrown.message
        : null;
  if (finding === null) return thrown;
  const line = finding.replaceAll(/\s+/gu, ' ').slice(0, longestFinding);
  return new LecternError(
    'library-damaged',
    `The library’s database holds a value that Lectern does not write (${databaseFile(folder)}): ${line}.`,
    'Nothing was changed. Put back a backup of it, or have it rebuilt from the audio (“npm run library -- --help”).',
    { cause: thrown },
  );
}
