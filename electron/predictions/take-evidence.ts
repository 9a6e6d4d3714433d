import { hash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { isWholeTake, readOriginalIdentity } from '../audio/identity-chunk.ts';
import type { FoundTake } from '../audio/inspect-take.ts';
import { takeIdentitySchema } from '../audio/take-identity.ts';
import { isOf, type IdentityFacts } from '../audio/write-take.ts';
import type { PredictionId, ProjectId } from '../contract/ids.ts';
import type { ReadDb } from '../db/connection.ts';
import {
  findPredictionFacts,
  findProjectFacts,
  listOriginals,
  type PredictionFacts,
} from '../db/queries/identities.ts';
import { setTakeHash, type ProvableTake, type TakeFile } from '../db/queries/takes.ts';
import { parseJson } from '../db/statement.ts';
import type { AudioCalls } from '../audio/worker-calls.ts';
import type { WorkerClient } from '../base/port.ts';
import type { Library } from '../library/open-library.ts';
import { found } from '../base/not-found.ts';
import { originalFile, projectOfFile } from '../library/take-files.ts';

/**
 * What a prediction's audio says of itself, for a project (null: for a try). Throws `not-found` for a prediction that
 * there is not.
 */
export function identityFacts(
  db: ReadDb,
  prediction: PredictionId,
  project: ProjectId | null,
  predictTime: number | null = null,
): IdentityFacts {
  const facts = found(findPredictionFacts(db, prediction), 'prediction');
  const { text, revision, maker, speechKey, createdAt } = facts;
  return {
    prediction,
    project: project === null ? null : findProjectFacts(db, project),
    text,
    voice: takeIdentitySchema.shape.voice.parse(parseJson(facts.voice)),
    revision,
    maker,
    speechKey,
    sent: sentFacts(facts, predictTime),
    createdAt,
  };
}

function sentFacts(facts: PredictionFacts, predictTime: number | null): IdentityFacts['sent'] {
  const { input, inputHash, service, remoteId, rate } = facts;
  if (input === null || inputHash === null || service === null) return null;
  const seconds = predictTime ?? facts.predictTime;
  return {
    input: takeIdentitySchema.shape.voice.parse(parseJson(input)),
    inputHash,
    service,
    remoteId,
    predictTime: seconds,
    cost: seconds === null ? facts.cost : seconds * rate,
  };
}

/** Tells audio that is a prediction's from what only has its name. */
export class TakeEvidence {
  readonly #library: Library;
  readonly #worker: WorkerClient<AudioCalls>;

  constructor(library: Library, worker: WorkerClient<AudioCalls>) {
    this.#library = library;
    this.#worker = worker;
  }

  /** Whether a take's file is there, at its exact length. */
  isWhole({ file, samples, sha256 }: Pick<TakeFile, 'file' | 'samples' | 'sha256'>): boolean {
    return isWholeTake(this.#library.file(file), samples, sha256 !== null);
  }

  /**
   * Whether audio that was found is a prediction's: it says so, and its samples are those that it speaks of. What says
   * nothing is believed by its name where only that could be: the prediction is of an earlier Lectern.
   */
  isTakeOf(prediction: PredictionId, { identity, sha256 }: FoundTake): boolean {
    const facts = findPredictionFacts(this.#library.db, prediction);
    if (facts === null) return false;
    if (identity === null) return facts.unidentified === 1;
    return isOf(identity, { ...facts, prediction }) && identity.sha256 === sha256;
  }

  /**
   * The SHA-256 of a take's samples, all of them looked at; null when they are not what they were, or not there. A take
   * of an earlier Lectern is given its identity first. Rejects with what keeps that from being written.
   */
  async prove(take: ProvableTake): Promise<string | null> {
    const { db } = this.#library;
    const { prediction, sampleRate, samples } = take;
    const file = this.#library.file(take.file);
    if (take.sha256 !== null) {
      const there = await this.#worker.call('inspectTake', { file, sampleRate });
      return there?.sha256 === take.sha256 ? take.sha256 : null;
    }
    const identity = identityFacts(db, prediction, projectOfFile(take.file));
    this.#library.ensureHeld();
    const sha256 = await this.#worker.call('identifyTake', { file, samples, sampleRate, identity });
    if (sha256 !== null) setTakeHash(db, take, sha256);
    return sha256;
  }

  /** Where audio of a prediction that was for a project (null: a try) may be as it was received, and whose it is there. */
  originalsOf(
    prediction: PredictionId,
    project: ProjectId | null,
  ): { file: string; home: ProjectId | null }[] {
    const copies = listOriginals(this.#library.db, prediction);
    return [...new Set([originalFile(project, prediction), ...copies])].map((file) => ({
      file,
      home: projectOfFile(file),
    }));
  }

  /** Whether there is audio of a prediction as it was received, by what it says, for a project (null: a try). */
  hasOriginal(prediction: PredictionId, project: ProjectId | null): boolean {
    const original = this.#library.file(originalFile(project, prediction));
    const facts = findPredictionFacts(this.#library.db, prediction);
    if (facts === null || !existsSync(original)) return false;
    const identity = readOriginalIdentity(original);
    return identity === null ? facts.unidentified === 1 : isOf(identity, { ...facts, prediction });
  }

  /** That audio; null when there is none, or it is not what it says that it is. */
  readOriginal(prediction: PredictionId, project: ProjectId | null): Uint8Array | null {
    if (!this.hasOriginal(prediction, project)) return null;
    const original = this.#library.file(originalFile(project, prediction));
    const audio = readFileSync(original);
    const identity = readOriginalIdentity(original);
    return identity === null || identity.sha256 === hash('sha256', audio) ? audio : null;
  }
}
