import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { ClipQuality, ReferenceFile } from '../contract/named-voice.ts';
import { largestRecording, longestRecording } from '../contract/recording.ts';
import { LecternError } from '../contract/problem.ts';
import { joinBlocks, openAudio, type OnBlock, type OpenAudio } from './decode.ts';
import { writeDurably } from '../base/durable-file.ts';
import { fileProblem } from '../base/file-problem.ts';
import { judgeReference } from './judge-reference.ts';
import { toInt16 } from './measure.ts';
import { Outline } from './outline.ts';
import { resample } from './resample.ts';
import { fadeEnds } from './trim.ts';
import { UnusableAudio } from './unusable-audio.ts';
import { wavHeader } from './wav.ts';

/** The rate that the model listens at, in Hz. */
const clipRate = 24_000;

/** A clip to be cut, in seconds from the start of the file. */
export interface CutRequest {
  file: string;
  from: number;
  to: number;
  /** Path of the clip. */
  target: string;
}

/** A clip that was cut. */
export interface CutClip {
  /** Hex SHA-256 of its file. */
  hash: string;
  seconds: number;
  quality: ClipQuality;
}

/**
 * Looks at a WAV or MP3 file of any rate and number of channels that a clip may be cut from: its facts, and its outline
 * for drawing. Throws `file-missing`, `file-unreadable` for one that is damaged or may not be read, `file-empty`, and
 * `file-unsupported` for what is no WAV or MP3, or larger than 100 MB or half an hour.
 */
export async function inspectReference(file: string): Promise<Omit<ReferenceFile, 'name'>> {
  const audio = openReference(file);
  const outline = new Outline();
  await decodeReference(audio, (block) => {
    outline.add(block);
    return undefined;
  });
  const { sampleRate, channels } = audio;
  return { seconds: outline.samples / sampleRate, sampleRate, channels, peaks: outline.peaks() };
}

/**
 * Cuts a clip out of such a file and writes it durably: 24 kHz, mono, 16 bits, faded at the cuts, lowered only where it
 * would clip. It is judged as it was in the file. Throws as {@link inspectReference} does, `invalid-call` for a range with
 * nothing in it, and `disk-full` or `library-unwritable` when the clip cannot be written.
 */
export async function cutReference({ file, from, to, target }: CutRequest): Promise<CutClip> {
  const audio = openReference(file);
  const range = await decodeRange(
    audio,
    Math.round(from * audio.sampleRate),
    Math.round(to * audio.sampleRate),
  );
  if (range.length === 0) {
    throw new LecternError('invalid-call', 'There is nothing between the two marks.', 'Move them apart.');
  }
  const quality = judgeReference(range, audio.sampleRate);
  const sound = await resample({ sampleRate: audio.sampleRate, samples: range }, clipRate);
  fadeEnds(sound);
  const samples = toInt16(withoutClipping(sound.samples));
  const pieces = [wavHeader(samples.length, clipRate), new Uint8Array(samples.buffer)];
  try {
    writeDurably(target, pieces);
  } catch (thrown) {
    throw fileProblem(thrown, path.dirname(target));
  }
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return { hash: hash.digest('hex'), seconds: samples.length / clipRate, quality };
}

function openReference(file: string): OpenAudio {
  const bytes = readReference(file);
  if (bytes.length === 0) {
    throw new LecternError('file-empty', 'The audio file is empty.', 'Choose another file.');
  }
  return inWords(() => openAudio(bytes));
}

function readReference(file: string): Uint8Array {
  try {
    const { size } = statSync(file);
    if (size > largestRecording) throw tooLong(`larger than ${largestRecording / 1024 / 1024} MB`);
    return readFileSync(file);
  } catch (thrown) {
    if (thrown instanceof LecternError) throw thrown;
    const isMissing = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
    throw new LecternError(
      isMissing ? 'file-missing' : 'file-unreadable',
      isMissing ? 'The audio file is no longer there.' : 'Lectern may not read the audio file.',
      isMissing ? 'Choose it again.' : 'Give yourself permission to read it, or choose another file.',
      { cause: thrown },
    );
  }
}

/** Decodes it. A file whose end is missing is still good for a clip. */
async function decodeReference(audio: OpenAudio, onBlock: OnBlock): Promise<void> {
  let samples = 0;
  try {
    await audio.decode((block) => {
      samples += block.length;
      if (samples > longestRecording * audio.sampleRate) throw tooLong('longer than half an hour');
      return onBlock(block);
    });
  } catch (thrown) {
    throw asProblem(thrown);
  }
  if (samples === 0) throw asProblem(new UnusableAudio('damaged', 'it has no audio data'));
}

/** The samples from one index to another, as far as there are any. */
async function decodeRange(audio: OpenAudio, from: number, to: number): Promise<Float32Array<ArrayBuffer>> {
  const kept: Float32Array[] = [];
  let at = 0;
  await decodeReference(audio, (block) => {
    const piece = block.subarray(Math.max(0, from - at), Math.max(0, to - at));
    if (piece.length > 0) kept.push(piece.slice());
    at += block.length;
    return at >= to ? 'enough' : undefined;
  });
  return joinBlocks(kept);
}

/** Resampling may reach beyond full scale, and so may an MP3. */
function withoutClipping(samples: Float32Array): Float32Array {
  const peak = samples.reduce((highest, sample) => Math.max(highest, Math.abs(sample)), 0);
  return peak < 1 ? samples : samples.map((sample) => (sample / peak) * 0.999);
}

function inWords<Value>(open: () => Value): Value {
  try {
    return open();
  } catch (thrown) {
    throw asProblem(thrown);
  }
}

function asProblem(thrown: unknown): unknown {
  if (!(thrown instanceof UnusableAudio)) return thrown;
  return new LecternError(
    thrown.kind === 'foreign' ? 'file-unsupported' : 'file-unreadable',
    `The audio file cannot be used: ${thrown.message}.`,
    'Choose a WAV or MP3 file, or save it as one in an audio editor.',
    { cause: thrown },
  );
}

function tooLong(what: string): LecternError {
  return new LecternError(
    'file-unsupported',
    `The audio file is ${what}.`,
    'Cut the passage with the voice out of it in an audio editor, and choose that.',
  );
}
