import { rmSync } from 'node:fs';
import { stitchedName } from '../audio/stitched/stitched-name.ts';
import { StitchedWriter } from '../audio/stitched/stitched-writer.ts';
import type { TakeSource } from '../audio/stitched/take-source.ts';
import { temporaryPath } from '../audio/stitched/target.ts';
import type { ExportProgress } from '../contract/events.ts';
import type { ExportId, ProjectId } from '../contract/ids.ts';
import { toProblem } from '../contract/problem.ts';
import type { StitchedFile } from '../contract/stitched.ts';
import { abortInterruptedExports, beginExport, endExport } from '../db/queries/exports.ts';
import { findTakeFile } from '../db/queries/takes.ts';
import type { EventBus } from './event-bus.ts';
import type { Library } from './library.ts';
import { found } from './not-found.ts';

/** How many stitched files are remembered: the one being heard, and the ones before it that may still be. */
const remembered = 16;

interface Running {
  abort: AbortController;
  ended: Promise<void>;
}

/** Knows the stitched files that were registered, and writes them to targets. */
export class Exporter {
  readonly #library: Library;
  readonly #writer: StitchedWriter;
  readonly #events: EventBus;
  readonly #files = new Map<string, StitchedFile>();
  readonly #running = new Map<ExportId, Running>();

  constructor(library: Library, workerEntry: URL, events: EventBus) {
    this.#library = library;
    this.#writer = new StitchedWriter(workerEntry);
    this.#events = events;
  }

  /** Remembers a stitched file under its name, the hash of its list. */
  register(file: StitchedFile): { name: string } {
    const name = stitchedName(file);
    this.#files.delete(name);
    this.#files.set(name, file);
    for (const oldest of this.#files.keys()) {
      if (this.#files.size <= remembered) break;
      this.#files.delete(oldest);
    }
    return { name };
  }

  /** Starts to write a registered file and answers at once; the `export` event tells the rest. */
  start(project: ProjectId, name: string, target: string, overwrite: boolean): { export: ExportId } {
    const file = found(this.#files.get(name), 'stitched file');
    const { samples, bytes } = file;
    const temporary = temporaryPath(target);
    const id = beginExport(this.#library.db, { project, target, temporary, samples, bytes });
    const abort = new AbortController();
    const progress = (state: ExportProgress['state'], fraction: number, thrown?: unknown): void => {
      const problem = state === 'failed' ? toProblem(thrown) : null;
      if (state !== 'running') endExport(this.#library.db, id, state, problem);
      this.#events.emit('export', { export: id, project, state, fraction, bytes, problem });
    };
    const ended = this.#writer
      .write({
        file,
        source: this.#takes(),
        target,
        temporary,
        overwrite,
        signal: abort.signal,
        onProgress: (fraction) => {
          progress('running', fraction);
        },
      })
      .then(
        () => {
          progress('succeeded', 1);
        },
        (thrown: unknown) => {
          progress(abort.signal.aborted ? 'canceled' : 'failed', 0, thrown);
        },
      )
      .finally(() => this.#running.delete(id));
    this.#running.set(id, { abort, ended });
    return { export: id };
  }

  /** Cancels a running export; nothing of it is left behind. One that has ended stays as it is. */
  cancel(id: ExportId): Record<string, never> {
    this.#running.get(id)?.abort.abort();
    return {};
  }

  /** Settles the exports that a killed process left running, and removes what they had written so far. */
  recover(): void {
    for (const temporary of abortInterruptedExports(this.#library.db)) rmSync(temporary, { force: true });
  }

  /** Cancels what runs and waits until nothing of it is left. */
  async close(): Promise<void> {
    const running = [...this.#running.values()];
    for (const { abort } of running) abort.abort();
    await Promise.all(running.map(({ ended }) => ended));
    await this.#writer.close();
  }

  #takes(): TakeSource {
    const { db } = this.#library;
    return { path: (take) => this.#library.file(found(findTakeFile(db, take), 'take').file) };
  }
}
