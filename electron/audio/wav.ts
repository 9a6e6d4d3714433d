import { isWav } from '../base/audio-kind.ts';
import { sampleBytes, takeHeaderBytes } from './take-file.ts';
import { UnusableAudio } from './unusable-audio.ts';

/** Decoded audio: mono samples from -1 to 1. */
export interface Sound {
  /** Hz. */
  sampleRate: number;
  samples: Float32Array;
}

interface Format {
  coding: 'integer' | 'float';
  channels: number;
  sampleRate: number;
  bits: number;
}

/** A WAV file that was looked into. */
export interface WavAudio {
  /** Hz. */
  sampleRate: number;
  channels: number;
  /** Length in samples of each channel. */
  frames: number;
  /** Whether the file is shorter than its data chunk says, other than as streaming servers write it. */
  isCutShort: boolean;
  /** Decodes a range of frames; channels are averaged to mono. */
  mono(from: number, to: number): Float32Array<ArrayBuffer>;
}

/** Servers that stream do not know the length yet and write one from here up. */
const streamedLength = 0x7fff_0000;

/**
 * Opens a WAV file: integer PCM of 8, 16, 24 or 32 bits, or 32-bit float. A data chunk that claims more than there is
 * is read to the end of the bytes. Throws `UnusableAudio` when there is nothing to decode.
 */
export function openWav(bytes: Uint8Array): WavAudio {
  if (!isWav(bytes)) throw new UnusableAudio('foreign', 'it is not a WAV file');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let format: Format | undefined;
  let longData: number | undefined;
  for (let at = 12; at + 8 <= bytes.length;) {
    const id = ascii(bytes, at, at + 4);
    const start = at + 8;
    const claimed = view.getUint32(at + 4, true);
    const size = id === 'data' && claimed === 0xffff_ffff ? (longData ?? claimed) : claimed;
    if (id === 'ds64' && start + 16 <= bytes.length) longData = Number(view.getBigUint64(start + 8, true));
    if (id === 'fmt ') format = readFormat(view, start, Math.min(size, bytes.length - start));
    if (id === 'data') {
      if (format === undefined) throw damaged('its format chunk is missing');
      return openData(view, start, size, format);
    }
    at = start + size + (size % 2);
  }
  throw damaged('it has no audio data');
}

/** Decodes a whole WAV file, as {@link openWav} does. */
export function decodeWav(bytes: Uint8Array): Sound {
  const wav = openWav(bytes);
  return { sampleRate: wav.sampleRate, samples: wav.mono(0, wav.frames) };
}

/** The 44-byte header of a 16-bit mono WAV of that many samples. */
export function wavHeader(samples: number, sampleRate: number): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(takeHeaderBytes);
  const view = new DataView(header.buffer);
  const text = (at: number, value: string): void => {
    header.set(new TextEncoder().encode(value), at);
  };
  const dataBytes = samples * sampleBytes;
  text(0, 'RIFF');
  view.setUint32(4, takeHeaderBytes - 8 + dataBytes, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * sampleBytes, true);
  view.setUint16(32, sampleBytes, true);
  view.setUint16(34, sampleBytes * 8, true);
  text(36, 'data');
  view.setUint32(40, dataBytes, true);
  return header;
}

function readFormat(view: DataView, at: number, size: number): Format {
  if (size < 16) throw damaged('its format chunk is cut short');
  const tag = view.getUint16(at, true);
  const extensible = tag === 0xfffe && size >= 26;
  const coding = extensible ? view.getUint16(at + 24, true) : tag;
  const format: Format = {
    coding: coding === 3 ? 'float' : 'integer',
    channels: view.getUint16(at + 2, true),
    sampleRate: view.getUint32(at + 4, true),
    bits: view.getUint16(at + 14, true),
  };
  const known = coding === 1 ? [8, 16, 24, 32] : coding === 3 ? [32] : [];
  if (!known.includes(format.bits) || format.channels < 1 || format.sampleRate < 1) {
    throw damaged(`its coding (tag ${coding}, ${format.bits} bits) is not one that Lectern reads`);
  }
  return format;
}

function openData(view: DataView, start: number, size: number, format: Format): WavAudio {
  const { sampleRate, channels, bits } = format;
  const width = bits / 8;
  const end = Math.min(start + size, view.byteLength);
  const read = sampleReader(view, format);
  return {
    sampleRate,
    channels,
    frames: Math.floor((end - start) / (width * channels)),
    isCutShort: start + size > view.byteLength && size < streamedLength,
    mono(from, to) {
      const samples = new Float32Array(to - from);
      for (let frame = from; frame < to; frame++) {
        let sum = 0;
        for (let channel = 0; channel < channels; channel++) {
          sum += read(start + (frame * channels + channel) * width);
        }
        samples[frame - from] = sum / channels;
      }
      return samples;
    },
  };
}

function sampleReader(view: DataView, { coding, bits }: Format): (at: number) => number {
  if (coding === 'float') return (at) => view.getFloat32(at, true);
  switch (bits) {
    case 8:
      return (at) => (view.getUint8(at) - 128) / 128;
    case 16:
      return (at) => view.getInt16(at, true) / 0x8000;
    case 24:
      return (at) => ((view.getInt8(at + 2) << 16) | view.getUint16(at, true)) / 0x800000;
    default:
      return (at) => view.getInt32(at, true) / 0x80000000;
  }
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

function damaged(why: string): UnusableAudio {
  return new UnusableAudio('damaged', why);
}
