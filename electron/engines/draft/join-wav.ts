import { LecternError } from '../../contract/problem.ts';

const headerBytes = 44;
const bytesPerSample = 2;

/** The samples of a WAV file as Flite writes it, and their rate in Hz. */
export interface FliteWav {
  sampleRate: number;
  samples: Int16Array;
}

/**
 * Reads a WAV file as Flite writes it: a header of 44 bytes, mono, 16 bits. Throws `engine-failed` for anything else.
 * Layout: Multimedia Programming Interface and Data Specifications 1.0 (IBM, Microsoft, 1991), "Waveform Audio File Format".
 */
export function readFliteWav(wav: Uint8Array<ArrayBuffer>): FliteWav {
  const view = new DataView(wav.buffer, wav.byteOffset, wav.byteLength);
  if (wav.length < headerBytes || view.getUint32(36) !== 0x64617461 || view.getUint16(22, true) !== 1) {
    throw new LecternError(
      'engine-failed',
      'The draft voice returned something other than a mono WAV file.',
      'Try again; if it fails again, install Lectern again.',
    );
  }
  const samples = new Int16Array(Math.floor((wav.length - headerBytes) / bytesPerSample));
  for (const index of samples.keys())
    samples[index] = view.getInt16(headerBytes + index * bytesPerSample, true);
  return { sampleRate: view.getUint32(24, true), samples };
}

/** Writes mono samples of 16 bits as a WAV file. */
export function writeWav(sampleRate: number, pieces: readonly Int16Array[]): Uint8Array<ArrayBuffer> {
  const dataBytes = pieces.reduce((sum, piece) => sum + piece.length * bytesPerSample, 0);
  const wav = new Uint8Array(headerBytes + dataBytes);
  const view = new DataView(wav.buffer);
  wav.set(new TextEncoder().encode('RIFF    WAVEfmt '));
  view.setUint32(4, wav.length - 8, true);
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * bytesPerSample, true);
  view.setUint16(32, bytesPerSample, true);
  view.setUint16(34, 8 * bytesPerSample, true);
  wav.set(new TextEncoder().encode('data'), 36);
  view.setUint32(40, dataBytes, true);
  let at = headerBytes;
  for (const piece of pieces) {
    for (const sample of piece) {
      view.setInt16(at, sample, true);
      at += bytesPerSample;
    }
  }
  return wav;
}
