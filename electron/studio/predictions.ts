import type { CallOutput } from '../contract/calls.ts';
import type { PredictionId, ProjectId } from '../contract/ids.ts';
import type { Prediction, RemotePrediction } from '../contract/prediction.ts';
import { LecternError, toProblem } from '../contract/problem.ts';
import { clearProblem } from '../db/queries/chunks.ts';
import { listLost, repeatPrediction, type LostPrediction } from '../db/queries/lost-predictions.ts';
import { findPrediction } from '../db/queries/prediction-list.ts';
import { findByRemote, findOpen, type OpenPrediction } from '../db/queries/predictions.ts';
import { parseJson } from '../db/statement.ts';
import type { PreparedSpeech } from '../engines/engine.ts';
import type { ReplicatePrediction } from '../engines/services/replicate/answers.ts';
import type { ReplicateClient } from '../engines/services/replicate/replicate-client.ts';
import type { Patience } from '../engines/services/replicate/patience.ts';
import { sleep } from '../base/sleep.ts';
import { Errand } from '../engines/services/replicate/errand.ts';
import { findLost } from '../engines/services/replicate/find-lost.ts';
import { styletts2Model, styletts2Remote } from '../engines/styletts2/model.ts';
import { isSameInput } from '../engines/services/replicate/same-input.ts';
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
  patience: Patience;
  /** Aborts when the studio closes. */
  signal: AbortSignal;
  /** A client of the service as it is set now. Throws `token-missing`. */
  client: () => ReplicateClient;
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
   * Cancels a prediction that runs, also on Replicate. One that was sent without an answer is looked for there first, by
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
      else await this.cancelRemote(open.remoteId);
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
    const remoteId = open.remoteId ?? (await this.#findThere(open));
    if (remoteId === null) {
      this.#giveUp(open);
      return;
    }
    try {
      await this.cancelRemote(remoteId);
    } catch (thrown) {
      // Nobody knows it there, and a person wants to be rid of it.
      if (toProblem(thrown).code !== 'not-found') throw thrown;
      this.#giveUp(open);
    }
  }

  /** Looks for one that was sent without an answer, and takes its id down; null when it is to be given up. */
  async #findThere(open: OpenPrediction): Promise<string | null> {
    const { id, sentAt, input } = open;
    if (sentAt === null || input === null) return null;
    const { log, patience, signal } = this.#needs;
    const ledger = log.ledger(id, open);
    const errand = new Errand(
      this.#needs.client(),
      ledger,
      { now: Date.now, sleep },
      styletts2Remote,
      patience,
    );
    try {
      const answer = await findLost(errand, { input: inputOf(input), version: versionOf(open) }, signal);
      if (answer !== null) errand.note(answer);
      return answer?.id ?? null;
    } catch (thrown) {
      if (toProblem(thrown).code === 'prediction-unknown') return null;
      throw thrown;
    }
  }

  #giveUp({ id, chunk, project, sentAt }: OpenPrediction): void {
    const { log } = this.#needs;
    log.end(id, 'aborted', sentAt === null ? null : givenUp);
    if (chunk === null) return;
    log.write((db) => {
      clearProblem(db, chunk);
    });
    this.#changed(project);
  }

  /** A page of the account's own list, with what this library knows of it. */
  async listRemote(cursor: string | null): Promise<CallOutput<'predictions.remote'>> {
    const client = this.#needs.client();
    const { predictions, next } = await client.list(cursor === null ? {} : { next: cursor });
    return { predictions: predictions.map((answer) => this.#describe(client.address, answer)), next };
  }

  /** Cancels a prediction of the account, and writes down how it really ended where it is this library's. */
  async cancelRemote(remoteId: string): Promise<void> {
    const client = this.#needs.client();
    await client.cancel(remoteId).catch((thrown: unknown) => {
      // What has ended cannot be cancelled: how it ended is asked next.
      if (toProblem(thrown).code !== 'input-refused' && toProblem(thrown).code !== 'not-found') throw thrown;
    });
    const id = findByRemote(this.#needs.library.db, client.address, remoteId);
    if (id === null) return;
    const answer = await client.get(remoteId);
    const open = findOpen(this.#needs.library.db, id);
    if (open === null) return;
    this.#needs.log.ledger(id, open).observed(answer);
    if (answer.status === 'canceled' && !this.#needs.narrator.drives(id)) {
      this.#needs.log.end(id, 'cancelled', null);
    }
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
    const client = this.#needs.client();
    const answer = await client.get(remoteId);
    const lost = this.#lostLike(client.address, answer);
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

  #describe(service: string, answer: ReplicatePrediction): RemotePrediction {
    const { db } = this.#needs.library;
    const prediction = findByRemote(db, service, answer.id);
    const lost = prediction === null ? this.#lostLike(service, answer) : null;
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
  #lostLike(service: string, answer: ReplicatePrediction): LostPrediction | null {
    const text = textOf(answer);
    const isOver = ['failed', 'canceled', 'aborted'].includes(answer.status) || answer.dataRemoved;
    const { db } = this.#needs.library;
    const theirs = answer.input;
    if (text === null || theirs === null || isOver) return null;
    if (findByRemote(db, service, answer.id) !== null) return null;
    return (
      listLost(db, text).find(({ input }) => isSameInput(theirs, inputOf(input), styletts2Remote)) ?? null
    );
  }

  #changed(project: ProjectId | null): void {
    if (project !== null) this.#needs.events.emit('project', { project });
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

/** The version of the model that it was asked of. */
function versionOf({ maker }: OpenPrediction): string {
  return maker ?? styletts2Model.version;
}

const { problem: givenUp } = new LecternError(
  'prediction-unknown',
  'No answer came to it, and it was given up.',
  'If it was made all the same, it is on replicate.com/predictions, and can be adopted from there for an hour.',
);

function notAdoptable(remoteId: string): LecternError {
  return new LecternError(
    'not-found',
    `The prediction ${remoteId} suits no chunk of this library that is without its audio.`,
    'Adopt one whose text and settings are those of a chunk here, within an hour of its making.',
  );
}
