import type { CallOutput } from '../contract/calls.ts';
import type { PredictionId, ProjectId } from '../contract/ids.ts';
import type { Prediction, RemotePrediction } from '../contract/prediction.ts';
import { LecternError, toProblem, type Problem } from '../contract/problem.ts';
import { clearProblem } from '../db/queries/chunks.ts';
import { listLost, repeatPrediction, type LostPrediction } from '../db/queries/lost-predictions.ts';
import { findPrediction } from '../db/queries/prediction-list.ts';
import { findByRemote, findOpen, type OpenPrediction } from '../db/queries/predictions.ts';
import { parseJson } from '../db/statement.ts';
import type { AccountPrediction, PreparedSpeech, RemoteJobs, Sent } from '../engines/engine.ts';
import type { AccountEngine, Engines } from '../engines/engines.ts';
import type { HeldPredictions } from '../predictions/held-predictions.ts';
import type { EventBus } from '../base/event-bus.ts';
import type { Library } from '../library/open-library.ts';
import type { Narrator } from '../narration/narrator.ts';
import { found } from '../base/not-found.ts';
import type { Pickup } from '../predictions/pickup.ts';
import type { PredictionLog } from '../predictions/prediction-log.ts';
import type { SpeakingTurn } from '../predictions/speaking-turn.ts';
import type { Tries } from '../predictions/tries.ts';

/** What the predictions page works with. */
export interface PredictionsNeeds {
  library: Library;
  log: PredictionLog;
  pickup: Pickup;
  narrator: Narrator;
  tries: Tries;
  held: HeldPredictions;
  turn: SpeakingTurn;
  events: EventBus;
  engines: Engines;
  /** Aborts when the studio closes. */
  signal: AbortSignal;
}

/** Sees to single predictions: cancels them, and finds and adopts those that were lost. */
export class Predictions {
  readonly #needs: PredictionsNeeds;
  /** The adoptions that were asked for: one waits for the other, rather than be refused. Never rejects. */
  #adopting: Promise<unknown> = Promise.resolve();

  constructor(needs: PredictionsNeeds) {
    this.#needs = needs;
  }

  /**
   * Cancels a prediction that runs, also at its service. One that was sent without an answer is looked for there first, by
   * the rule of every narration, which may take minutes; it is given up when it is not found, or when that cannot be
   * told: a person has decided. One that has ended stays as it is.
   */
  async cancel(id: PredictionId): Promise<Prediction> {
    const { library, narrator, tries, held } = this.#needs;
    const prediction = found(findPrediction(library.db, id), 'prediction');
    const open = findOpen(library.db, id);
    if (open === null || tries.cancel(id)) return prediction;
    if (narrator.drives(id)) {
      // Without an id there is nothing to cancel there: the narration that waits for its answer ends.
      if (open.remoteId === null) narrator.cancel();
      else await this.#cancelThere(this.#jobsOf(open), open.remoteId, id);
      return found(findPrediction(library.db, id), 'prediction');
    }
    await held.take(id);
    try {
      await this.#cancelLeft(id);
    } finally {
      held.giveBack(id);
    }
    return found(findPrediction(library.db, id), 'prediction');
  }

  /** Cancels one that nobody goes on with. */
  async #cancelLeft(id: PredictionId): Promise<void> {
    const open = findOpen(this.#needs.library.db, id);
    if (open === null) return;
    const jobs = this.#jobsOf(open);
    const remoteId = open.remoteId ?? (await this.#findThere(open, jobs));
    if (remoteId === null) {
      this.#giveUp(open, jobs);
      return;
    }
    try {
      await this.#cancelThere(jobs, remoteId, id);
    } catch (thrown) {
      // Nobody knows it there, and a person wants to be rid of it.
      if (toProblem(thrown).code !== 'not-found') throw thrown;
      this.#giveUp(open, jobs);
    }
  }

  /** Looks for one that was sent without an answer, and takes its id down; null when it is to be given up. */
  async #findThere(open: OpenPrediction, jobs: RemoteJobs | null): Promise<string | null> {
    const { id, sentAt, input, maker } = open;
    if (sentAt === null || input === null || jobs === null) return null;
    const { log, signal } = this.#needs;
    try {
      const answer = await jobs.findLost({ input: inputOf(input), maker }, log.ledger(id, open), signal);
      return answer?.id ?? null;
    } catch (thrown) {
      if (toProblem(thrown).code === 'prediction-unknown') return null;
      throw thrown;
    }
  }

