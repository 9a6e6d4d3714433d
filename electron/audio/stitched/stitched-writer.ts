import type { TakeId } from '../../contract/ids.ts';
import type { StitchedFile } from '../../contract/stitched.ts';
import { WorkerClient } from '../../base/port.ts';
import type { Details } from '../formats/format.ts';
import type { StitchedCalls } from './stitched-calls.ts';
import { TakesChanged } from './changed-takes.ts';
import { takesOnDisk, type TakeOnDisk, type TakeSource } from './take-source.ts';
import type { WriteResult } from './write-stitched.ts';

/** Where to, and how, a stitched file is written. */
export interface WriteRequest {
  file: StitchedFile;
  source: TakeSource;
  target: string;
  /** The id of the format that it is written in. */
  format: string;
  details: Details;
  /** The name under which the file grows, from `temporaryPath`; a killed process leaves it behind. */
  temporary: string;
  /** Whether a file that is there already may be replaced. */
  overwrite: boolean;
  signal?: AbortSignal;
  /** Told at most ten times a second, a fraction of the whole; 1 only when the target is there. */
  onProgress?: (fraction: number) => void;
}

/** Writes stitched files, and looks at takes, in a worker thread, so that no window freezes. `entry` is `electron/audio/stitched/worker.ts`. */
export class StitchedWriter {
  readonly #worker: WorkerClient<StitchedCalls>;

  constructor(entry: URL) {
    this.#worker = new WorkerClient(entry);
  }

  /**
   * Rejects as `writeStitched` does, with `TakesChanged` for all takes that are not what was made. However it ends, nothing but a finished target is then left on the disk.
   */
  async write({
    file,
    source,
    target,
    format,
    details,
    temporary,
    overwrite,
    ...options
  }: WriteRequest): Promise<WriteResult> {
    try {
      const takes = takesOnDisk(file, source);
      const job = { file, takes, target, format, details, temporary, overwrite };
      const outcome = await this.#worker.call('write', job, options);
      if ('changed' in outcome) throw new TakesChanged(outcome.changed);
      return outcome.written;
    } finally {
      // A cancelled call is answered before the worker has cleaned up, and a host may end right afterwards.
      if (options.signal?.aborted === true) await this.#worker.call('settled', null);
    }
  }

  /** Which takes are not what they have to be: see `findChangedTakes`. */
  findChanged(takes: ReadonlyMap<TakeId, TakeOnDisk>): Promise<TakeId[]> {
    return this.#worker.call('findChanged', takes);
  }

  /** Ends the thread. Writes under way should have been cancelled and waited for before. */
  async close(): Promise<void> {
    await this.#worker.close();
  }
}
