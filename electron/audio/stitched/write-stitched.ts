import { open, rm, type FileHandle } from 'node:fs/promises';
import { throwIfAborted, unlessAborted } from '../../base/abort.ts';
import type { Details, Format } from '../formats/format.ts';
import { pacedProgress } from './paced-progress.ts';
import type { Stitched } from './stitched.ts';
import { checkSpace, checkTarget, takeName, temporaryPath, type TargetOptions } from './target.ts';
import { targetProblem } from './target-problem.ts';

/** What a written file cost. `syncSeconds` is the time the disk took to make it safe. */
export interface WriteResult {
  bytes: number;
  writeSeconds: number;
  syncSeconds: number;
}

/** Options of {@link writeStitched}. */
export interface WriteOptions extends TargetOptions {
  format: Format;
  details: Details;
  /** The name under which the file grows, from `temporaryPath`, for whoever must find it after a crash. */
  temporary?: string;
  signal: AbortSignal;
  /** Told at most ten times a second, a fraction of the whole; 1 only when the target is there. */
  onProgress: (fraction: number) => void;
}

/**
 * Writes a stitched file to `target` in a format, for a worker thread: it blocks between turns. The file grows under a
 * temporary name in the target's folder, is synced, verified, and only then takes the target's name, so that under this
 * name there is never anything but a good file. On any failure the temporary file is removed.
 *
 * Throws `target-exists`, `target-unwritable`, `disk-full` (before starting, where the file system can tell), and what
 * the format throws: `take-changed` (a `TakesChanged`) for the first take that is not what was made, `export-mismatch`
 * when what was written is not what was meant, and `cancelled` when the signal aborts.
 */
export async function writeStitched(
  stitched: Stitched,
  target: string,
  options: WriteOptions,
): Promise<WriteResult> {
  const needed = options.format.largest(stitched.file, options.details);
  throwIfAborted(options.signal);
  try {
    await checkTarget(target, options);
    await checkSpace(target, needed);
    return await writeTemporary(stitched, target, options);
  } catch (error) {
    throw targetProblem(target, error, { needed });
  }
}

async function writeTemporary(
  stitched: Stitched,
  target: string,
  options: WriteOptions,
): Promise<WriteResult> {
  const { format, details, signal } = options;
  const { temporary = temporaryPath(target) } = options;
  const handle = await open(temporary, 'wx+');
  try {
    const started = performance.now();
    await write(stitched, handle, options);
    const written = performance.now();
    await unlessAborted(handle.sync(), signal);
    const synced = performance.now();
    const { size: bytes } = await handle.stat();
    await handle.close();
    await format.verify(temporary, stitched, details, signal);
    await takeName(temporary, target, options);
    options.onProgress(1);
    return { bytes, writeSeconds: (written - started) / 1000, syncSeconds: (synced - written) / 1000 };
  } catch (error) {
    await rm(temporary, { force: true });
    const closed = handle.close().catch(() => undefined);
    // Closing waits for a sync under way; whoever cancelled need not, the file being gone already.
    if (!signal.aborted) await closed;
    throw error;
  }
}

async function write(
  stitched: Stitched,
  handle: FileHandle,
  { format, details, signal, onProgress }: WriteOptions,
): Promise<void> {
  const report = pacedProgress(onProgress);
  await format.write(stitched, details, {
    handle,
    signal,
    onProgress: (fraction) => {
      // The whole of it is there only once it was verified and has its name.
      report(Math.min(fraction, 0.99));
    },
  });
}