  /** Cancels one of this library there, and writes down how it really ended. */
  async #cancelThere(jobs: RemoteJobs | null, remoteId: string, id: PredictionId): Promise<void> {
    if (jobs === null) throw notCancellable(remoteId);
    const answer = await jobs.cancel(remoteId);
    const { library, log, narrator } = this.#needs;
    const open = findOpen(library.db, id);
    if (open === null) return;
    log.ledger(id, open).observed(answer);
    if (answer.status === 'canceled' && !narrator.drives(id)) log.end(id, 'cancelled', null);
  }

  /** What can be done where it was sent; null when this Lectern has nothing that speaks there. */
  #jobsOf({ engine, service }: OpenPrediction): RemoteJobs | null {
    return this.#needs.engines.jobsOf(engine, service);
  }

  #giveUp({ id, chunk, project, sentAt }: OpenPrediction, jobs: RemoteJobs | null): void {
    const { log } = this.#needs;
    log.end(id, 'aborted', sentAt === null ? null : givenUp(jobs));
    if (chunk === null) return;
    log.write((db) => {
      clearProblem(db, chunk);
    });
    this.#changed(project);
  }

  /** A page of the account's own list, with what this library knows of it. */
  async listRemote(cursor: string | null): Promise<CallOutput<'predictions.remote'>> {
    const engine = this.#needs.engines.withAccount();
    const address = engine.service();
    const { predictions, next } = await engine.account.list(cursor);
    return { predictions: predictions.map((answer) => this.#describe(address, answer)), next };
  }

  /** Cancels a prediction of the account, and writes down how it really ended where it is this library's. */
  async cancelRemote(remoteId: string): Promise<void> {
    const engine = this.#needs.engines.withAccount();
    const { jobs } = engine;
    const id = findByRemote(this.#needs.library.db, engine.service(), remoteId);
    if (id === null) await jobs.cancel(remoteId);
    else await this.#cancelThere(jobs, remoteId, id);
  }

  /**
   * Makes a lost prediction of the account the take of the chunk that it suits. Rejects when that cannot be, and with
   * `narration-busy` while something is spoken.
   */
  adopt(remoteId: string): Promise<Prediction> {
    const adopted = this.#adopting.then(() => this.#adoptInTurn(remoteId));
    this.#adopting = adopted.catch(() => undefined);
    return adopted;
  }

  async #adoptInTurn(remoteId: string): Promise<Prediction> {
    const giveBack = this.#needs.turn.take({ kind: 'adoption' });
    try {
      return await this.#adopt(remoteId);
    } finally {
      giveBack();
    }
  }

  async #adopt(remoteId: string): Promise<Prediction> {
    const { library, log, pickup, held } = this.#needs;
    const { db } = library;
    const engine = this.#needs.engines.withAccount();
    const address = engine.service();
    const answer = await engine.account.get(remoteId);
    const lost = this.#lostLike(address, answer);
    if (lost === null) throw notAdoptable(remoteId);
    const sentAt = answer.createdAt ?? new Date().toISOString();
    const id = lost.isOpen ? lost.id : log.write(() => repeatPrediction(db, lost.id, sentAt));
    await held.take(id);
    try {
      log.ledger(id, { sentAt, sentThere: answer.createdAt, remoteId }).observed(answer);
      await pickup.settleNow(id);
    } finally {
      held.giveBack(id);
      this.#changed(lost.project);
    }
    return found(findPrediction(db, id), 'prediction');
  }

  #describe(service: string, answer: AccountPrediction): RemotePrediction {
    const { db } = this.#needs.library;
    const prediction = findByRemote(db, service, answer.id);
    const lost = prediction === null ? this.#lostLike(service, answer) : null;
    return {
      remoteId: answer.id,
      status: answer.status,
      createdAt: answer.createdAt,
      predictTime: answer.predictTime,
      text: this.#textOf(service, answer),
      prediction,
      adoptableBy:
        lost === null ? null : { chunk: lost.chunk, project: lost.projectTitle, section: lost.sectionTitle },
    };
  }

  /** The newest prediction of this library that asked for the same and has no audio; null when there is none. */
  #lostLike(service: string, answer: AccountPrediction): LostPrediction | null {
    const isOver = ['failed', 'canceled', 'aborted'].includes(answer.status) || answer.dataRemoved;
    const { db } = this.#needs.library;
    if (isOver || findByRemote(db, service, answer.id) !== null) return null;
    for (const { entry, account } of this.#speakersAt(service)) {
      const text = account.textOf(answer);
      const lost = text === null ? [] : listLost(db, text).filter(({ engine }) => engine === entry.id);
      const like = lost.find((one) => account.isOf(answer, sentOf(one)));
      if (like !== undefined) return like;
    }
    return null;
  }

  #textOf(service: string, answer: AccountPrediction): string | null {
    const texts = this.#speakersAt(service).map(({ account }) => account.textOf(answer));
    return texts.find((text) => text !== null) ?? null;
  }

  /** The engines whose predictions are listed there. */
  #speakersAt(service: string): AccountEngine[] {
    return this.#needs.engines.withAccounts().filter((engine) => engine.service() === service);
  }

  #changed(project: ProjectId | null): void {
    if (project !== null) this.#needs.events.emit('project', { project });
  }
}

function inputOf(stored: string): PreparedSpeech['input'] {
  // Written by this program from a prepared input, so it is one.
  return parseJson(stored) as PreparedSpeech['input'];
}

function sentOf({ input, maker }: LostPrediction): Sent {
  return { input: inputOf(input), maker };
}

function givenUp(jobs: RemoteJobs | null): Problem {
  return {
    code: 'prediction-unknown',
    message: 'No answer came to it, and it was given up.',
    action: jobs?.afterGivingUp ?? 'Nothing is to be done.',
  };
}

function notCancellable(remoteId: string): LecternError {
  return new LecternError(
    'not-found',
    `Nothing in this Lectern speaks where the prediction ${remoteId} was asked for.`,
    'Nothing is to be done.',
  );
}

function notAdoptable(remoteId: string): LecternError {
  return new LecternError(
    'not-found',
    `The prediction ${remoteId} suits no chunk of this library that is without its audio.`,
    'Adopt one whose text and settings are those of a chunk here, within an hour of its making.',
  );
}
