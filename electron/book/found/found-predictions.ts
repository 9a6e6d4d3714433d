import type { TakeIdentity } from '../../audio/take-identity.ts';
import { predictionIdSchema, type PredictionId } from '../../contract/ids.ts';
import type { Voice } from '../../contract/voice.ts';
import type { ReadDb, WriteDb } from '../../db/connection.ts';
import {
  confirmPrediction,
  findKnown,
  insertFoundPrediction,
  type FoundPrediction,
  type KnownPrediction,
} from '../../db/queries/found-audio.ts';
import { findByRemote } from '../../db/queries/predictions.ts';

/** Numbers that name files are no longer than this, so that there are always higher ones. */
const highestNumber = 999_999_999_999_999;

/** The prediction that audio says that it is of, where this database knows it; null where it does not. */
export function findSame(db: ReadDb, identity: TakeIdentity): KnownPrediction | null {
  const { prediction, sent } = identity;
  // A service gives no id twice.
  const remoteId = sent?.remoteId ?? null;
  const byRemote = sent === null || remoteId === null ? null : findByRemote(db, sent.service, remoteId);
  if (byRemote !== null) return findKnown(db, byRemote);
  const byNumber = findKnown(db, predictionIdSchema.parse(prediction));
  return byNumber !== null && isSame(byNumber, identity) ? byNumber : null;
}

/** Where the audio of a prediction belongs in this library. */
export type FoundPlace = Pick<FoundPrediction, 'project' | 'section' | 'chunk' | 'home'> & {
  voice: Voice;
  maker: string;
  /** Whether its engine is paid. */
  paid: boolean;
};

/** Records the prediction that audio says that it is of, or what this database did not know of it. */
export function recordSame(db: WriteDb, identity: TakeIdentity, place: FoundPlace): PredictionId {
  const { sent } = identity;
  const learned = {
    remoteId: sent?.remoteId ?? null,
    predictTime: sent?.predictTime ?? null,
    cost: sent?.cost ?? (sent === null ? 0 : null),
  };
  const known = findSame(db, identity);
  if (known !== null) {
    confirmPrediction(db, known.id, learned);
    return known.id;
  }
  const { voice, ...rest } = place;
  return insertFoundPrediction(db, {
    ...{ ...rest, ...learned },
    id: freeNumber(db, identity.prediction),
    kind: identity.project === null ? 'try' : 'chunk',
    sourceHash: identity.project?.sourceHash ?? null,
    engine: voice.engine,
    voice: JSON.stringify(voice),
    text: identity.text,
    speechKey: identity.speechKey,
    input: sent === null ? null : JSON.stringify(sent.input),
    inputHash: sent?.inputHash ?? null,
    service: sent?.service ?? null,
    revision: identity.revision,
    maker: place.maker,
    createdAt: identity.createdAt,
  });
}

/** The number that it had, where no other prediction has it here. */
function freeNumber(db: ReadDb, number: number): PredictionId | null {
  const id = predictionIdSchema.parse(number);
  return number > highestNumber || findKnown(db, id) !== null ? null : id;
}

function isSame(known: KnownPrediction, { sent, speechKey, text }: TakeIdentity): boolean {
  if (sent === null) return known.speechKey === speechKey && known.text === text;
  return known.inputHash === sent.inputHash && (known.remoteId === null || known.remoteId === sent.remoteId);
}
