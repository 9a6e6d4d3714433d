import type { TimelineItem } from '../../contract/timeline.ts';
import { sampleBytes } from '../take-file.ts';

/** A take in a timeline: which samples of it are heard, and how loud. */
export type TakePart = Extract<TimelineItem, { kind: 'take' }>;

/**
 * Applies a part's gain and fades, in place, to the 16-bit little-endian samples in `bytes`; `first` is the position
 * of the first of them within the part. Each sample depends on its position alone, so blocks may be cut anywhere.
 * Gain is 10^(dB/20); a fade is linear, silent at the part's outermost sample. Rounded, and clipped to 16 bits.
 */
export function shapeSamples(bytes: Uint8Array, part: TakePart, first: number): void {
  const level = 10 ** (part.gain / 20);
  const end = first + bytes.length / sampleBytes;
  const fadeInEnd = Math.min(part.fadeIn, part.samples);
  const fadeOutStart = Math.max(part.samples - part.fadeOut, 0);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const shape = (from: number, to: number): void => {
    for (let position = Math.max(from, first); position < Math.min(to, end); position += 1) {
      let factor = level;
      if (position < fadeInEnd) factor *= position / part.fadeIn;
      if (position >= fadeOutStart) factor *= (part.samples - 1 - position) / part.fadeOut;
      const at = (position - first) * sampleBytes;
      view.setInt16(at, clip(Math.round(view.getInt16(at, true) * factor)), true);
    }
  };
  if (level !== 1) {
    shape(0, part.samples);
  } else {
    shape(0, fadeInEnd);
    shape(Math.max(fadeOutStart, fadeInEnd), part.samples);
  }
}

/**
 * The extremes of what {@link shapeSamples} makes of samples `first` to `end` (exclusive) of a part, given their extremes
 * before: exact for gain alone; within fades, bounds that the samples cannot leave.
 */
export function shapeExtremes({ low, high }: Extremes, part: TakePart, first: number, end: number): Extremes {
  const level = 10 ** (part.gain / 20);
  const rising = (position: number): number =>
    position < part.fadeIn && position < part.samples ? position / part.fadeIn : 1;
  const falling = (position: number): number =>
    position >= part.samples - part.fadeOut ? (part.samples - 1 - position) / part.fadeOut : 1;
  const most = level * rising(end - 1) * falling(first);
  const least = level * rising(first) * falling(end - 1);
  return {
    low: clip(Math.round(low * (low < 0 ? most : least))),
    high: clip(Math.round(high * (high < 0 ? least : most))),
  };
}

/** The smallest and the largest of some samples. */
export interface Extremes {
  low: number;
  high: number;
}

function clip(sample: number): number {
  return Math.max(-32768, Math.min(32767, sample));
}
