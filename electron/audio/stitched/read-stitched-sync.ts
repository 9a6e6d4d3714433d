import { closeSync, openSync, readSync } from 'node:fs';
import { finishStep, planBlocks, takeRange } from './blocks.ts';
import type { TakeCheck } from './changed-takes.ts';
import type { Stitched } from './stitched.ts';
import { takeProblem, takeUnusable } from './take-source.ts';

/**
 * The same bytes as `readStitched` gives, for a worker thread: read with plain synchronous calls straight into
 * `buffer`, which every block reuses; that is several times as fast. The take that is open is closed also when the
 * consumer stops early. Throws as `readStitched` does, and what `check` throws of the bytes of takes.
 */
export function* readStitchedSync(
  stitched: Stitched,
  start: number,
  end: number,
  buffer: Uint8Array,
  check?: TakeCheck,
): Generator<Uint8Array, void, undefined> {
  const takes = new OpenTakeSync();
  try {
    for (const block of planBlocks(stitched.index, start, end, buffer.length)) {
      for (const step of block.steps) {
        const into = buffer.subarray(step.into, step.into + step.length);
        const range = takeRange(step);
        if (range !== undefined) {
          takes.read(stitched.source.path(range.take), range.position, into);
          check?.look(step, into);
        }
        finishStep(step, into);
      }
      yield buffer.subarray(block.start, block.end);
    }
  } finally {
    takes.close();
  }
}

/** Reads takes one after another, keeping the last one open for the next block. */
class OpenTakeSync {
  #open: { path: string; descriptor: number } | undefined;

  read(path: string, position: number, into: Uint8Array): void {
    try {
      const descriptor = this.#switchTo(path);
      let done = 0;
      while (done < into.length) {
        const count = readSync(descriptor, into, done, into.length - done, position + done);
        if (count === 0) throw takeUnusable(path, 'ends too early');
        done += count;
      }
    } catch (error) {
      throw takeProblem(path, error);
    }
  }

  close(): void {
    const open = this.#open;
    this.#open = undefined;
    if (open !== undefined) closeSync(open.descriptor);
  }

  #switchTo(path: string): number {
    if (this.#open?.path === path) return this.#open.descriptor;
    this.close();
    const descriptor = openSync(path, 'r');
    this.#open = { path, descriptor };
    return descriptor;
  }
}
