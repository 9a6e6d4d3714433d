import { LecternError, toProblem, type Problem } from '../contract/problem.ts';
import { voiceSchema, type Voice } from '../contract/voice.ts';
import type { ChunkId, PredictionId, ProjectId } from '../contract/ids.ts';
import { recordProblem } from '../db/queries/chunks.ts';
import { findOpen, listOpen, type OpenPrediction } from '../db/queries/predictions.ts';
import { findProject } from '../db/queries/projects.ts';
import { parseJson } from '../db/statement.ts';
import { projectSampleRate } from '../contract/project.ts';
import { outcomeOf } from '../narration/outcome.ts';
import { detached, type Engine, type PreparedSpeech } from '../voices/engine.ts';
import type { Engines } from './engines.ts';
import type { EventBus } from './event-bus.ts';
import type { Library } from './library.ts';
import type { PredictionLog } from './prediction-log.ts';
import { describeChunk, readChunk } from './reading.ts';
import type { Finished, TakeKeeper } from './take-keeper.ts';

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
      const isSent = open.sentAt !== null && this.#engineOf(open)?.isPaid === true;
      if (!isSent || this.#isHomeless(open)) log.end(open.id, 'aborted', null);
    }
  }

  /** Starts in the background, unless it runs already. */
  start(): void {
    if (this.#running !== null) return;
    this.#abort = new AbortController();
    this.#running = this.#run(this.#abort.signal).finally(() => {
      this.#running = null;
    });
  }

  /** Stops waiting for predictions, which go on by themselves, and waits for a take that is being made. */
  async stop(): Promise<void> {
    this.#abort.abort(detached);
    await this.#running;
  }

  /**
   * Goes on with one prediction until it has ended, and never asks for another: one that surely never arrived is given
   * up, and its chunk is to be spoken. Rejects with a `LecternError` when it cannot be gone on with now.
   */
  async settle(id: PredictionId, signal: AbortSignal): Promise<void> {
    const { library, log } = this.#parts;
    const open = findOpen(library.db, id);
    const input = open?.input ?? null;
    if (open === null || input === null) return;
    const engine = this.#parts.engines.of(open);
    const voice = voiceSchema.parse(parseJson(open.voice));
    const prepared = preparedOf(open, input);
    const search = { neverArrived: false };
    const beforeSending = (): void => {
      search.neverArrived = true;
      throw new LecternError('cancelled', 'It never arrived.', 'Narrate its chunk again.');
    };
    try {
      const ledger = log.ledger(id, open, { beforeSending });
      const speech = await engine.speak({ text: open.text, voice }, prepared, ledger, signal);
      const audio = await speech.audio(signal);
      await this.#parts.keeper.keep(this.#finished(open), audio, speech.facts.predictTime);
      this.#announce(open.project, open.chunk);
    } catch (thrown) {
      const problem = toProblem(thrown);
      if (search.neverArrived) {
        log.end(id, 'aborted', null);
        return;
      }
      if (problem.code === 'cancelled') this.#giveUpIfEnded(id);
      else if (['fail', 'cut'].includes(outcomeOf(problem.code))) this.#fail(open, problem);
      else log.note(id, problem);
      throw thrown;
    }
  }

  async #run(signal: AbortSignal): Promise<void> {
    for (const open of listOpen(this.#parts.library.db)) {
      if (signal.aborted) return;
      // A person was asked about it: the list cannot tell any more.
      if (open.problem !== null && toCode(open.problem) === 'prediction-unknown') continue;
      if (open.sentAt === null || this.#engineOf(open)?.isPaid !== true) continue;
      try {
        await this.settle(open.id, signal);
      } catch (thrown) {
        // Without a token, a network or a disk, the next one would fare no better. What failed is written down.
        if (['stop', 'pause', 'wait'].includes(outcomeOf(toProblem(thrown).code))) return;
      }
    }
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

  /** Whether the chunk that it was for is no more. */
  #isHomeless({ kind, chunk }: OpenPrediction): boolean {
    return kind === 'chunk' && chunk === null;
  }
}

function preparedOf({ spokenText, text }: OpenPrediction, input: string): PreparedSpeech {
  // Written by this program from a prepared input, so it is one.
  const parsed = parseJson(input) as PreparedSpeech['input'];
  return { input: parsed, spokenText: spokenText ?? text, notes: [] };
}

function toCode(problem: string): string {
  const parsed = parseJson(problem);
  return typeof parsed === 'object' && parsed !== null && 'code' in parsed ? String(parsed.code) : '';
}
