import type { CallInput } from '../contract/calls.ts';
import type { PredictionId, ProjectId } from '../contract/ids.ts';
import type { Forecast, Interrupted, NarrationProgress } from '../contract/narration.ts';
import { toProblem } from '../contract/problem.ts';
import type { Project } from '../contract/project.ts';
import { findProject } from '../db/queries/projects.ts';
import { Narration } from './narration.ts';
import type { Progress } from './progress-meter.ts';
import type { ChunkTeller } from '../book/chunk-teller.ts';
import { forecast } from '../book/costs.ts';
import type { EditHistory } from '../book/edits/edit-history.ts';
import { JobReader } from './job-reader.ts';
import type { HeldPredictions } from '../predictions/held-predictions.ts';
import type { Engines } from '../engines/engines.ts';
import type { EventBus } from '../base/event-bus.ts';
import { Interruption } from './interruption.ts';
import type { Library } from '../library/open-library.ts';
import type { Pickup } from '../predictions/pickup.ts';
import type { PredictionLog } from '../predictions/prediction-log.ts';
import type { GiveBack, SpeakingTurn } from '../predictions/speaking-turn.ts';
import { ProjectRecorder, type ChunkListener } from './project-recorder.ts';
import { readSettings } from '../library/settings.ts';
import type { TakeStore } from '../predictions/take-store.ts';
import { refuseFaultyVoice } from '../book/voice-check.ts';
import type { Patience } from '../engines/services/replicate/patience.ts';

interface Running {
  narration: Narration;
  recorder: ProjectRecorder;
  project: Project;
  asked: Selection;
  giveBack: GiveBack;
  ended: Promise<void>;
}

/** What a narrator works with. */
export interface NarratorNeeds {
  library: Library;
  engines: Engines;
  takeStore: TakeStore;
  log: PredictionLog;
  pickup: Pickup;
  held: HeldPredictions;
  events: EventBus;
  teller: ChunkTeller;
  history: EditHistory;
  patience: Patience;
  turn: SpeakingTurn;
}

type Selection = CallInput<'narration.forecast'>;

/** Runs one narration at a time and tells how it goes. */
export class Narrator {
  readonly #needs: NarratorNeeds;
  readonly #interruption: Interruption;
  #closing = false;
  #running: Running | null = null;
  #last: NarrationProgress | null = null;
  /** The narration that runs, or the last one. */
  #latest: Narration | null = null;

  constructor(needs: NarratorNeeds) {
    this.#needs = needs;
    this.#interruption = new Interruption(needs.library);
    needs.events.subscribe((event) => {
      if (event.name !== 'chunk' || event.payload.chunk.state !== 'ready') return;
      this.#latest?.recovered(event.payload.chunk.id);
    });
  }

  /**
   * Starts to speak what is not ready of the sections asked for and answers at once; the `narration` event tells the
   * rest. Throws `narration-busy` while something else is spoken, and what keeps a voice from speaking at all.
   */
  start(project: Project, input: CallInput<'narration.start'>): NarrationProgress {
    const giveBack = this.#needs.turn.take({ kind: 'narration', title: project.title });
    try {
      return this.#begin(project, input, giveBack);
    } catch (thrown) {
      giveBack();
      throw thrown;
    }
  }

  #begin(project: Project, input: CallInput<'narration.start'>, giveBack: GiveBack): NarrationProgress {
    const { library, engines, takeStore, log, held, history, patience } = this.#needs;
    const reader = new JobReader(library.db, engines, project);
    const { jobs, standing } = reader.read(input, (chunk) => takeStore.settle(chunk));
    const voices = new Map(jobs.map(({ voice, engine }) => [voice, engine.entry]));
    for (const [voice, entry] of voices) refuseFaultyVoice(library, entry, voice);
    const { maxCost = readSettings(library.db).maxCost, ...asked } = input;
    this.#interruption.begin({ ...asked, maxCost });
    const needs = { library, takeStore, log, held, history };
    const recorder = new ProjectRecorder(needs, project, this.#listener(project, asked));
    const narration = new Narration({
      jobs,
      standing,
      maxCost,
      grace: patience.grace,
      recorder,
      onProgress: (progress) => {
        // Whoever hears of the end may start the next one.
        if (isEnded(progress)) this.#end(progress, giveBack);
        this.#tell(project, progress);
      },
    });
    const running = { narration, recorder, project, asked, giveBack, ended: Promise.resolve() };
    this.#running = running;
    this.#latest = narration;
    running.ended = this.#run(running);
    return this.#describe(project, narration.progress());
  }

