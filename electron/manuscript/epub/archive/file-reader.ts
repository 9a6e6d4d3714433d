import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { RandomAccessReader } from 'yauzl';

const chunkBytes = 64 * 1024;

/**
 * Reads ranges of a file for yauzl. yauzl's own reader hands positions from the archive straight to `fs.read`, which
 * throws for one beyond 2^53 where nobody can catch it; this one answers with an error.
 */
export class FileReader extends RandomAccessReader {
  readonly #file: FileHandle;
  readonly #size: number;

  constructor(file: FileHandle, size: number) {
    super();
    this.#file = file;
    this.#size = size;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#chunks(start, end), { objectMode: false });
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    if (position + length > this.#size) {
      setImmediate(callback, new Error('unexpected end of file'));
      return;
    }
    this.#file.read(buffer, offset, length, position).then(
      ({ bytesRead }) => {
        // setImmediate: what yauzl throws in its callback must not become a rejection of this promise.
        setImmediate(callback, bytesRead < length ? new Error('unexpected end of file') : null);
      },
      (error: unknown) => {
        setImmediate(callback, error instanceof Error ? error : new Error(String(error)));
      },
    );
  }

  async *#chunks(start: number, end: number): AsyncGenerator<Buffer> {
    let position = start;
    while (position < end) {
      const buffer = Buffer.allocUnsafe(Math.min(chunkBytes, end - position));
      const { bytesRead } = await this.#file.read(buffer, 0, buffer.length, position);
      if (bytesRead === 0) return;
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  }
}
