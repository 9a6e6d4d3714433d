import type { FileHandle } from 'node:fs/promises';
import type { Mark } from '../../../contract/timeline.ts';

/** What a WAV or RF64 file says of itself. Byte positions count from the start of the file. */
export interface WavLayout {
  /** Length of the file by its own header, in bytes. */
  bytes: number;
  channels: number;
  /** Hz. */
  sampleRate: number;
  bitsPerSample: number;
  dataAt: number;
  dataBytes: number;
  /** Cue points with their labels, in the order of the file. */
  marks: Mark[];
}

/** Why a file is no WAV such as Lectern writes; its message completes the sentence "it …". */
export class WavFault extends Error {}

interface Chunk {
  id: string;
  at: number;
  length: number;
}

const knownChunks = ['JUNK', 'ds64', 'fmt ', 'data', 'cue ', 'LIST'];
const chunkHeaderBytes = 8;
const wideSize = 0xffff_ffff;
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Reads the chunks of a WAV (RIFF or RF64, PCM) of `fileBytes` bytes. It knows nothing of how Lectern lays out its own
 * files, so that it can bear witness to them. Throws {@link WavFault}.
 */
export async function readWavLayout(handle: FileHandle, fileBytes: number): Promise<WavLayout> {
  const riff = await readView(handle, 0, 12);
  const form = ascii(riff, 0);
  if ((form !== 'RIFF' && form !== 'RF64') || ascii(riff, 8) !== 'WAVE')
    throw new WavFault('is not a WAV file');
  const wide = form === 'RF64' ? await readWideSizes(handle) : undefined;
  const chunks = await listChunks(handle, fileBytes, wide?.data);
  const format = await body(handle, chunks, 'fmt ', 16);
  if (format.getUint16(0, true) !== 1) throw new WavFault('does not hold plain samples');
  const data = find(chunks, 'data');
  return {
    bytes: chunkHeaderBytes + (wide?.riff ?? riff.getUint32(4, true)),
    channels: format.getUint16(2, true),
    sampleRate: format.getUint32(4, true),
    bitsPerSample: format.getUint16(14, true),
    dataAt: data.at,
    dataBytes: data.length,
    marks: await readMarks(handle, chunks),
  };
}

async function readWideSizes(handle: FileHandle): Promise<{ riff: number; data: number }> {
  const view = await readView(handle, 12, 24);
  if (ascii(view, 0) !== 'ds64') throw new WavFault('lacks the sizes of a file beyond 4 GiB');
  return { riff: Number(view.getBigUint64(8, true)), data: Number(view.getBigUint64(16, true)) };
}

async function listChunks(handle: FileHandle, fileBytes: number, wideData = NaN): Promise<Chunk[]> {
  const chunks: Chunk[] = [];
  let at = 12;
  while (at < fileBytes) {
    const view = await readView(handle, at, chunkHeaderBytes);
    const id = ascii(view, 0);
    // Stopping at a strange name keeps a damaged size from sending this loop through gigabytes of samples.
    if (!knownChunks.includes(id)) throw new WavFault('has a damaged structure');
    const size = view.getUint32(4, true);
    const length = id === 'data' && size === wideSize ? wideData : size;
    chunks.push({ id, at: at + chunkHeaderBytes, length });
    at += chunkHeaderBytes + length + (length % 2);
  }
  if (at !== fileBytes) throw new WavFault('has a damaged structure');
  return chunks;
}

async function readMarks(handle: FileHandle, chunks: readonly Chunk[]): Promise<Mark[]> {
  if (!chunks.some((chunk) => chunk.id === 'cue ')) return [];
  const cues = await body(handle, chunks, 'cue ', 4);
  const labels = readLabels(await body(handle, chunks, 'LIST', 4));
  const count = cues.getUint32(0, true);
  if (cues.byteLength !== 4 + 24 * count) throw new WavFault('has damaged chapter marks');
  return Array.from({ length: count }, (_, index) => {
    const id = cues.getUint32(4 + 24 * index, true);
    return { title: labels.get(id) ?? '', position: cues.getUint32(4 + 24 * index + 20, true) };
  });
}

function readLabels(list: DataView): Map<number, string> {
  const labels = new Map<number, string>();
  let at = 4;
  while (at + chunkHeaderBytes + 4 <= list.byteLength) {
    const length = list.getUint32(at + 4, true);
    const text = bytesOf(list).subarray(at + chunkHeaderBytes + 4, at + chunkHeaderBytes + length);
    const end = text.indexOf(0);
    if (end === -1) throw new WavFault('has damaged chapter marks');
    labels.set(list.getUint32(at + chunkHeaderBytes, true), utf8.decode(text.subarray(0, end)));
    at += chunkHeaderBytes + length + (length % 2);
  }
  return labels;
}

function find(chunks: readonly Chunk[], id: string): Chunk {
  const found = chunks.find((chunk) => chunk.id === id);
  if (found === undefined) throw new WavFault(`lacks its “${id.trim()}” part`);
  return found;
}

async function body(
  handle: FileHandle,
  chunks: readonly Chunk[],
  id: string,
  leastBytes: number,
): Promise<DataView> {
  const chunk = find(chunks, id);
  if (chunk.length < leastBytes) throw new WavFault('has a damaged structure');
  return readView(handle, chunk.at, chunk.length);
}

async function readView(handle: FileHandle, at: number, length: number): Promise<DataView> {
  const bytes = new Uint8Array(length);
  const { bytesRead } = await handle.read(bytes, 0, length, at);
  if (bytesRead !== length) throw new WavFault('is cut short');
  return new DataView(bytes.buffer);
}

function bytesOf(view: DataView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

function ascii(view: DataView, at: number): string {
  return String.fromCharCode(...bytesOf(view).subarray(at, at + 4));
}
