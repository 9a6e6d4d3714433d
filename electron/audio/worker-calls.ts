import type { RateCopy } from './copy-at-rate.ts';
import type { FoundTake, OldTake } from './inspect-take.ts';
import type { MadeTake, MadeTakes, TakeRequest } from './make-take.ts';
import type { IdentityFacts } from './write-take.ts';
import type { CutClip, CutRequest } from './reference-clip.ts';
import type { ReferenceFile } from '../contract/named-voice.ts';

/** What the audio worker does: see `audio/make-take.ts`, `audio/inspect-take.ts` and `audio/reference-clip.ts`. */
export type AudioCalls = {
  makeTake(input: TakeRequest): Promise<MadeTakes>;
  copyAtRate(input: RateCopy): Promise<MadeTake | null>;
  inspectTake(input: { file: string; sampleRate: number }): FoundTake | null;
  identifyTake(input: OldTake): string | null;
  identifyOriginal(input: { file: string; identity: IdentityFacts }): null;
  inspectReference(input: { file: string }): Promise<Omit<ReferenceFile, 'name'>>;
  cutReference(input: CutRequest): Promise<CutClip>;
};
