import { LecternError, toProblem, type Problem } from '../contract/problem.ts';
import { voiceSchema, type Voice } from '../contract/voice.ts';
import type { ChunkId, PredictionId, ProjectId } from '../contract/ids.ts';
import { recordProblem } from '../db/queries/chunks.ts';
import { findOpen, listOpen, type OpenPrediction } from '../db/queries/predictions.ts';
import { findProject } from '../db/queries/projects.ts';
import { parseJson } from '../db/statement.ts';
import { projectSampleRate } from '../contract/project.ts';
import { outcomeOf } from '../narration/outcome.ts';
import { sleep } from '../voices/replicate/sleep.ts';
import { detached, type Engine, type PreparedSpeech } from '../voices/engine.ts';
import type { Engines } from './engines.ts';
import type { EventBus } from './event-bus.ts';
import type { Library } from './library.ts';
import { isOut, isOwed } from './owed.ts';
import type { PredictionLog } from './prediction-log.ts';
import { describeChunk, readChunk } from './reading.ts';
import { isSameService } from './speech-key.ts';
import type { Finished, TakeKeeper } from './take-keeper.ts';

/** Seconds until what could not be gone on with for a while is tried again: audio is kept for an hour. */
const retrySeconds = 60;

/** What picking up works with. */
export interface PickupParts {
  library: Library;
  engines: Engines;
  keeper: TakeKeeper;
  log: PredictionLog;
  events: EventBus;
}

/**
 * Goes on with paid predictions that somebody else left: a killed process, a lost connection, a narration that was
 * cancelled while the answer was out. Runs in the background while nothing is narrated, one prediction at a time.
 */
export class Pickup {
  readonly #parts: PickupParts;
  #abort = new AbortController();
  #running: Promise<void> | null = null;
  #isClosed = false;

  constructor(parts: PickupParts) {
    this.#parts = parts;
  }

  /**
   * Settles what a killed process left on the disk: audio that was written whole becomes the take that it is; what
   * never left the house is given up and will be spoken again; what was sent stays open. Needs no network.
   */
  async recover(): Promise<void> {
    const { library, keeper, log } = this.#parts;
    for (const open of listOpen(library.db)) {
      const isFound = await keeper.recover(this.#finished(open)).catch((thrown: unknown) => {
        if (outcomeOf(toProblem(thrown).code) === 'stop') throw thrown;
        return false;
      });
      if (isFound) continue;
      if (!isOut(open) || this.#engineOf(open)?.isPaid !== true) log.end(open.id, 'aborted', null);
    }
  }

