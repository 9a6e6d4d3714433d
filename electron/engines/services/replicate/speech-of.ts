import { LecternError } from '../../../contract/problem.ts';
import type { Speech } from '../../engine.ts';
import type { ReplicatePrediction } from './answers.ts';
import type { RemoteModel } from './remote-model.ts';
import { quote } from './scrub.ts';
import type { Errand } from './errand.ts';
import { expired, fetchOwed } from './fetch-owed.ts';

/**
 * What a prediction that has ended made: its audio is owed, and fetched for as long as it may be had. Throws why there is
 * nothing: `text-too-long`, `prediction-failed`, or `audio-expired` once the service has removed it.
 */
export function speechOf(errand: Errand, prediction: ReplicatePrediction, send?: typeof fetch): Speech {
  if (prediction.status !== 'succeeded') throw failureOf(prediction, errand.model);
  if (prediction.dataRemoved) throw expired(prediction.id);
  return {
    facts: { predictTime: prediction.predictTime },
    audio: (signal, patience) => fetchOwed(errand, prediction, signal, { send, once: patience === 'once' }),
  };
}

function failureOf({ id, status, error }: ReplicatePrediction, model: RemoteModel): LecternError {
  const said = error === null || error === '' ? '' : ` The model said: “${quote(error)}”`;
  if (error !== null && model.tooLong.test(error)) {
    return new LecternError(
      'text-too-long',
      `This chunk has more sounds than ${model.name} can speak in one go.${said}`,
      'Cut it in two.',
    );
  }
  const failed = (what: string, action: string): LecternError =>
    new LecternError('prediction-failed', `Prediction ${id} ${what}.${said}`, action);
  switch (status) {
    case 'canceled':
      return failed(
        'was cancelled on Replicate, by somebody or because it took too long',
        'Speak this chunk again.',
      );
    case 'aborted':
      return failed(
        'was given up by Replicate before it began',
        'Speak this chunk again, later if Replicate is busy.',
      );
    default:
      return failed('failed', 'Try another seed, or change the text.');
  }
}
