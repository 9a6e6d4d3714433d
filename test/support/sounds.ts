import { wavHeader } from '../../electron/audio/wav.ts';

/** A sine from -1 to 1: `frequency` in Hz, lengths in seconds, with silence before and after. */
export function tone(options: {
  frequency: number;
  seconds: number;
  sampleRate: number;
  amplitude?: number;
  before?: number;
  after?: number;
}): Float32Array<ArrayBuffer> {
  const { frequency, seconds, sampleRate, amplitude = 0.5, before = 0, after = 0 } = options;
  const start = Math.round(before * sampleRate);
  const length = Math.round(seconds * sampleRate);
  const samples = new Float32Array(start + length + Math.round(after * sampleRate));
  for (let index = 0; index < length; index++) {
    samples[start + index] = amplitude * Math.sin((2 * Math.PI * frequency * index) / sampleRate);
  }
  return samples;
}

/** The samples as a 16-bit mono WAV file. */
export function wavOf(samples: Float32Array, sampleRate: number): Uint8Array<ArrayBuffer> {
  const header = wavHeader(samples.length, sampleRate);
  const bytes = new Uint8Array(header.length + samples.length * 2);
  bytes.set(header);
  const view = new DataView(bytes.buffer, header.length);
  samples.forEach((sample, index) => {
    view.setInt16(index * 2, Math.round(sample * 0x7fff), true);
  });
  return bytes;
}

/** The samples of a take on disk, as Lectern wrote it. */
export function samplesOf(wav: Uint8Array): Int16Array {
  const view = new DataView(wav.buffer, wav.byteOffset + 44);
  const length = new DataView(wav.buffer, wav.byteOffset).getUint32(40, true) / 2;
  return Int16Array.from({ length }, (_, index) => view.getInt16(index * 2, true));
}