  /** Starts in the background, unless it runs already or is closed. */
  start(): void {
    if (this.#running === null && !this.#isClosed) void this.#begin((signal) => this.#run(signal));
  }

  /** Goes on with one prediction now, as {@link start} does with all. `stop` detaches it: it rejects with `cancelled`. */
  async settleNow(id: PredictionId): Promise<void> {
    await this.stop();
    await this.#begin((signal) => this.#settle(id, signal));
  }

  #begin(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#abort = new AbortController();
    const working = work(this.#abort.signal);
    const ended = (): void => {
      this.#running = null;
    };
    this.#running = working.then(ended, ended);
    return working;
  }

  /** Stops waiting for predictions, which go on by themselves, and waits for a take that is being made. */
  async stop(): Promise<void> {
    this.#abort.abort(detached);
    await this.#running;
  }

  /** Stops for good. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.stop();
  }

  /**
   * Goes on with one prediction until it has ended, and never asks for another: one that surely never arrived is given
   * up, and its chunk is to be spoken. Rejects with a `LecternError` when it cannot be gone on with now.
   */
  async #settle(id: PredictionId, signal: AbortSignal): Promise<void> {
    const { library, keeper, log } = this.#parts;
    const open = findOpen(library.db, id);
    const input = open?.input ?? null;
    if (open === null || input === null) return;
    const engine = this.#parts.engines.of(open);
    const voice = voiceSchema.parse(parseJson(open.voice));
    const prepared = preparedOf(input);
    const search = { neverArrived: false };
    const beforeSending = (): void => {
      search.neverArrived = true;
      throw new LecternError('cancelled', 'It never arrived.', 'Narrate its chunk again.');
    };
    try {
      if (!(await keeper.recover(this.#finished(open)))) {
        const ledger = log.ledger(id, open, { beforeSending });
        const speech = await engine.speak({ text: open.text, voice }, prepared, ledger, signal);
        const audio = await speech.audio(signal);
        // Its project may have been removed meanwhile.
        const finished = this.#finished(findOpen(library.db, id) ?? open);
        await keeper.keep(finished, audio, speech.facts.predictTime);
      }
      this.#announce(open.project, open.chunk);
    } catch (thrown) {
      const problem = toProblem(thrown);
      if (search.neverArrived) {
        log.end(id, 'aborted', null);
        return;
      }
      if (problem.code === 'cancelled') this.#giveUpIfEnded(id);
      else if (isOwed(findOpen(library.db, id) ?? open, problem)) log.note(id, problem);
      else this.#fail(open, problem);
      throw thrown;
    }
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!(await this.#settleAll(signal))) {
      await sleep(retrySeconds, signal);
      if (signal.aborted) return;
    }
  }

  /** Goes on with each in turn; false when what stopped it passes by itself. */
  async #settleAll(signal: AbortSignal): Promise<boolean> {
    for (const open of listOpen(this.#parts.library.db)) {
      if (signal.aborted) return true;
      // A person was asked about it: the list cannot tell any more.
      if (open.problem !== null && toCode(open.problem) === 'prediction-unknown') continue;
      if (this.#engineOf(open)?.isPaid !== true) continue;
      if (!isOut(open)) {
        // A narration ended while it waited to send it. A try is seen to by whoever began it.
        if (open.kind === 'chunk') this.#parts.log.end(open.id, 'canceled', null);
        continue;
      }
      try {
        // Another service knows nothing of it, and would only say that it is gone.
        const now = this.#parts.engines.of(open).service?.() ?? null;
        if (!isSameService(open.service, now)) continue;
        await this.#settle(open.id, signal);
      } catch (thrown) {
        // Without a token, a network or a disk, the next one would fare no better. What failed is written down.
        const outcome = outcomeOf(toProblem(thrown).code);
        if (['stop', 'pause', 'wait'].includes(outcome)) return outcome !== 'wait';
      }
    }
    return true;
  }

  #giveUpIfEnded(id: PredictionId): void {
    const open = findOpen(this.#parts.library.db, id);
    if (open?.remoteStatus === 'canceled') this.#parts.log.end(id, 'canceled', null);
  }

  #fail({ id, chunk, project }: OpenPrediction, problem: Problem): void {
    const { log } = this.#parts;
    log.end(id, 'failed', problem);
    if (chunk === null) return;
    log.write((db) => {
      recordProblem(db, chunk, problem);
    });
    this.#announce(project, chunk);
  }

  #announce(projectId: ProjectId | null, chunkId: ChunkId | null): void {
    const { library, engines, events } = this.#parts;
    const project = projectId === null ? null : findProject(library.db, projectId);
    if (project === null || chunkId === null) return;
    const chunk = readChunk(library.db, engines, project, chunkId);
    if (chunk === null) return;
    events.emit('chunk', { project: project.id, chunk: describeChunk(chunk, project) });
  }

  #finished(open: OpenPrediction): Finished {
    const { library, engines } = this.#parts;
    const { id: prediction, project: projectId, chunk, speechKey, engine } = open;
    const project = projectId === null ? null : findProject(library.db, projectId);
    const read = project === null || chunk === null ? null : readChunk(library.db, engines, project, chunk);
    return {
      prediction,
      engine: this.#engineOf(open) ?? { id: engine, isPaid: true },
      project: projectId,
      chunk,
      speechKey,
      sampleRate: project?.sampleRate ?? projectSampleRate,
      choose: read?.wanted === speechKey,
    };
  }

  #engineOf({ engine }: { engine: Voice['engine'] }): Engine | null {
    try {
      return this.#parts.engines.of({ engine });
    } catch {
      return null;
    }
  }
}

function preparedOf(input: string): Pick<PreparedSpeech, 'input'> {
  // Written by this program from a prepared input, so it is one.
  return { input: parseJson(input) as PreparedSpeech['input'] };
}

function toCode(problem: string): string {
  const parsed = parseJson(problem);
  return typeof parsed === 'object' && parsed !== null && 'code' in parsed ? String(parsed.code) : '';
}
