import { LecternError } from '../contract/problem.ts';
import { hashFile } from '../manuscript/hash-file.ts';
import { readingLimits, tooMuch, type ReadingLimits } from '../manuscript/too-much.ts';
import { LimitExceeded } from '../base/worker-limits.ts';
import type { ManuscriptCalls, PlannedManuscript } from './manuscript-calls.ts';
import { WorkerClient } from '../base/port.ts';
import type { TicketedFile } from '../library/tickets.ts';

/** How many manuscripts are read at once; each may take up to its limit of memory. */
const mostAtOnce = 2;

/**
 * Reads manuscripts in worker threads. Parsing blocks its thread and may have to be ended, so each has one of its own,
 * which also gives its memory back; hashing only streams, in helpings that keep nobody waiting, and needs none.
 */
export class ManuscriptReader {
  readonly #entry: URL;
  readonly #limits: ReadingLimits;
  readonly #reading = new Set<WorkerClient<ManuscriptCalls>>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  readonly #closing = new AbortController();
  #closed = false;

  /** `entry` is `electron/book/manuscript-worker.ts`. */
  constructor(entry: URL, limits = readingLimits) {
    this.#entry = entry;
    this.#limits = limits;
  }

  /** Hex SHA-256 of the file's bytes. Rejects as `manuscript/hash-file.ts` throws, and with `cancelled` by closing. */
  async hash({ path, name }: TicketedFile): Promise<string> {
    this.#stopIfClosed();
    return hashFile(path, name, this.#closing.signal);
  }

  /**
   * Reads a manuscript and cuts it into chunks of at most `limit` characters. Rejects as `readManuscript` does, with
   * `manuscript-too-much` at a limit, and with `cancelled` by closing.
   */
  async plan({ path, name }: TicketedFile, limit: number): Promise<PlannedManuscript> {
    await this.#turn();
    try {
      return await this.#read({ path, name }, limit);
    } catch (thrown) {
      throw thrown instanceof LimitExceeded ? tooMuch(name, thrown.limit, this.#limits) : thrown;
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  async #read({ path, name }: TicketedFile, limit: number): Promise<PlannedManuscript> {
    // It may have been closed while a turn came.
    this.#stopIfClosed();
    const worker = new WorkerClient<ManuscriptCalls>(this.#entry, this.#limits);
    this.#reading.add(worker);
    try {
      return await worker.call('plan', { path, name, limit });
    } finally {
      this.#reading.delete(worker);
      await worker.close();
    }
  }

  /** Ends all threads at once, whatever they are at; calls under way are answered `cancelled`. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#closing.abort();
    for (const goOn of this.#waiting.splice(0)) goOn();
    await Promise.all([...this.#reading].map((worker) => worker.close()));
  }

  /** Waits until fewer than {@link mostAtOnce} are read, and takes the place. */
  async #turn(): Promise<void> {
    while (!this.#closed && this.#running >= mostAtOnce) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#running += 1;
  }

  #stopIfClosed(): void {
    if (this.#closed) throw new LecternError('cancelled', 'Cancelled.', 'Import it again when you like.');
  }
}
