import type { TakeRequest } from '../audio/make-take.ts';
import type { Measures } from '../audio/measure.ts';

/** What the audio worker does: see `audio/make-take.ts`. */
export type AudioCalls = {
  makeTake(input: TakeRequest): Promise<Measures>;
  inspectTake(input: { file: string; sampleRate: number }): Measures | null;
};
