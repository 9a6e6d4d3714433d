import { readSync, writeSync } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { throwIfAborted, unlessAborted } from '../../base/abort.ts';
import { TakeCheck } from './changed-takes.ts';
import { describePlace, mismatch } from './mismatch.ts';
import { pacedProgress } from './paced-progress.ts';
import { readStitchedSync } from './read-stitched-sync.ts';
import type { Stitched } from './stitched.ts';
import { checkSpace, checkTarget, takeName, temporaryPath, type TargetOptions } from './target.ts';
import { targetProblem } from './target-problem.ts';
import { verifyStitched } from '../formats/wav/verify-wav.ts';

/** Bytes read between two looks at the signal; more (2 and 4 MB were measured) gains nothing. */
const bufferBytes = 1024 * 1024;

/** Bytes given to the disk at a time. Larger writes made Linux's page cache up to five times slower when measured. */
const largestWrite = 128 * 1024;

/** What a written file cost. `syncSeconds` is the time the disk took to make it safe. */
export interface WriteResult {
  bytes: number;
  writeSeconds: number;
  syncSeconds: number;
}

/** Options of {@link writeStitched}. */
export interface WriteOptions extends TargetOptions {
  /** The name under which the file grows, from `temporaryPath`, for whoever must find it after a crash. */
  temporary?: string;
  signal: AbortSignal;
  /** Told at most ten times a second, a fraction of the whole; 1 only when the target is there. */
  onProgress: (fraction: number) => void;
}

/**
 * Writes a stitched file to `target`, for a worker thread: it blocks between turns. The file grows under a temporary
 * name in the target's folder, is synced, verified, and only then takes the target's name, so that under this name
 * there is never anything but a good file. Every take is held against its proof as it is read, and every block is read
 * back and compared. On any failure the temporary file is removed.
 *
 * Throws `take-changed` (a `TakesChanged`) for the first take that is not what was made, `target-exists`, `target-unwritable`, `disk-full` (before starting, where the file system can tell),
 * `export-mismatch` when what was written is not what was meant, and `cancelled` when the signal aborts.
 */
export async function writeStitched(
  stitched: Stitched,
  target: string,
  options: WriteOptions,
): Promise<WriteResult> {
  const { bytes } = stitched.file;
  throwIfAborted(options.signal);
  try {
    await checkTarget(target, options);
    await checkSpace(target, bytes);
    return await writeTemporary(stitched, target, options);
  } catch (error) {
    throw targetProblem(target, error, { needed: bytes });
  }
}

async function writeTemporary(
  stitched: Stitched,
  target: string,
  options: WriteOptions,
): Promise<WriteResult> {
  const { signal } = options;
  const { temporary = temporaryPath(target) } = options;
  const handle = await open(temporary, 'wx+');
  try {
    const started = performance.now();
    await writeBlocks(stitched, handle, options);
    const written = performance.now();
    await unlessAborted(handle.sync(), signal);
    const synced = performance.now();
    await handle.close();
    await verifyStitched(temporary, stitched, signal);
    await takeName(temporary, target, options);
    options.onProgress(1);
    return {
      bytes: stitched.file.bytes,
      writeSeconds: (written - started) / 1000,
      syncSeconds: (synced - written) / 1000,
    };
  } catch (error) {
    await rm(temporary, { force: true });
    const closed = handle.close().catch(() => undefined);
    // Closing waits for a sync under way; whoever cancelled need not, the file being gone already.
    if (!signal.aborted) await closed;
    throw error;
  }
}

async function writeBlocks(
  stitched: Stitched,
  handle: FileHandle,
  { signal, onProgress }: WriteOptions,
): Promise<void> {
  const total = stitched.file.bytes;
  const report = pacedProgress(onProgress);
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
    report(Math.min(done / total, 0.99));
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
