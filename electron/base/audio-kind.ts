import { scanMp3 } from './mp3-frames.ts';

/** Whether the bytes begin like a WAV file, RF64 included. */
export function isWav(bytes: Uint8Array): boolean {
  return ['RIFF', 'RF64'].includes(ascii(bytes, 0, 4)) && ascii(bytes, 8, 12) === 'WAVE';
}

/** What the bytes of a whole file are, by their content alone, whatever stands before their first sound; null when neither. */
export function audioKind(bytes: Uint8Array): 'mp3' | 'wav' | null {
  if (isWav(bytes)) return 'wav';
  return scanMp3(bytes) === null ? null : 'mp3';
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
