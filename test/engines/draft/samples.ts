import { readFliteWav } from '../../../electron/engines/draft/join-wav.ts';

/** What the tests measure of a WAV file: its rate in Hz, length in seconds, and loudest sample (1 is full scale). */
export function measureWav(wav: Uint8Array<ArrayBuffer>): {
  sampleRate: number;
  seconds: number;
  peak: number;
} {
  const { sampleRate, samples } = readFliteWav(wav);
  const peak = samples.reduce((loudest, sample) => Math.max(loudest, Math.abs(sample)), 0) / 32768;
  return { sampleRate, seconds: samples.length / sampleRate, peak };
}

/** The lengths in seconds of the silences inside a WAV file: runs of at least 40 ms below -46 dB, not at its ends. */
export function innerSilences(wav: Uint8Array<ArrayBuffer>): number[] {
  const { sampleRate, samples } = readFliteWav(wav);
  const silences: number[] = [];
  let lastLoud: number | undefined;
  for (const [index, sample] of samples.entries()) {
    if (Math.abs(sample) < 164) continue;
    const silence = lastLoud === undefined ? 0 : (index - lastLoud) / sampleRate;
    if (silence >= 0.04) silences.push(silence);
    lastLoud = index;
  }
  return silences;
}
