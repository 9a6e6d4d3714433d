import type { Sound } from './wav.ts';

/** A window of this many seconds is silent when its peak stays below the floor. */
const windowSeconds = 0.005;
/** Speech is what rises above this far below the loudest sample, in dB, and never below the absolute floor in dBFS. */
const relativeFloor = -46;
const absoluteFloor = -66;
/** Kept around the speech, in seconds, so that soft onsets and endings survive. */
const keepBefore = 0.02;
const keepAfter = 0.05;
/** Length of the fade at both ends, in seconds. */
const fadeSeconds = 0.005;

/** The sound without the silence at both ends; no samples at all when nothing rises above the floor. */
export function trimSilence({ sampleRate, samples }: Sound): Sound {
  const window = Math.max(1, Math.round(windowSeconds * sampleRate));
  const peak = windowPeak(samples, 0, samples.length);
  const floor = Math.max(peak * 10 ** (relativeFloor / 20), 10 ** (absoluteFloor / 20));
  let first = 0;
  while (first < samples.length && windowPeak(samples, first, first + window) < floor) first += window;
  if (first >= samples.length) return { sampleRate, samples: new Float32Array(0) };
  let last = samples.length;
  while (windowPeak(samples, last - window, last) < floor) last -= window;
  const from = Math.max(0, first - Math.round(keepBefore * sampleRate));
  const to = Math.min(samples.length, last + Math.round(keepAfter * sampleRate));
  return { sampleRate, samples: samples.slice(from, to) };
}

/** Fades both ends in place with half a raised cosine, so that a cut never clicks. */
export function fadeEnds({ sampleRate, samples }: Sound): void {
  const length = Math.min(Math.round(fadeSeconds * sampleRate), Math.floor(samples.length / 2));
  for (let index = 0; index < length; index++) {
    const gain = 0.5 - 0.5 * Math.cos((Math.PI * (index + 0.5)) / length);
    const mirrored = samples.length - 1 - index;
    samples[index] = (samples[index] ?? 0) * gain;
    samples[mirrored] = (samples[mirrored] ?? 0) * gain;
  }
}

function windowPeak(samples: Float32Array, from: number, to: number): number {
  let peak = 0;
  for (let index = Math.max(0, from); index < Math.min(to, samples.length); index++) {
    peak = Math.max(peak, Math.abs(samples[index] ?? 0));
  }
  return peak;
}
