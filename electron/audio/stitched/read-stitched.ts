import { open, type FileHandle } from 'node:fs/promises';
import { finishStep, planBlocks, takeRange } from './blocks.ts';
import type { Stitched } from './stitched.ts';
import { takeProblem, takeUnusable } from './take-source.ts';

/** Bytes read ahead at most: small enough for a first byte at once, large enough for steady playing. */
const defaultBlockBytes = 256 * 1024;

/**
 * The bytes `start` to `end` (exclusive) of a stitched file, in order, as HTTP Range requests want them. Nothing is
 * read before it is asked for, one block is held at a time, and one take is open at a time, closed also when the
 * consumer stops early. `ReadableStream.from` makes a stream of it. Rejects with `invalid-call` for a range outside
 * the file and `export-mismatch` when a take has become unreadable.
 */
export async function* readStitched(
  stitched: Stitched,
  start: number,
  end: number,
  blockBytes = defaultBlockBytes,
): AsyncGenerator<Uint8Array, void, undefined> {
  const takes = new OpenTake();
  try {
    for (const block of planBlocks(stitched.index, start, end, blockBytes)) {
      const bytes = new Uint8Array(block.length);
      for (const step of block.steps) {
        const into = bytes.subarray(step.into, step.into + step.length);
        const range = takeRange(step);
        if (range !== undefined) await takes.read(stitched.source.path(range.take), range.position, into);
        finishStep(step, into);
      }
      yield bytes.subarray(block.start, block.end);
    }
  } finally {
    await takes.close();
  }
}

/** Reads takes one after another, keeping the last one open for the next block. */
class OpenTake {
  #open: { path: string; handle: FileHandle } | undefined;

  async read(path: string, position: number, into: Uint8Array): Promise<void> {
    try {
      const handle = await this.#switchTo(path);
      let done = 0;
      while (done < into.length) {
        const { bytesRead } = await handle.read(into, done, into.length - done, position + done);
        if (bytesRead === 0) throw takeUnusable(path, 'ends too early');
        done += bytesRead;
      }
    } catch (error) {
      throw takeProblem(path, error);
    }
  }

  async close(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    await open?.handle.close();
  }

  async #switchTo(path: string): Promise<FileHandle> {
    if (this.#open?.path === path) return this.#open.handle;
    await this.close();
    const handle = await open(path, 'r');
    this.#open = { path, handle };
    return handle;
  }
}
