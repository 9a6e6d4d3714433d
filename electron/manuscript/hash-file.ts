import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { fileReadProblem } from './file-read-problem.ts';
import { sizeOfOrdinaryFile } from './ordinary-file.ts';

/**
 * The hex SHA-256 of a file's bytes, read as a stream. Throws `file-missing` or `file-unreadable`, naming the file as
 * the person knows it.
 */
export async function hashFile(path: string, name: string): Promise<string> {
  await sizeOfOrdinaryFile(path, name);
  const hash = createHash('sha256');
  try {
    for await (const block of createReadStream(path)) hash.update(block as Uint8Array);
  } catch (thrown) {
    throw fileReadProblem(thrown, name);
  }
  return hash.digest('hex');
}
