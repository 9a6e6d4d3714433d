import { stat } from 'node:fs/promises';
import { LecternError } from '../contract/problem.ts';
import { fileReadProblem } from './file-read-problem.ts';

/**
 * The size of a file in bytes. Throws `file-unreadable` for what is no ordinary file: opening a pipe would wait for a
 * writer that never comes, and a device may never end. Throws `file-missing` as well.
 */
export async function sizeOfOrdinaryFile(path: string, name: string): Promise<number> {
  try {
    const found = await stat(path);
    if (found.isFile()) return found.size;
    throw new LecternError(
      'file-unreadable',
      `“${name}” is ${found.isDirectory() ? 'a folder' : 'not an ordinary file'}.`,
      'Choose the manuscript file itself.',
    );
  } catch (thrown) {
    throw fileReadProblem(thrown, name);
  }
}
