import { LecternError } from '../../contract/problem.ts';
import type { Speech } from '../engine.ts';
import type { ReplicatePrediction } from '../replicate/answers.ts';
import { downloadAudio, type DownloadOptions } from '../replicate/download.ts';
import { quote } from '../replicate/scrub.ts';

/** PyTorch's words when a text makes more than the 512 tokens that the model has room for. */
const tooManyTokens = /expanded size of the tensor/iu;

/**
 * What a prediction that has ended made. Throws why there is nothing: `audio-expired`, `text-too-long` or
 * `prediction-failed`.
 */
export function speechOf(prediction: ReplicatePrediction, options: DownloadOptions): Speech {
  if (prediction.status !== 'succeeded') throw failureOf(prediction);
  const address = outputOf(prediction);
  return {
    facts: { predictTime: prediction.predictTime },
    audio: (signal) => downloadAudio(address, signal, options),
  };
}

/** The address of the audio: a string, or a list of one. Throws `audio-expired` when there is none. */
function outputOf({ id, output, dataRemoved }: ReplicatePrediction): string {
  const outputs = Array.isArray(output) ? output : [output];
  const [address] = outputs;
  if (typeof address === 'string' && outputs.length === 1) return address;
  if (output === null) {
    const why = dataRemoved
      ? 'Replicate has removed its audio, which it keeps for an hour'
      : 'Replicate no longer has any audio for it';
    throw new LecternError(
      'audio-expired',
      `Prediction ${id} succeeded, but ${why}.`,
      'Speak this chunk again.',
    );
  }
  throw new LecternError(
    'engine-failed',
    `Prediction ${id} succeeded, but its output is not one audio file.`,
    'Speak this chunk again.',
  );
}

function failureOf({ id, status, error }: ReplicatePrediction): LecternError {
  const said = error === null || error === '' ? '' : ` The model said: “${quote(error)}”`;
  if (error !== null && tooManyTokens.test(error)) {
    return new LecternError(
      'text-too-long',
      `This chunk has more sounds than StyleTTS 2 can speak in one go.${said}`,
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
