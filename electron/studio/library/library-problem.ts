import { fileProblem } from '../../audio/file-problem.ts';
import { databaseProblem } from '../../db/database.ts';
import { databaseFile } from './layout.ts';

/** What went wrong with a library, in words; anything unforeseen is returned as it is. */
export function libraryProblem(thrown: unknown, folder: string): unknown {
  return databaseProblem(fileProblem(thrown, folder), databaseFile(folder));
}
