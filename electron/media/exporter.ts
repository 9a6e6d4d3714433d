import { lstatSync, rmSync } from 'node:fs';
import { TakesChanged } from '../audio/stitched/changed-takes.ts';
import type { Formats } from '../audio/formats/formats.ts';
import type { StitchedWriter, WriteRequest } from '../audio/stitched/stitched-writer.ts';
import { takesUsed } from '../audio/stitched/take-source.ts';
import type { WriteResult } from '../audio/stitched/write-stitched.ts';
import { isTemporaryOf, temporaryPath } from '../audio/stitched/target.ts';
import type { ExportProgress } from '../contract/events.ts';
import type { FormatSettings } from '../contract/format.ts';
import type { ExportId, ProjectId } from '../contract/ids.ts';
import { toProblem } from '../contract/problem.ts';
import type { About, TimedChunk } from '../contract/timeline.ts';
import {
  abortInterruptedExports,
  beginExport,
  endExport,
  findExport,
  type ExportEnd,
  type StoredExport,
} from '../db/queries/exports.ts';
import { findCover } from '../db/queries/projects.ts';
import type { EventBus } from '../base/event-bus.ts';
import { libraryProblem, type Library } from '../library/open-library.ts';
import { found } from '../base/not-found.ts';
import type { StitchedFiles } from './stitched-files.ts';
import type { TakeChecks } from '../predictions/take-checks.ts';

/** What exports are made with. */
export interface ExporterNeeds {
  library: Library;
  files: StitchedFiles;
  writer: StitchedWriter;
  checks: TakeChecks;
  events: EventBus;
  formats: Formats;
}

/** What is to be written, and where to. */
export interface ExportOrder {
  /** The name that the file was registered under. */
  name: string;
  target: { path: string; overwrite: boolean };
  /** The id of a format. */
  format: string;
  settings: FormatSettings;
  about: About;
  chunks: readonly TimedChunk[];
}

type Request = WriteRequest & { signal: AbortSignal };

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
  /** What can be written. */
  readonly formats: Formats;

  constructor({ library, files, writer, checks, events, formats }: ExporterNeeds) {
    this.#library = library;
    this.#files = files;
    this.formats = formats;
    this.#writer = writer;
    this.#checks = checks;
    this.#events = events;
  }

  /**
   * Starts to write a registered file and answers at once; the `export` event tells the rest. Throws `not-found` for
   * a file that is not registered, and `invalid-call` for a format, or settings of it, that there are not.
   */
  start(project: ProjectId, order: ExportOrder): { export: ExportId } {
    const { target, about, chunks } = order;
    const { db } = this.#library;
    const file = this.#files.get(order.name);
    const format = this.formats.get(order.format);
    const settings = this.formats.settingsOf(order.format, order.settings);
    const cover = about.cover === null ? null : findCover(db, project);
    const details = { about, chunks, cover, settings };
    const request = {
      file,
      source: this.#files.takes,
      target: target.path,
      temporary: temporaryPath(target.path),
      overwrite: target.overwrite,
      format: format.id,
      details,
    };
    const id = beginExport(db, {
      ...{ project, target: request.target, temporary: request.temporary, format: format.id, settings },
      ...{ title: about.title, samples: file.samples, sampleRate: file.sampleRate },
      bytes: format.largest(file, details),
    });
    const abort = new AbortController();
    const ended = this.#run({ ...request, signal: abort.signal }, { id, project });
    this.#running.set(id, { project, abort, ended });
    return { export: id };
  }

  /** Writes it, and tells and records how that goes; never rejects. */
  async #run(request: Request, { id, project }: { id: ExportId; project: ProjectId }): Promise<void> {
    const { file, format, details, signal } = request;
    const most = this.formats.get(format).largest(file, details);
    const tell = (
      state: ExportProgress['state'],
      fraction: number,
      bytes: number,
      thrown?: unknown,
    ): void => {
      const problem = state === 'failed' ? toProblem(libraryProblem(thrown, this.#library.folder)) : null;
      this.#events.emit('export', { export: id, project, state, fraction, bytes, problem });
    };
    const end = (state: ExportEnd['state'], bytes: number | null, thrown?: unknown): void => {
      // Whoever hears of the end may remove the project.
      this.#running.delete(id);
      try {
        const problem = state === 'failed' ? toProblem(thrown) : null;
        endExport(this.#library.db, id, { state, problem, bytes });
      } catch (unrecorded) {
        // Whoever waits must hear of the end; what kept the export itself from succeeding comes first.
        tell('failed', 0, most, thrown ?? unrecorded);
        return;
      }
      tell(state, state === 'succeeded' ? 1 : 0, bytes ?? most, thrown);
    };
    const onProgress = (fraction: number): void => {
      tell('running', fraction, most);
    };
    try {
      const { bytes } = await this.#write({ ...request, onProgress });
      end('succeeded', bytes);
    } catch (thrown) {
      end(signal.aborted ? 'cancelled' : 'failed', null, thrown);
    }
  }

  /** Rejects with `take-changed`, naming them, when takes are not what was made: they are not believed any more. */
  async #write(request: Request): Promise<WriteResult> {
    const { file, signal } = request;
    try {
      await this.#checks.beforeExport(takesUsed(file), signal);
      return await this.#writer.write(request);
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
    return this.finished(id).target;
  }

  /** An export that succeeded, with its whole path. Throws `not-found` for any other. */
  finished(id: ExportId): StoredExport {
    const stored = findExport(this.#library.db, id);
    return found(stored?.state === 'succeeded' ? stored : null, 'finished export');
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
