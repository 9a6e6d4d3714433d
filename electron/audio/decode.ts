import { MPEGDecoder } from 'mpg123-decoder';
import { LecternError } from '../contract/problem.ts';
import { isWav } from '../base/audio-kind.ts';
import { describeForeign } from './describe-foreign.ts';
import { scanMp3, type Mp3Outline } from '../base/mp3-frames.ts';
import { UnusableAudio } from './unusable-audio.ts';
import { openWav, type Sound } from './wav.ts';

/** Takes a block of samples; `enough` ends the decoding. */
export type OnBlock = (samples: Float32Array) => 'enough' | undefined;

/** A WAV or MP3 file that was looked into, to be decoded block by block. */
export interface OpenAudio {
  /** Hz. */
  sampleRate: number;
  channels: number;
  /**
   * Decodes in order, mono from -1 to 1 (an MP3 may reach beyond), a block of any length a call, until `onBlock` answers
   * `enough`. Resolves to what shows that the file is not whole, as the end of a sentence about it, else to null.
   */
  decode(onBlock: OnBlock): Promise<string | null>;
}

const blockFrames = 65_536;
/** What mpg123's input takes in at once, in bytes. */
const feedBytes = 65_536;
const endsEarly = 'it ends before its audio does';

/** Opens a file by its bytes, never by its name. Throws `UnusableAudio` for what is neither WAV nor MP3. */
export function openAudio(bytes: Uint8Array): OpenAudio {
  if (bytes.length === 0) throw new UnusableAudio('foreign', 'it is empty');
  if (isWav(bytes)) return openWavAudio(bytes);
  const outline = scanMp3(bytes);
  if (outline === null) {
    throw new UnusableAudio('foreign', `it looks like ${describeForeign(bytes)}, not like WAV or MP3 audio`);
  }
  const { sampleRate, channels } = outline;
  return { sampleRate, channels, decode: (onBlock) => decodeMp3(bytes, outline, onBlock) };
}

/**
 * Decodes the audio that a voice returned to mono at its own rate. Throws `engine-failed` for what is no audio, is
 * broken, or is cut short.
 */
export async function decodeAudio(bytes: Uint8Array): Promise<Sound> {
  try {
    const audio = openAudio(bytes);
    const blocks: Float32Array[] = [];
    const flaw = await audio.decode((block) => {
      blocks.push(block);
      return undefined;
    });
    if (flaw !== null) throw new UnusableAudio('damaged', flaw);
    return { sampleRate: audio.sampleRate, samples: joinBlocks(blocks) };
  } catch (thrown) {
    if (!(thrown instanceof UnusableAudio)) throw thrown;
    throw new LecternError(
      'engine-failed',
      `The voice returned audio that cannot be used: ${thrown.message}.`,
      'Narrate this chunk again.',
      { cause: thrown },
    );
  }
}

/** The blocks end to end. */
export function joinBlocks(blocks: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const joined = new Float32Array(blocks.reduce((length, block) => length + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    joined.set(block, at);
    at += block.length;
  }
  return joined;
}

function openWavAudio(bytes: Uint8Array): OpenAudio {
  const wav = openWav(bytes);
  const { sampleRate, channels, frames } = wav;
  return {
    sampleRate,
    channels,
    decode(onBlock) {
      for (let at = 0; at < frames; at += blockFrames) {
        if (onBlock(wav.mono(at, Math.min(at + blockFrames, frames))) === 'enough') break;
      }
      return Promise.resolve(wav.isCutShort ? endsEarly : null);
    },
  };
}

/** Decodes with mpg123, gapless: what an encoder says it added at both ends is left out. */
async function decodeMp3(
  bytes: Uint8Array,
  { start, isCutShort }: Mp3Outline,
  onBlock: OnBlock,
): Promise<string | null> {
  const decoder = new MPEGDecoder();
  await decoder.ready;
  try {
    let samples = 0;
    let faults = 0;
    for (let at = start; at < bytes.length; at += feedBytes) {
      // It never throws: what is broken shows in its errors, and in samples that are missing.
      const { channelData, samplesDecoded, errors } = decoder.decode(bytes.subarray(at, at + feedBytes));
      samples += samplesDecoded;
      faults += errors.length;
      if (samplesDecoded > 0 && onBlock(toMono(channelData)) === 'enough') break;
    }
    if (samples === 0) throw new UnusableAudio('damaged', 'its MP3 frames hold no sound');
    if (faults > 0) return 'some of its MP3 frames are damaged';
    return isCutShort ? endsEarly : null;
  } finally {
    decoder.free();
  }
}

/** mpg123 always answers two channels; those of a mono file are the same. The mean is written into the first. */
function toMono([left = new Float32Array(0), right = left]: readonly Float32Array[]): Float32Array {
  for (let index = 0; index < left.length; index++) {
    left[index] = ((left[index] ?? 0) + (right[index] ?? 0)) / 2;
  }
  return left;
}
