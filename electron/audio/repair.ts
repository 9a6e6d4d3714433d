import type { EngineEntry } from '../contract/engine-entry.ts';
import type { Sound } from './wav.ts';

/** What is wrong with an engine's audio as a rule, and is put right before it becomes a take. */
export type Repair = EngineEntry['repair'];

/** The start is muted this far at least, and so is the very end, in seconds (FACTS.md section 7). */
const mutedStart = 0.02;
const mutedEnd = 0.002;
/** The steps in which the level is followed, and the fade next to what is muted, in seconds. */
const step = 0.005;
/**
 * How far from its end of the sound a click is looked for, in seconds: without a note of the encoder's delay, an MP3
 * begins with up to 1,105 samples of it, and ends with up to a frame more.
 */
const reach = 0.075;
/** A click is at least this loud, in dBFS, … */
const loudest = -30;
/** … and so abrupt: two steps to either side of it the level is this much lower, in dB. Speech never is. */
const drop = 20;
/** Its ringing is followed down to where it cannot be heard, in dBFS, or falls no more, and no further than this in steps. */
const inaudible = -80;
const longestRing = 12;
/** Between two steps a ringing may rise by this much, in dB. */
const wobble = 2;

/**
 * Takes away, in place, the click at the start of StyleTTS 2's audio (the header of a WAV file played as sound, 1 ms) and
 * the pulse at its end (within its last 2 ms), with what MP3 makes of them: at 64 kb/s the click rings on for 40 ms at
 * -30 dBFS, and the pulse is heard 15 ms ahead. What lies between stays as it is, sample for sample.
 */
export function muteClicks({ sampleRate, samples }: Sound): void {
  muteStart(samples, sampleRate, mutedStart);
  // The same from behind: a pulse is heard ahead as a click rings on.
  samples.reverse();
  muteStart(samples, sampleRate, mutedEnd);
  samples.reverse();
}

/** Mutes `least` seconds, or up to where a click has rung out, and fades what follows in. */
function muteStart(samples: Float32Array, sampleRate: number, least: number): void {
  const stepSamples = Math.round(step * sampleRate);
  const end = Math.min(
    samples.length,
    Math.max(Math.round(least * sampleRate), endOfClick(samples, stepSamples)),
  );
  samples.fill(0, 0, end);
  const fadeEnd = Math.min(samples.length, end + stepSamples);
  for (let index = end; index < fadeEnd; index++) {
    const gain = 0.5 - 0.5 * Math.cos((Math.PI * (index - end + 0.5)) / stepSamples);
    samples[index] = (samples[index] ?? 0) * gain;
  }
}

/** Where a click near the start has rung out, in samples; 0 when there is none. */
function endOfClick(samples: Float32Array, stepSamples: number): number {
  const levels = stepLevels(samples, stepSamples);
  const click = levels.findIndex((level, at) => level >= loudest && isAbrupt(levels, at));
  if (click < 0 || click > reach / step) return 0;
  let end = click + 1;
  for (let at = click + 2, lowest = levels[end] ?? inaudible; at <= click + longestRing; at++) {
    const level = levels[at];
    if (lowest <= inaudible || level === undefined || level > lowest + wobble) break;
    lowest = Math.min(lowest, level);
    end = at;
  }
  return end * stepSamples;
}

function isAbrupt(levels: readonly number[], at: number): boolean {
  const limit = (levels[at] ?? 0) - drop;
  const before = levels[at - 2] ?? -Infinity;
  const after = levels[at + 2];
  return before <= limit && after !== undefined && after <= limit;
}

/** Peaks in dBFS of the first steps: as many as the search and a ringing behind it need. */
function stepLevels(samples: Float32Array, stepSamples: number): number[] {
  const count = Math.min(Math.floor(samples.length / stepSamples), Math.ceil(reach / step) + longestRing + 2);
  return Array.from({ length: count }, (_, index) => {
    const window = samples.subarray(index * stepSamples, (index + 1) * stepSamples);
    return 20 * Math.log10(window.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0));
  });
}
