import type { TakeId } from '../../contract/ids.ts';
import type { Part, StitchedFile } from '../../contract/stitched.ts';
import { sampleBytes } from '../take-file.ts';

/** A part as the host uses it: literals decoded, `at` being the byte of the stitched file where it begins. */
export type IndexedPart =
  | { kind: 'literal'; at: number; length: number; bytes: Uint8Array }
  | { kind: 'audio'; at: number; length: number; content: Exclude<Part, { kind: 'literal' }> };

/** The parts of a stitched file by position; finding the part of a byte is one binary search. */
export class StitchedIndex {
  readonly parts: readonly IndexedPart[];
  /** Bytes of all parts together. */
  readonly bytes: number;
  /** The byte where the audio begins. */
  readonly audioAt: number;
  /** Samples of all takes and silences together. */
  readonly samples: number;

  constructor(file: StitchedFile) {
    const parts: IndexedPart[] = [];
    let at = 0;
    let audioBytes = 0;
    for (const part of file.parts) {
      const indexed = indexPart(part, at);
      parts.push(indexed);
      at += indexed.length;
      if (indexed.kind === 'audio') audioBytes += indexed.length;
    }
    this.parts = parts;
    this.bytes = at;
    this.audioAt = parts.find((part) => part.kind === 'audio')?.at ?? at;
    this.samples = audioBytes / sampleBytes;
  }

  /** The part that holds `byte`; at the end of the file, its last part. */
  partAt(byte: number): IndexedPart | undefined {
    return this.parts[this.#find(byte)];
  }

  /** The parts from the one that holds `byte` on, in file order. */
  *partsFrom(byte: number): Generator<IndexedPart> {
    for (let number = this.#find(byte); number < this.parts.length; number += 1) {
      const part = this.parts[number];
      if (part !== undefined) yield part;
    }
  }

  /** The takes that bytes `start` to `end` (exclusive) come from, each once. */
  takesIn(start: number, end: number): Set<TakeId> {
    const takes = new Set<TakeId>();
    for (const part of this.partsFrom(start)) {
      if (part.at >= end) break;
      if (part.kind === 'audio' && part.content.kind === 'take') takes.add(part.content.take);
    }
    return takes;
  }

  /** The last part that begins at or before `byte`. */
  #find(byte: number): number {
    let low = 0;
    let high = this.parts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.parts[middle]?.at ?? Infinity) <= byte) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function indexPart(part: Part, at: number): IndexedPart {
  if (part.kind !== 'literal') {
    return { kind: 'audio', at, length: part.samples * sampleBytes, content: part };
  }
  const bytes = Buffer.from(part.base64, 'base64');
  return { kind: 'literal', at, length: bytes.length, bytes };
}
