import { readSync, writeSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { throwIfAborted } from '../../../base/abort.ts';
import { TakeCheck } from '../../stitched/changed-takes.ts';
import { describePlace, mismatch } from '../../stitched/mismatch.ts';
import { readStitchedSync } from '../../stitched/read-stitched-sync.ts';
import type { Stitched } from '../../stitched/stitched.ts';
import type { Writing } from '../format.ts';

/** Bytes read between two looks at the signal; more (2 and 4 MB were measured) gains nothing. */
const bufferBytes = 1024 * 1024;

/** Bytes given to the disk at a time. Larger writes made Linux's page cache up to five times slower when measured. */
const largestWrite = 128 * 1024;

/**
 * Writes a stitched file as it is. Every take is held against its proof as it is read, and every block is read back
 * and compared. Throws `take-changed` for the first take that is not what was made, `export-mismatch` when what is on
 * the disk is not what was written, and `cancelled`.
 */
export async function writeWav(stitched: Stitched, { handle, signal, onProgress }: Writing): Promise<void> {
  const total = stitched.file.bytes;
  let done = 0;
  const check = new TakeCheck(stitched.source);
  const found = new Uint8Array(largestWrite);
  for (const block of readStitchedSync(stitched, 0, total, new Uint8Array(bufferBytes), check)) {
    await nextTurn();
    throwIfAborted(signal);
    writeFully(handle.fd, block);
    const differs = firstDifference(handle.fd, block, found, done);
    if (differs !== null) throw mismatch(`differs ${describePlace(stitched, differs)}`);
    done += block.length;
    onProgress(done / total);
  }
}

function writeFully(descriptor: number, bytes: Uint8Array): void {
  let done = 0;
  while (done < bytes.length) {
    done += writeSync(descriptor, bytes, done, Math.min(bytes.length - done, largestWrite));
  }
}

/** The byte of the file, from `at` on, where it first is not the block; null when it is the block. */
function firstDifference(
  descriptor: number,
  block: Uint8Array,
  found: Uint8Array,
  at: number,
): number | null {
  let done = 0;
  while (done < block.length) {
    const count = readSync(descriptor, found, 0, Math.min(block.length - done, found.length), at + done);
    const meant = block.subarray(done, done + count);
    if (count === 0 || Buffer.compare(meant, found.subarray(0, count)) !== 0) {
      const offset = meant.findIndex((byte, index) => byte !== found[index]);
      return at + done + Math.max(offset, 0);
    }
    done += count;
  }
  return null;
}
