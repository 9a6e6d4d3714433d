import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { frameTake } from '../../../electron/audio/identity-chunk.ts';
import { takeHeaderBytes, sampleBytes } from '../../../electron/audio/take-file.ts';
import type { TakeProof, TakeSource } from '../../../electron/audio/stitched/take-source.ts';
import { wavHeader } from '../../../electron/audio/wav.ts';
import { takeIdSchema, type TakeId } from '../../../electron/contract/ids.ts';
import type { TimelineItem } from '../../../electron/contract/timeline.ts';
import { identityOf } from '../../support/identities.ts';

/** Hz, of all takes of these tests. */
export const sampleRate = 24_000;

/** An item of an assembly that hears `samples` samples of a take as they are, or as `shape` says. */
export function takeItem(
  take: number,
  samples: number,
  shape: Partial<Omit<Extract<TimelineItem, { kind: 'take' }>, 'kind' | 'take' | 'samples'>> = {},
): TimelineItem {
  const plain = { from: 0, gain: 0, fadeIn: 0, fadeOut: 0 };
  return { kind: 'take', take: takeIdSchema.parse(take), samples, ...plain, ...shape };
}

/** A pause in an assembly. */
export function silenceItem(samples: number): TimelineItem {
  return { kind: 'silence', samples };
}

/** Samples that look like noise and are the same every time, so that no two stretches are alike. */
export function noise(samples: number, seed: number): Int16Array {
  let state = seed * 2654435761;
  return Int16Array.from({ length: samples }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state >> 16;
  });
}

/** Real take files, and a folder to write into, in a temporary folder of their own. */
export class TakeFolder implements TakeSource {
  readonly root: string;
  readonly #proofs = new Map<number, TakeProof>();

  constructor() {
    this.root = mkdtempSync(path.join(os.tmpdir(), 'lectern-stitched-'));
  }

  path(take: TakeId): string {
    return path.join(this.root, `take-${take}.wav`);
  }

  proof(take: TakeId): TakeProof | null {
    return this.#proofs.get(take) ?? null;
  }

  /** Writes a take with these samples. */
  add(id: number, samples: Int16Array): void {
    const file = this.path(takeIdSchema.parse(id));
    const data = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
    const identity = identityOf(data, { prediction: id });
    const { header, tail } = frameTake(samples.length, sampleRate, identity);
    writeFileSync(file, Buffer.concat([header, data, tail]));
    this.#proofs.set(id, { samples: samples.length, sha256: identity.sha256 });
  }

  /** Makes a take of silence of any length that takes no room on the disk, with some samples set. */
  addSparse(id: number, samples: number, set: readonly { at: number; samples: Int16Array }[] = []): void {
    const descriptor = openSync(this.path(takeIdSchema.parse(id)), 'w');
    // A canonical header cannot hold more; what is stitched goes by the length of the file.
    writeSync(descriptor, wavHeader(Math.min(samples, 2 ** 31 - 1 - takeHeaderBytes), sampleRate));
    ftruncateSync(descriptor, takeHeaderBytes + samples * sampleBytes);
    for (const { at, samples: values } of set) {
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      writeSync(descriptor, bytes, 0, bytes.length, takeHeaderBytes + at * sampleBytes);
    }
    closeSync(descriptor);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
