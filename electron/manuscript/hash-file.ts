import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { LecternError } from '../contract/problem.ts';
import { fileReadProblem } from './file-read-problem.ts';
import { sizeOfOrdinaryFile } from './ordinary-file.ts';

/**
 * The hex SHA-256 of a file's bytes, read as a stream. Throws `file-missing` or `file-unreadable`, naming the file as
 * the person knows it; `cancelled` when the signal aborts.
 */
export async function hashFile(path: string, name: string, signal?: AbortSignal): Promise<string> {
  await sizeOfOrdinaryFile(path, name);
  const hash = createHash('sha256');
  try {
    for await (const block of createReadStream(path, { signal })) hash.update(block as Uint8Array);
  } catch (thrown) {
    if (signal?.aborted === true) throw cancelled(name);
    throw fileReadProblem(thrown, name);
  }
  return hash.digest('hex');
}

function cancelled(name: string): LecternError {
  return new LecternError('cancelled', `Reading “${name}” was cancelled.`, 'Import it again when you like.');
}
