import { lstatSync, rmSync } from 'node:fs';
import { TakesChanged } from '../audio/stitched/changed-takes.ts';
import type { StitchedWriter, WriteRequest } from '../audio/stitched/stitched-writer.ts';
import { takesUsed } from '../audio/stitched/take-source.ts';
import { isTemporaryOf, temporaryPath } from '../audio/stitched/target.ts';
import type { ExportProgress } from '../contract/events.ts';
import type { ExportId, ProjectId } from '../contract/ids.ts';
import { toProblem } from '../contract/problem.ts';
import { abortInterruptedExports, beginExport, endExport, findExport } from '../db/queries/exports.ts';
import type { EventBus } from '../base/event-bus.ts';
import { libraryProblem, type Library } from '../library/open-library.ts';
import { found } from '../base/not-found.ts';
import type { StitchedFiles } from './stitched-files.ts';
import type { TakeChecks } from '../predictions/take-checks.ts';

/** What exports are made with. */
export interface ExporterParts {
  library: Library;
  files: StitchedFiles;
  writer: StitchedWriter;
  checks: TakeChecks;
  events: EventBus;
}

interface Running {
  project: ProjectId;
  abort: AbortController;
  ended: Promise<void>;
}

/** Writes registered stitched files to targets. */
export class Exporter {
  readonly #library: Library;
  readonly #writer: StitchedWriter;
  readonly #checks: TakeChecks;
  readonly #events: EventBus;
  readonly #files: StitchedFiles;
  readonly #running = new Map<ExportId, Running>();

  constructor({ library, files, writer, checks, events }: ExporterParts) {
    this.#library = library;
    this.#files = files;
    this.#writer = writer;
    this.#checks = checks;
    this.#events = events;
  }

  /** Starts to write a registered file and answers at once; the `export` event tells the rest. */
  start(project: ProjectId, name: string, target: string, overwrite: boolean): { export: ExportId } {
    const file = this.#files.get(name);
    const { samples, bytes } = file;
    const temporary = temporaryPath(target);
    const id = beginExport(this.#library.db, { project, target, temporary, samples, bytes });
    const abort = new AbortController();
    const tell = (state: ExportProgress['state'], fraction: number, thrown?: unknown): void => {
      const problem = state === 'failed' ? toProblem(libraryProblem(thrown, this.#library.folder)) : null;
      this.#events.emit('export', { export: id, project, state, fraction, bytes, problem });
    };
    const end = (state: 'succeeded' | 'failed' | 'canceled', thrown?: unknown): void => {
      // Whoever hears of the end may remove the project.
      this.#running.delete(id);
      try {
        endExport(this.#library.db, id, state, state === 'failed' ? toProblem(thrown) : null);
      } catch (unrecorded) {
        // Whoever waits must hear of the end; what kept the export itself from succeeding comes first.
        tell('failed', 0, thrown ?? unrecorded);
        return;
      }
      tell(state, state === 'succeeded' ? 1 : 0, thrown);
    };
    const ended = this.#write({
      file,
      source: this.#files.takes,
      target,
      temporary,
      overwrite,
      signal: abort.signal,
      onProgress: (fraction) => {
        tell('running', fraction);
      },
    }).then(
      () => {
        end('succeeded');
      },
      (thrown: unknown) => {
        end(abort.signal.aborted ? 'canceled' : 'failed', thrown);
      },
    );
    this.#running.set(id, { project, abort, ended });
    return { export: id };
  }

  /** Rejects with `take-changed`, naming them, when takes are not what was made: they are not believed any more. */
  async #write(request: WriteRequest & { signal: AbortSignal }): Promise<void> {
    const { file, signal } = request;
    try {
      await this.#checks.beforeExport(takesUsed(file), signal);
      await this.#writer.write(request);
    } catch (thrown) {
      throw thrown instanceof TakesChanged ? this.#checks.forget(thrown.takes) : thrown;
    }
  }

  /** Cancels a running export; nothing of it is left behind. One that has ended stays as it is. */
  cancel(id: ExportId): Record<string, never> {
    this.#running.get(id)?.abort.abort();
    return {};
  }

  /** Whether something is being written; of this project, when one is named. */
  isBusy(project?: ProjectId): boolean {
    return [...this.#running.values()].some(
      (running) => project === undefined || running.project === project,
    );
  }

  /** The whole path of an export that succeeded. Throws `not-found` for any other. */
  target(id: ExportId): string {
    const stored = findExport(this.#library.db, id);
    return found(stored?.state === 'succeeded' ? stored.target : null, 'finished export');
  }

  /**
   * Settles the exports that a killed process left running, and removes what they had written so far: only what has a
   * name of our own making beside its target, for a row may say anything.
   */
  recover(): void {
    for (const { temporary, target } of abortInterruptedExports(this.#library.db)) {
      if (isTemporaryOf(temporary, target) && isPlainFile(temporary)) rmSync(temporary, { force: true });
    }
  }

  /** Cancels what runs and waits until nothing of it is left. */
  async close(): Promise<void> {
    const running = [...this.#running.values()];
    for (const { abort } of running) abort.abort();
    await Promise.all(running.map(({ ended }) => ended));
  }
}

function isPlainFile(file: string): boolean {
  try {
    return lstatSync(file).isFile();
  } catch {
    return false;
  }
}
