import path from 'node:path';

/** Bytes before the samples in a take: RIFF header, `fmt ` chunk and `data` header, as Lectern writes every take. */
export const takeHeaderBytes = 44;

/** Bytes of one sample: takes are 16-bit mono. */
export const sampleBytes = 2;

/** The peaks of a take stand beside it. */
export function peaksFile(takeFile: string): string {
  return `${takeFile.slice(0, -path.extname(takeFile).length)}.peaks`;
}
