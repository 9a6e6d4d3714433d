import type { CallOutput } from '../contract/calls.ts';
import type { PredictionId, ProjectId } from '../contract/ids.ts';
import type { Prediction, RemotePrediction } from '../contract/prediction.ts';
import { LecternError, toProblem } from '../contract/problem.ts';
import { clearProblem } from '../db/queries/chunks.ts';
import { listLost, repeatPrediction, type LostPrediction } from '../db/queries/lost-predictions.ts';
import { findPrediction } from '../db/queries/prediction-list.ts';
import { findByRemote, findOpen, type OpenPrediction } from '../db/queries/predictions.ts';
import { parseJson } from '../db/statement.ts';
import type { PreparedSpeech } from '../voices/engine.ts';
import type { ReplicatePrediction } from '../voices/replicate/answers.ts';
import type { ReplicateClient } from '../voices/replicate/replicate-client.ts';
import { isSameInput } from '../voices/styletts2/find-lost.ts';
import type { EventBus } from './event-bus.ts';
import type { Library } from './library.ts';
import type { Narrator } from './narrator.ts';
import { found } from './not-found.ts';
import type { Pickup } from './pickup.ts';
import type { PredictionLog } from './prediction-log.ts';
import type { Tries } from './tries.ts';

/** How far two clocks may be apart, in milliseconds. */
const searchMargin = 600_000;

/** What the predictions page works with. */
export interface PredictionsParts {
  library: Library;
  log: PredictionLog;
  pickup: Pickup;
  narrator: Narrator;
  tries: Tries;
  events: EventBus;
  /** A client of the service as it is set now. Throws `token-missing`. */
  client: () => ReplicateClient;
}

/** Sees to single predictions: cancels them, and finds and adopts those that were lost. */
export class Predictions {
  readonly #parts: PredictionsParts;

  constructor(parts: PredictionsParts) {
    this.#parts = parts;
  }

