import type { TakeRequest } from '../audio/make-take.ts';
import type { Measures } from '../audio/measure.ts';
import type { CutClip, CutRequest } from '../audio/reference-clip.ts';
import type { ReferenceFile } from '../contract/named-voice.ts';

/** What the audio worker does: see `audio/make-take.ts` and `audio/reference-clip.ts`. */
export type AudioCalls = {
  makeTake(input: TakeRequest): Promise<Measures>;
  inspectTake(input: { file: string; sampleRate: number }): Measures | null;
  inspectReference(input: { file: string }): Promise<Omit<ReferenceFile, 'name'>>;
  cutReference(input: CutRequest): Promise<CutClip>;
};
