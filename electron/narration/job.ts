import type { ChunkId, PredictionId, SectionId } from '../contract/ids.ts';
import type { Problem } from '../contract/problem.ts';
import type { Voice } from '../contract/voice.ts';
import type { Speech } from '../voices/engine.ts';

/** One chunk that waits to be spoken. */
export interface Job {
  chunk: ChunkId;
  section: SectionId;
  text: string;
  voice: Voice;
  /** What the take will belong to: the hash of text, voice and engine. */
  speechKey: string;
}

/** Where a narration writes down what it does. Every method that returns has its record safely on the disk. */
export interface Recorder {
  /** The intent, before the engine is asked. */
  begin(job: Job): PredictionId;
  /** Makes the take of what was spoken and chooses it. Rejects with a `LecternError`. */
  keep(prediction: PredictionId, job: Job, speech: Speech): Promise<void>;
  fail(prediction: PredictionId, job: Job, problem: Problem): void;
  cancel(prediction: PredictionId): void;
}
