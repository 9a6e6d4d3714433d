import fs from 'node:fs';
import { toProblem } from '../contract/problem.ts';
import type { LibraryCalls } from './worker-calls.ts';
import type { WorkerClient } from '../base/port.ts';
import type { Library } from './open-library.ts';
import { backUp, isDue } from './backups.ts';
import { databaseFile } from './layout.ts';

/** Milliseconds between two looks at whether the day's backup is due. */
const lookEvery = 3_600_000;

/** Up to this many bytes, a copy is quicker than the thread that would make it. */
const quickBytes = 8 * 1024 * 1024;

/** Makes the day's backup of an open library, once something changed. */
export class BackupKeeper {
  readonly #library: Library;
  readonly #worker: WorkerClient<LibraryCalls>;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(library: Library, worker: WorkerClient<LibraryCalls>) {
    this.#library = library;
    this.#worker = worker;
  }

  /** Looks now, and every hour from now on. A library that was made just now has nothing to be lost yet. */
  start(): void {
    if (!this.#library.isNew) this.look();
    this.#timer = setInterval(() => {
      this.look();
    }, lookEvery);
    this.#timer.unref();
  }

  /** Makes the day's backup if it is due. One that fails is tried again at the next look, and told once. */
  look(now = new Date()): void {
    const { folder } = this.#library;
    try {
      this.#library.ensureHeld();
      if (!isDue(folder, now)) return;
      if (fs.statSync(databaseFile(folder)).size <= quickBytes) backUp(folder, 'daily');
      else this.#running = this.#worker.call('backUp', { folder, reason: 'daily' }).then(ignore, this.#tell);
    } catch (thrown) {
      this.#tell(thrown);
    }
  }

  /** Waits for the one that is being made. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  readonly #tell = (thrown: unknown): void => {
    const { message, action } = toProblem(thrown);
    const notice = `No backup of the database could be made: ${message} ${action}`;
    if (!this.#library.notices.includes(notice)) this.#library.notices.push(notice);
  };
}

function ignore(): void {
  // Whether there was anything to back up concerns nobody.
}
