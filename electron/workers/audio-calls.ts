import type { Measures } from '../audio/measure.ts';

/** What the audio worker does: see `audio/make-take.ts`. */
export type AudioCalls = {
  makeTake(input: { audio: Uint8Array; file: string; sampleRate: number }): Promise<Measures>;
  inspectTake(input: { file: string; sampleRate: number }): Measures | null;
};
