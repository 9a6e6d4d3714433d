import { readFile, writeFile } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { privateFileMode } from '../../base/durable-file.ts';
import { buildPeaks, decodePeaks, encodePeaks, finestBucket, type Peaks } from '../peaks.ts';
import { peaksFile, sampleBytes, takeHeaderBytes } from '../take-file.ts';
import { takeProblem } from './take-source.ts';

/** Where a take's header says how many bytes of samples there are. */
const dataLengthAt = 40;

/**
 * The peaks of a take from the file beside it. Where that is missing, damaged, or too short for `samples` samples, they
 * are made anew from the take and put there. Rejects with `export-mismatch` when the take cannot be read either.
 */
export async function readTakePeaks(take: string, samples: number): Promise<Peaks> {
  const stored = await readFile(peaksFile(take)).then(decodePeaks, () => null);
  const finest = stored?.[0]?.length ?? 0;
  if (stored !== null && finest / 2 >= Math.ceil(samples / finestBucket)) return stored;
  return rebuildTakePeaks(take);
}

async function rebuildTakePeaks(take: string): Promise<Peaks> {
  // Milliseconds a take: a whole book of them must let others have their turn in between.
  await nextTurn();
  const bytes = await readFile(take).catch((error: unknown) => {
    throw takeProblem(take, error);
  });
  // What stands behind the samples is no sound; a file that is cut short has fewer than it says.
  const dataBytes = bytes.length < takeHeaderBytes ? 0 : bytes.readUInt32LE(dataLengthAt);
  const length = Math.min(bytes.length - takeHeaderBytes, dataBytes);
  const count = Math.max(0, Math.floor(length / sampleBytes));
  const samples = new Int16Array(count);
  // Takes are little endian, and so is every platform that Lectern runs on.
  bytes.copy(new Uint8Array(samples.buffer), 0, takeHeaderBytes, takeHeaderBytes + count * sampleBytes);
  const peaks = buildPeaks(samples);
  // Only saves the work next time: a library that cannot be written to must still be shown.
  await writeFile(peaksFile(take), encodePeaks(peaks), { mode: privateFileMode }).catch(() => undefined);
  return peaks;
}
