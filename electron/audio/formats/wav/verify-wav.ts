import { readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Mark } from '../../../contract/timeline.ts';
import { sampleBytes } from '../../take-file.ts';
import { throwIfAborted } from '../../../base/abort.ts';
import { describeChapter, describePlace, mismatch } from '../../stitched/mismatch.ts';
import { readStitchedSync } from '../../stitched/read-stitched-sync.ts';
import type { Stitched } from '../../stitched/stitched.ts';
import { readWavLayout, WavFault, type WavLayout } from './wav-layout.ts';

/** Bytes compared at each place of the audio. */
const probeBytes = 4096;

/** The last position that a cue point's 32 bits can hold. */
const lastCuePosition = 0xffff_ffff;

/**
 * Opens a written file again and holds it against the stitched file that it was made from: its own sizes and format,
 * its length to the sample, marks and labels, every byte outside the audio, and some 4 KB of audio at each chapter
 * start, at both ends of each take and at the end. A file that is cut short, shifted, or lacks, doubles or swaps a
 * take does not pass; the middle of a take is not read again, which keeps the check to seconds. For a worker thread:
 * it blocks between turns.
 *
 * Throws `export-mismatch` saying where (the caller is expected not to keep the file) and `cancelled`.
 */
export async function verifyWav(path: string, stitched: Stitched, signal: AbortSignal): Promise<void> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    if (size !== stitched.file.bytes) {
      throw new WavFault(`has ${size} bytes instead of ${stitched.file.bytes}`);
    }
    const layout = await readWavLayout(handle, size);
    checkAudioFormat(layout, stitched);
    checkMarks(layout.marks, stitched.file.marks);
    await checkBytes(handle.fd, stitched, signal);
  } catch (error) {
    throw error instanceof WavFault ? mismatch(error.message) : error;
  } finally {
    await handle.close();
  }
}

function checkAudioFormat(layout: WavLayout, { file, index }: Stitched): void {
  if (layout.bytes !== file.bytes) throw new WavFault('states a wrong size');
  if (layout.dataBytes !== file.samples * sampleBytes || layout.dataAt !== index.audioAt) {
    throw new WavFault(`holds ${layout.dataBytes / sampleBytes} samples instead of ${file.samples}`);
  }
  const isFormat =
    layout.channels === 1 && layout.bitsPerSample === 16 && layout.sampleRate === file.sampleRate;
  if (!isFormat) throw new WavFault(`is not 16-bit mono at ${file.sampleRate} Hz`);
}

function checkMarks(found: readonly Mark[], marks: readonly Mark[]): void {
  const expected = marks.filter((mark) => mark.position <= lastCuePosition);
  expected.forEach((mark, index) => {
    const cue = found[index];
    if (cue?.position !== mark.position || cue.title !== mark.title) {
      throw new WavFault(`has a wrong chapter mark for ${describeChapter(marks, index)}`);
    }
  });
  if (found.length !== expected.length) {
    throw new WavFault(`has ${found.length} chapter marks instead of ${expected.length}`);
  }
}

interface Probe {
  start: number;
  end: number;
}

async function checkBytes(descriptor: number, stitched: Stitched, signal: AbortSignal): Promise<void> {
  const meant = new Uint8Array(probeBytes);
  const found = new Uint8Array(probeBytes);
  for (const { start, end } of probes(stitched)) {
    await nextTurn();
    throwIfAborted(signal);
    let at = start;
    for (const block of readStitchedSync(stitched, start, end, meant)) {
      const bytesRead = readSync(descriptor, found, 0, block.length, at);
      if (Buffer.compare(block, found.subarray(0, bytesRead)) !== 0) {
        throw new WavFault(`differs ${describePlace(stitched, at)}`);
      }
      at += block.length;
    }
  }
}

/** The byte ranges to compare: chapter starts, take starts and ends, the end of the audio, and all that is literal. */
function* probes({ file, index }: Stitched): Generator<Probe> {
  const audioEnd = index.audioAt + file.samples * sampleBytes;
  const after = (at: number): Probe => ({ start: at, end: Math.min(at + probeBytes, audioEnd) });
  const before = (at: number): Probe => ({ start: Math.max(at - probeBytes, index.audioAt), end: at });
  for (const mark of file.marks) yield after(index.audioAt + mark.position * sampleBytes);
  for (const part of index.parts) {
    if (part.kind === 'literal') {
      yield { start: part.at, end: part.at + part.length };
    } else if (part.content.kind === 'take') {
      yield after(part.at);
      yield before(part.at + part.length);
    }
  }
  yield before(audioEnd);
}
