import { LecternError } from '../../contract/problem.ts';
import { sampleBytes, takeHeaderBytes } from '../take-file.ts';
import { shapeSamples, type TakePart } from './shape-samples.ts';
import type { IndexedPart, StitchedIndex } from './stitched-index.ts';

/** One thing to do to fill a block: bytes `from` to `from + length` of a part go to byte `into` of the block. */
export interface Step {
  part: IndexedPart;
  from: number;
  length: number;
  into: number;
}

/** The plan of one block. It holds whole samples; of its `length` bytes those from `start` to `end` were asked for. */
export interface Block {
  steps: Step[];
  length: number;
  start: number;
  end: number;
}

/**
 * Plans the reading of bytes `start` to `end` (exclusive) of a stitched file in blocks of at most `blockBytes` (2 or
 * more). Samples are never cut in two, whatever the range: a block reaches a byte further where one would be.
 * Throws `invalid-call` for a range outside the file.
 */
export function* planBlocks(
  index: StitchedIndex,
  start: number,
  end: number,
  blockBytes: number,
): Generator<Block> {
  checkRange(index, start, end);
  if (start === end) return;
  const wholeEnd = end + brokenBytes(index, end);
  let at = start - brokenBytes(index, start);
  while (at < wholeEnd) {
    const steps = planSteps(index, at, Math.min(wholeEnd - at, blockBytes));
    const length = steps.reduce((sum, step) => sum + step.length, 0);
    yield { steps, length, start: Math.max(start - at, 0), end: Math.min(end - at, length) };
    at += length;
  }
}

function planSteps(index: StitchedIndex, at: number, room: number): Step[] {
  const steps: Step[] = [];
  let into = 0;
  for (const part of index.partsFrom(at)) {
    const from = at + into - part.at;
    let length = Math.min(part.length - from, room - into);
    if (part.kind === 'audio') length -= length % sampleBytes;
    if (length > 0) steps.push({ part, from, length, into });
    into += length;
    if (from + length < part.length) break;
  }
  return steps;
}

/** How many bytes of a sample lie before `byte` when it falls inside one: 0 or 1, and as many are left of it. */
function brokenBytes(index: StitchedIndex, byte: number): number {
  const part = index.partAt(byte);
  return part?.kind === 'audio' ? (byte - part.at) % sampleBytes : 0;
}

/** Where a step finds its bytes when they come from a take; undefined when no file is needed. */
export function takeRange(step: Step): { take: TakePart['take']; position: number } | undefined {
  if (step.part.kind === 'literal' || step.part.content.kind === 'silence') return undefined;
  const { take, from } = step.part.content;
  return { take, position: takeHeaderBytes + from * sampleBytes + step.from };
}

/** Completes a step in its place in the block: fills in what needs no file, gives gain and fades to what was read. */
export function finishStep(step: Step, bytes: Uint8Array): void {
  const { part, from, length } = step;
  if (part.kind === 'literal') bytes.set(part.bytes.subarray(from, from + length));
  else if (part.content.kind === 'silence') bytes.fill(0);
  else shapeSamples(bytes, part.content, from / sampleBytes);
}

function checkRange(index: StitchedIndex, start: number, end: number): void {
  const isValid =
    Number.isSafeInteger(start) &&
    Number.isSafeInteger(end) &&
    start >= 0 &&
    start <= end &&
    end <= index.bytes;
  if (isValid) return;
  throw new LecternError(
    'invalid-call',
    `Bytes ${start} to ${end} were asked for of a stitched file of ${index.bytes} bytes.`,
    'Ask for a range inside the file.',
  );
}
