import type { CallInput } from '../contract/calls.ts';
import type { ProjectId } from '../contract/ids.ts';
import type { NarrationProgress } from '../contract/narration.ts';
import { LecternError, toProblem } from '../contract/problem.ts';
import type { Project } from '../contract/project.ts';
import type { Job, Recorder } from '../narration/job.ts';
import { Narration, type Progress } from '../narration/narration.ts';
import type { Standing } from '../narration/progress.ts';
import type { Engines } from './engines.ts';
import type { EventBus } from './event-bus.ts';
import type { Library } from './library.ts';
import { describeChunk, readChunk, readSections } from './reading.ts';
import type { TakeKeeper } from './take-keeper.ts';

interface Running {
  narration: Narration;
  project: Project;
  ended: Promise<void>;
}

/** Runs one narration at a time and tells how it goes. */
export class Narrator {
  readonly #library: Library;
  readonly #engines: Engines;
  readonly #keeper: TakeKeeper;
  readonly #events: EventBus;
  #running: Running | null = null;
  #last: NarrationProgress | null = null;

  constructor(library: Library, engines: Engines, keeper: TakeKeeper, events: EventBus) {
    this.#library = library;
    this.#engines = engines;
    this.#keeper = keeper;
    this.#events = events;
  }

  /**
   * Starts to speak what is not ready of the sections asked for and answers at once; the `narration` event tells the
   * rest. Throws `narration-busy` while another one runs.
   */
  start(project: Project, { sections, chunks }: CallInput<'narration.start'>): NarrationProgress {
    if (this.#running !== null) throw busy(this.#running.project);
    const { jobs, standing } = this.#queue(project, sections, chunks);
    const narration = new Narration({
      jobs,
      standing,
      engine: this.#engines.of(project.voice),
      recorder: this.#announcing(project, this.#keeper.recorder(project)),
      onProgress: (progress) => {
        // Whoever hears of the end may start the next one.
        if (isEnded(progress)) this.#running = null;
        this.#tell(project, progress);
      },
    });
    const running = { narration, project, ended: Promise.resolve() };
    this.#running = running;
    running.ended = this.#run(running);
    return this.#describe(project, narration.progress());
  }

  pause(): NarrationProgress | null {
    this.#running?.narration.pause();
    return this.#last;
  }

  resume(): NarrationProgress | null {
    this.#running?.narration.resume();
    return this.#last;
  }

  cancel(): NarrationProgress | null {
    this.#running?.narration.cancel();
    return this.#last;
  }

  /** How the narration that runs, or the last one, stands; null when there was none. */
  status(): NarrationProgress | null {
    return this.#last;
  }

  /** Cancels what runs and waits until all of it is put away. */
  async close(): Promise<void> {
    this.cancel();
    await this.#running?.ended;
  }

  async #run(running: Running): Promise<void> {
    try {
      // The caller is answered before the first event.
      await Promise.resolve();
      await running.narration.run();
    } catch (thrown) {
      const progress = running.narration.progress();
      this.#running = null;
      this.#tell(running.project, { ...progress, state: 'stopped', problem: toProblem(thrown) });
    }
    this.#events.emit('project', { project: running.project.id });
  }

  #queue(
    project: Project,
    sections: CallInput<'narration.start'>['sections'],
    chunks: CallInput<'narration.start'>['chunks'],
  ): { jobs: Job[]; standing: Standing[] } {
    const named = chunks === undefined ? undefined : new Set(chunks);
    const jobs: Job[] = [];
    const standing: Standing[] = [];
    const { db } = this.#library;
    const { voice } = project;
    db.transaction(() => {
      for (const section of readSections(db, this.#engines, project, sections)) {
        for (const chunk of section.chunks) {
          if (chunk.kind !== 'speech' || named?.has(chunk.id) === false) continue;
          const { id, text, wanted: speechKey } = chunk;
          if (this.#keeper.settle(chunk)) standing.push({ section: section.id, characters: text.length });
          else jobs.push({ chunk: id, section: section.id, text, voice, speechKey });
        }
      }
    }).immediate();
    return { jobs, standing };
  }

  /** Tells of every chunk that was spoken or failed, once it is recorded. */
  #announcing(project: Project, recorder: Recorder): Recorder {
    const announce = ({ chunk: id }: Job): void => {
      const chunk = readChunk(this.#library.db, this.#engines, project, id);
      if (chunk === null) return;
      this.#events.emit('chunk', { project: project.id, chunk: describeChunk(chunk, project) });
    };
    return {
      ...recorder,
      keep: async (prediction, job, speech) => {
        await recorder.keep(prediction, job, speech);
        announce(job);
      },
      fail: (prediction, job, problem) => {
        recorder.fail(prediction, job, problem);
        announce(job);
      },
    };
  }

  /** Whether something is being narrated; of this project, when one is named. */
  isBusy(project?: ProjectId): boolean {
    return this.#running !== null && (project === undefined || this.#running.project.id === project);
  }

  #tell(project: Project, progress: Progress): void {
    this.#events.emit('narration', this.#describe(project, progress));
  }

  #describe({ id: project }: Project, progress: Progress): NarrationProgress {
    this.#last = { project, ...progress };
    return this.#last;
  }
}

function isEnded({ state }: Progress): boolean {
  return state === 'done' || state === 'cancelled' || state === 'stopped';
}

function busy(project: Project): LecternError {
  return new LecternError(
    'narration-busy',
    `“${project.title}” is being narrated.`,
    'Wait until it is done, or cancel it first.',
  );
}
