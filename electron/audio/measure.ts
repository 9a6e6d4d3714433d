/** What is measured of a take. */
export interface Measures {
  /** Length in samples. */
  samples: number;
  /** Highest absolute sample, in dB below full scale; -Infinity is written as -144. */
  peak: number;
  /** Root mean square, in dB below full scale; -144 for silence. */
  rms: number;
  /** How many samples stand at full scale. */
  clipped: number;
}

const silence = -144;
const fullScale = 0x7fff;

/** Measures 16-bit samples. */
export function measure(samples: Int16Array): Measures {
  let peak = 0;
  let squares = 0;
  let clipped = 0;
  for (const sample of samples) {
    const level = Math.abs(sample);
    if (level > peak) peak = level;
    if (level >= fullScale) clipped++;
    squares += sample * sample;
  }
  const mean = samples.length === 0 ? 0 : Math.sqrt(squares / samples.length);
  return { samples: samples.length, peak: decibels(peak), rms: decibels(mean), clipped };
}

function decibels(level: number): number {
  return level === 0 ? silence : 20 * Math.log10(level / 0x8000);
}

/** Rounds -1 to 1 to 16 bits; what lies beyond is clipped. */
export function toInt16(samples: Float32Array): Int16Array<ArrayBuffer> {
  const rounded = new Int16Array(samples.length);
  for (let index = 0; index < samples.length; index++) {
    const value = Math.round((samples[index] ?? 0) * 0x8000);
    rounded[index] = Math.max(-0x8000, Math.min(fullScale, value));
  }
  return rounded;
}
