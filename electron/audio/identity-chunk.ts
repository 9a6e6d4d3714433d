import fs from 'node:fs';
import path from 'node:path';
import { sampleBytes, takeHeaderBytes } from './take-file.ts';
import { takeIdentitySchema, type TakeIdentity } from './take-identity.ts';
import { wavHeader } from './wav.ts';

/** The name of the chunk, behind a take's samples, in which the take says what it is. */
const chunkId = 'lect';
const chunkHeaderBytes = 8;

/** No identity is longer, in bytes: what claims to be is not read. */
const mostBytes = 1024 * 1024;

/** A take's file, by what it says of itself. */
export interface TakeContent {
  samples: number;
  /** Hz. */
  sampleRate: number;
  /** Null in a take of a Lectern that did not write one. */
  identity: TakeIdentity | null;
}

/** What stands before a take's samples and behind them, in bytes. */
export interface TakeFrame {
  header: Uint8Array<ArrayBuffer>;
  tail: Uint8Array<ArrayBuffer>;
}

/** The frame of a take of that many samples at a rate (Hz). Its samples stand where they do in any other take. */
export function frameTake(samples: number, sampleRate: number, identity: TakeIdentity): TakeFrame {
  const json = Buffer.from(JSON.stringify(identity));
  const tail = new Uint8Array(chunkHeaderBytes + json.length + (json.length % 2));
  tail.set(Buffer.from(chunkId, 'latin1'));
  new DataView(tail.buffer).setUint32(4, json.length, true);
  tail.set(json, chunkHeaderBytes);
  const header = wavHeader(samples, sampleRate);
  const sizes = new DataView(header.buffer);
  sizes.setUint32(4, sizes.getUint32(4, true) + tail.length, true);
  return { header, tail };
}

/**
 * What a take's file is, by its header and what stands behind its samples, which are not read: they may be others than
 * its identity says. Null for anything but a whole take, and where nothing can be read.
 */
export function readTakeContent(file: string): TakeContent | null {
  return readFile(file, (descriptor, size) => {
    const header = readBytes(descriptor, 0, takeHeaderBytes);
    const sizes = viewOf(header);
    const dataBytes = sizes.getUint32(40, true);
    const [samples, sampleRate] = [dataBytes / sampleBytes, sizes.getUint32(24, true)];
    const tailBytes = size - takeHeaderBytes - dataBytes;
    if (samples < 1 || !Number.isInteger(samples) || sampleRate < 1 || tailBytes < 0) return null;
    const expected = wavHeader(samples, sampleRate);
    viewOf(expected).setUint32(4, size - chunkHeaderBytes, true);
    if (Buffer.compare(expected, header) !== 0) return null;
    if (tailBytes === 0) return { samples, sampleRate, identity: null };
    if (tailBytes > mostBytes) return null;
    const identity = parseTail(readBytes(descriptor, takeHeaderBytes + dataBytes, tailBytes));
    return identity?.sampleRate === sampleRate ? { samples, sampleRate, identity } : null;
  });
}

/** What a whole take says of itself; null for anything else, and for a take that says nothing. */
export function readTakeIdentity(file: string): TakeIdentity | null {
  return readTakeContent(file)?.identity ?? null;
}

/**
 * Whether a file has exactly the length of a take of that many samples: with its identity, or, where it need not have
 * one, without. As cheap as a look at what stands behind the samples.
 */
export function isWholeTake(file: string, samples: number, needsIdentity: boolean): boolean {
  const isWhole = readFile(file, (descriptor, size) => {
    const end = takeHeaderBytes + samples * sampleBytes;
    if (size === end) return !needsIdentity;
    const head = readBytes(descriptor, end, chunkHeaderBytes);
    const length = viewOf(head).getUint32(4, true);
    return nameOf(head) === chunkId && size === end + chunkHeaderBytes + length + (length % 2);
  });
  return isWhole === true;
}

/** Where audio that is kept as it was received has its identity. */
export function originalIdentityFile(original: string): string {
  return `${original.slice(0, -path.extname(original).length)}.json`;
}

/** The identity of an original as its file beside it has it, in bytes. */
export function encodeIdentity(identity: TakeIdentity): Uint8Array {
  return Buffer.from(`${JSON.stringify(identity, null, 2)}\n`);
}

/** What the file beside an original says that it is; null where there is none, or one that is not whole. */
export function readOriginalIdentity(original: string): TakeIdentity | null {
  return readFile(originalIdentityFile(original), (descriptor, size) => {
    const identity = size > mostBytes ? null : parseIdentity(readBytes(descriptor, 0, size));
    return identity?.sampleRate === null ? identity : null;
  });
}

function parseTail(tail: Uint8Array): TakeIdentity | null {
  if (tail.length < chunkHeaderBytes) return null;
  const length = viewOf(tail).getUint32(4, true);
  const isWhole = nameOf(tail) === chunkId && tail.length === chunkHeaderBytes + length + (length % 2);
  return isWhole ? parseIdentity(tail.subarray(chunkHeaderBytes, chunkHeaderBytes + length)) : null;
}

function nameOf(chunk: Uint8Array): string {
  return String.fromCharCode(...chunk.subarray(0, 4));
}

function parseIdentity(json: Uint8Array): TakeIdentity | null {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(json);
  return takeIdentitySchema.safeParse(JSON.parse(text)).data ?? null;
}

/** What `read` makes of a file; null where it cannot be read, or what it holds makes `read` throw. */
function readFile<Value>(
  file: string,
  read: (descriptor: number, size: number) => Value | null,
): Value | null {
  let descriptor: number | undefined;
  try {
    // Whatever is no file (a pipe, say) would keep this thread waiting.
    if (!fs.statSync(file).isFile()) return null;
    descriptor = fs.openSync(file, 'r');
    return read(descriptor, fs.fstatSync(descriptor).size);
  } catch {
    return null;
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}

function readBytes(descriptor: number, at: number, length: number): Uint8Array {
  const bytes = Buffer.alloc(length);
  const count = fs.readSync(descriptor, bytes, 0, length, at);
  if (count !== length) throw new Error('it ends too early');
  return bytes;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
