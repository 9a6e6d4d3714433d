import fs from 'node:fs';
import path from 'node:path';
import { LecternError } from '../contract/problem.ts';
import { fileProblem } from './file-problem.ts';
import { decodeAudio } from './decode.ts';
import { privateFileMode, privateFolderMode, writeDurably } from './durable-file.ts';
import { measure, toInt16, type Measures } from './measure.ts';
import { buildPeaks, encodePeaks } from './peaks.ts';
import { repairStyleTts2, type Repair } from './repair.ts';
import { resample } from './resample.ts';
import { sampleBytes, takeHeaderBytes } from './take-file.ts';
import { fadeEnds, trimSilence } from './trim.ts';
import { wavHeader } from './wav.ts';

/** The peaks of a take stand beside it. */
export function peaksFile(takeFile: string): string {
  return `${takeFile.slice(0, -path.extname(takeFile).length)}.peaks`;
}

/** A take to be made. */
export interface TakeRequest {
  /** A whole WAV or MP3 file, as an engine returned it. */
  audio: Uint8Array;
  /** Path of the take. */
  file: string;
  /** Hz. */
  sampleRate: number;
  /** What the engine's audio is known to need; `none` unless said. */
  repair?: Repair;
  /** Path where the audio is kept as it came, durably and before the take is; not kept unless said. */
  original?: string;
}

/**
 * Turns the audio that an engine returned into a take: decoded, repaired, trimmed, resampled to the project's rate,
 * faded, rounded to 16 bits, written durably with its peaks beside it, measured. Throws `engine-failed`, with nothing
 * written, for audio that is broken or silent; `disk-full` or `library-unwritable` when it cannot be written.
 */
export async function makeTake(request: TakeRequest): Promise<Measures> {
  const { audio, file, sampleRate, repair = 'none', original } = request;
  const decoded = await decodeAudio(audio);
  if (repair === 'styletts2') repairStyleTts2(decoded);
  const spoken = trimSilence(decoded);
  if (spoken.samples.length === 0) {
    throw new LecternError(
      'engine-failed',
      'The voice returned silence instead of speech.',
      'Narrate this chunk again, or change its text.',
    );
  }
  if (original !== undefined) writeInLibrary(original, [audio]);
  const sound = await resample(spoken, sampleRate);
  fadeEnds(sound);
  const samples = toInt16(sound.samples);
  writeTake(file, samples, sampleRate);
  return measure(samples);
}

function writeTake(file: string, samples: Int16Array<ArrayBuffer>, sampleRate: number): void {
  const peaks = peaksFile(file);
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true, mode: privateFolderMode });
    // Peaks first: a take that exists then always has them; without the take they are only an orphan.
    fs.writeFileSync(peaks, encodePeaks(buildPeaks(samples)), { mode: privateFileMode });
    writeDurably(file, [wavHeader(samples.length, sampleRate), littleEndian(samples)]);
  } catch (thrown) {
    fs.rmSync(peaks, { force: true });
    throw fileProblem(thrown, path.dirname(file));
  }
}

function writeInLibrary(file: string, pieces: readonly Uint8Array[]): void {
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true, mode: privateFolderMode });
    writeDurably(file, pieces);
  } catch (thrown) {
    throw fileProblem(thrown, path.dirname(file));
  }
}

/**
 * Measures a take that was written but not recorded before the process ended; null when it is not there or not
 * whole, so that it must be spoken again.
 */
export function inspectTake(file: string, sampleRate: number): Measures | null {
  let bytes: Uint8Array;
  try {
    bytes = fs.readFileSync(file);
  } catch {
    return null;
  }
  const count = (bytes.length - takeHeaderBytes) / sampleBytes;
  if (count < 1 || !Number.isInteger(count)) return null;
  if (Buffer.compare(wavHeader(count, sampleRate), bytes.subarray(0, takeHeaderBytes)) !== 0) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset + takeHeaderBytes);
  return measure(Int16Array.from({ length: count }, (_, index) => view.getInt16(index * sampleBytes, true)));
}

/** The bytes of the samples as a WAV wants them: every platform that Electron runs on is little endian. */
function littleEndian(samples: Int16Array<ArrayBuffer>): Uint8Array {
  return new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
}