  /**
   * Cancels a prediction that runs, also on Replicate. One that was sent without an answer is looked for there first,
   * and given up when it is not found. One that has ended stays as it is.
   */
  async cancel(id: PredictionId): Promise<Prediction> {
    const { library, narrator, tries, pickup } = this.#parts;
    if (!narrator.isBusy()) await pickup.stop();
    try {
      const prediction = found(findPrediction(library.db, id), 'prediction');
      const open = findOpen(library.db, id);
      if (open === null || tries.cancel(id)) return prediction;
      if (open.engine === 'draft') {
        narrator.cancel();
        return prediction;
      }
      const isDriven = open.state === 'running' && narrator.isBusy();
      const remoteId = open.remoteId ?? (isDriven ? null : await this.#findThere(open));
      if (remoteId !== null) await this.cancelRemote(remoteId);
      else if (isDriven) narrator.cancel();
      else this.#giveUp(open);
      return found(findPrediction(library.db, id), 'prediction');
    } finally {
      this.#pickUp();
    }
  }

  /** Looks for one that was sent without an answer, and takes its id down; null when the account does not list it. */
  async #findThere(open: OpenPrediction): Promise<string | null> {
    const { id, sentAt, input } = open;
    if (sentAt === null || input === null) return null;
    const createdAfter = new Date(Date.parse(sentAt) - searchMargin).toISOString();
    for await (const answer of this.#parts.client().listAll({ createdAfter })) {
      const isOurs = answer.input !== null && isSameInput(answer.input, inputOf(input));
      if (!isOurs || findByRemote(this.#parts.library.db, answer.id) !== null) continue;
      this.#parts.log.ledger(id, open).observed(answer);
      return answer.id;
    }
    return null;
  }

  #pickUp(): void {
    if (!this.#parts.narrator.isBusy()) this.#parts.pickup.start();
  }

  #giveUp({ id, chunk, project }: OpenPrediction): void {
    const { log } = this.#parts;
    log.end(id, 'aborted', null);
    if (chunk === null) return;
    log.write((db) => {
      clearProblem(db, chunk);
    });
    this.#changed(project);
  }

  /** A page of the account's own list, with what this library knows of it. */
  async listRemote(cursor: string | null): Promise<CallOutput<'predictions.remote'>> {
    const { predictions, next } = await this.#parts.client().list(cursor === null ? {} : { next: cursor });
    return { predictions: predictions.map((answer) => this.#describe(answer)), next };
  }

  /** Cancels a prediction of the account, and writes down how it really ended where it is this library's. */
  async cancelRemote(remoteId: string): Promise<void> {
    const client = this.#parts.client();
    await client.cancel(remoteId).catch((thrown: unknown) => {
      // What has ended cannot be cancelled: how it ended is asked next.
      if (toProblem(thrown).code !== 'input-refused' && toProblem(thrown).code !== 'not-found') throw thrown;
    });
    const id = findByRemote(this.#parts.library.db, remoteId);
    if (id === null) return;
    const answer = await client.get(remoteId);
    const open = findOpen(this.#parts.library.db, id);
    if (open === null) return;
    this.#parts.log.ledger(id, open).observed(answer);
    if (answer.status === 'canceled' && !this.#parts.narrator.isBusy())
      this.#parts.log.end(id, 'canceled', null);
  }

  /** Makes a lost prediction of the account the take of the chunk that it suits. Rejects when that cannot be. */
  async adopt(remoteId: string): Promise<Prediction> {
    const { library, log, pickup, narrator } = this.#parts;
    const { db } = library;
    if (narrator.isBusy()) throw busy();
    await pickup.stop();
    const answer = await this.#parts.client().get(remoteId);
    if (narrator.isBusy()) throw busy();
    const lost = this.#lostLike(answer);
    if (lost === null) throw notAdoptable(remoteId);
    const sentAt = answer.createdAt ?? new Date().toISOString();
    const id = lost.isOpen ? lost.id : log.write(() => repeatPrediction(db, lost.id, sentAt));
    log.ledger(id, { sentAt, remoteId }).observed(answer);
    try {
      await pickup.settleNow(id);
    } finally {
      this.#pickUp();
      this.#changed(lost.project);
    }
    return found(findPrediction(db, id), 'prediction');
  }

  #describe(answer: ReplicatePrediction): RemotePrediction {
    const { db } = this.#parts.library;
    const prediction = findByRemote(db, answer.id);
    const lost = prediction === null ? this.#lostLike(answer) : null;
    return {
      remoteId: answer.id,
      status: answer.status,
      createdAt: answer.createdAt,
      predictTime: answer.predictTime,
      text: textOf(answer),
      prediction,
      adoptableBy:
        lost === null ? null : { chunk: lost.chunk, project: lost.projectTitle, section: lost.sectionTitle },
    };
  }

  /** The newest prediction of this library that asked for the same and has no audio; null when there is none. */
  #lostLike(answer: ReplicatePrediction): LostPrediction | null {
    const text = textOf(answer);
    const isOver = ['failed', 'canceled', 'aborted'].includes(answer.status) || answer.dataRemoved;
    const { db } = this.#parts.library;
    const theirs = answer.input;
    if (text === null || theirs === null || isOver || findByRemote(db, answer.id) !== null) return null;
    return listLost(db, text).find(({ input }) => isSameInput(theirs, inputOf(input))) ?? null;
  }

  #changed(project: ProjectId | null): void {
    if (project !== null) this.#parts.events.emit('project', { project });
  }
}

function textOf({ input }: ReplicatePrediction): string | null {
  const text = input?.['text'];
  return typeof text === 'string' ? text : null;
}

function inputOf(stored: string): PreparedSpeech['input'] {
  // Written by this program from a prepared input, so it is one.
  return parseJson(stored) as PreparedSpeech['input'];
}

function busy(): LecternError {
  return new LecternError(
    'narration-busy',
    'A narration is under way, and predictions are made one after another.',
    'Wait until it is done, or cancel it first.',
  );
}

function notAdoptable(remoteId: string): LecternError {
  return new LecternError(
    'not-found',
    `The prediction ${remoteId} suits no chunk of this library that is without its audio.`,
    'Adopt one whose text and settings are those of a chunk here, within an hour of its making.',
  );
}
