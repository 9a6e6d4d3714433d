import { wavHeader } from '../../electron/audio/wav.ts';

/** Seconds of the pulse that the model's outputs may end in. */
const pulseSeconds = 0.002;

/**
 * The flaws of the deployed model's outputs: the bytes of a WAV header played as sound, a click of about 1 ms, before
 * the speech, and a pulse after it.
 */
export function addBlemishes(samples: Float32Array, sampleRate: number): Float32Array<ArrayBuffer> {
  const header = wavHeader(samples.length, sampleRate);
  const click = Float32Array.from(new Int16Array(header.buffer), (value) => value / 0x8000);
  const pulse = new Float32Array(Math.round(pulseSeconds * sampleRate)).map((_, at) => 0.5 * 0.9 ** at);
  const blemished = new Float32Array(click.length + samples.length + pulse.length);
  blemished.set(click);
  blemished.set(samples, click.length);
  blemished.set(pulse, click.length + samples.length);
  return blemished;
}