  /** What a narration would take; with `anew`, as if nothing of it were ready. */
  forecast(project: Project, { anew = false, ...selection }: Selection): Forecast {
    const { library, engines } = this.#needs;
    const reader = new JobReader(library.db, engines, project);
    const { jobs } = reader.read(selection, ({ ready }) => ready && !anew);
    return forecast(library.db, anew ? jobs : reader.unpaid(jobs));
  }

  /** What the rest of the narration that runs would take; null when none does. */
  rest(): Forecast | null {
    return this.#running === null ? null : this.forecast(this.#running.project, this.#running.asked);
  }

  /** What an earlier process, or this one, was narrating and did not end; null when there is nothing to go on with. */
  interrupted(): Interrupted | null {
    const asked = this.#running === null ? this.#interruption.read() : null;
    const project = asked === null ? null : findProject(this.#needs.library.db, asked.project);
    if (asked === null || project === null) return null;
    const left = this.#reader(project.id)?.jobs(asked, new Set()).length ?? 0;
    return left === 0 ? null : { ...asked, title: project.title, left };
  }

  /** Forgets what was interrupted. Nothing while something is narrated. */
  forget(): void {
    if (this.#running === null) this.#interruption.end();
  }

  pause(): NarrationProgress | null {
    this.#running?.narration.pause();
    return this.#last;
  }

  /** Goes on after a pause; with another cap in US dollars, where one is given. */
  resume(maxCost?: number | null): NarrationProgress | null {
    this.#running?.narration.resume(maxCost);
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

  /** Whether this project is being narrated. */
  isNarrating(project: ProjectId): boolean {
    return this.#running?.project.id === project;
  }

  /** Whether the narration under way goes on with this prediction. */
  drives(prediction: PredictionId): boolean {
    return this.#running?.recorder.drives(prediction) ?? false;
  }

  /** Cancels what runs and waits until all of it is put away. */
  async close(): Promise<void> {
    this.#closing = true;
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
      running.giveBack();
      this.#tell(running.project, { ...progress, state: 'stopped', problem: toProblem(thrown) });
    }
    running.recorder.release();
    this.#needs.events.emit('project', { project: running.project.id });
    this.#needs.pickup.start();
  }

  #end({ state }: Progress, giveBack: GiveBack): void {
    this.#running = null;
    giveBack();
    // What Lectern's own end cut off, or a problem stopped, is to be gone on with.
    if (state === 'stopped' || (state === 'cancelled' && this.#closing)) return;
    try {
      this.#interruption.end();
    } catch {
      // It is then offered once more than need be; what was narrated is none the worse.
    }
  }

  /** Tells of every chunk that was spoken or failed, once it is recorded, and how it stands by then. */
  #listener(project: Project, asked: Selection): ChunkListener {
    const { teller } = this.#needs;
    return {
      jobOf: (chunk) => this.#reader(project.id)?.job(chunk) ?? null,
      changed: (chunk) => {
        teller.tell(chunk);
      },
      added: (seen) => {
        // Who named chunks asked for no others.
        const reader = asked.chunks === undefined ? this.#reader(project.id) : null;
        return reader === null ? [] : reader.jobs(asked, seen);
      },
    };
  }

  /** The project as it is by now: its voice may be changed while it is narrated. Null when it is gone. */
  #reader(id: ProjectId): JobReader | null {
    const { library, engines } = this.#needs;
    const project = findProject(library.db, id);
    return project === null ? null : new JobReader(library.db, engines, project);
  }

  #tell(project: Project, progress: Progress): void {
    this.#needs.events.emit('narration', this.#describe(project, progress));
  }

  #describe({ id: project }: Project, progress: Progress): NarrationProgress {
    this.#last = { project, ...progress };
    return this.#last;
  }
}

function isEnded({ state }: Progress): boolean {
  return state === 'done' || state === 'cancelled' || state === 'stopped';
}
