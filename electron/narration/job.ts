import type { ChunkId, PredictionId, SectionId } from '../contract/ids.ts';
import type { Place } from '../base/locate-chunks.ts';
import type { Problem } from '../contract/problem.ts';
import type { Voice } from '../contract/voice.ts';
import type { Engine, Ledger, PreparedSpeech, Speech } from '../engines/engine.ts';

/** One chunk that waits to be spoken. */
export interface Job {
  chunk: ChunkId;
  section: SectionId;
  /** What is spoken. */
  text: string;
  /** Where it lies in its section. */
  place: Place;
  voice: Voice;
  engine: Engine;
  /** What the take will be made of. */
  key: string;
}

/** A prediction whose intent is on the disk. */
export interface Begun {
  /** Another one, once its ledger says that what was sent never arrived. */
  readonly prediction: PredictionId;
  readonly ledger: Ledger;
}

/** Hears what a prediction waits for; null once it goes on. */
export type OnWaiting = (problem: Problem | null) => void;

/** Where a narration writes down what it does. Every method that returns has its record safely on the disk. */
export interface Recorder {
  /**
   * The intent, before the engine is asked; or the prediction of this very input that was begun before and has not
   * ended, to go on with. `reused` when an equal input was spoken before: its audio is the chunk's now. `pending` while
   * an equal one for another chunk has not ended. `onWaiting` hears what the prediction waits for.
   */
  begin(job: Job, prepared: PreparedSpeech, onWaiting: OnWaiting): Promise<Begun | 'reused' | 'pending'>;
  /**
   * Fetches the audio, makes the take of it. Rejects with a `LecternError`; with `cancelled` when the
   * signal aborts, which only ends the waiting for it.
   */
  keep(begun: Begun, job: Job, speech: Speech, signal: AbortSignal): Promise<void>;
  /** The chunk has failed; its prediction, if one was begun, has ended, unless its audio may still be had. */
  fail(begun: Begun | null, job: Job, problem: Problem): void;
  /** The chunk cannot be had now, but its prediction may still come to audio: it stays open, to be gone on with. */
  leave(begun: Begun, job: Job, problem: Problem): void;
  /** Nothing came of it, and nobody has to be told: it was cancelled, or refused before it began. */
  drop(begun: Begun): void;
  /**
   * The same as the book has it by now: it may have been edited since it was asked for. Null when nothing of it is to be
   * spoken any more.
   */
  renewed(job: Job): Job | null;
  /** What edits have added to what was asked for, besides these chunks. */
  added(seen: ReadonlySet<ChunkId>): Job[];
  /** Cuts a chunk that is too long in two; null when that cannot be done. */
  cut(job: Job): [Job, Job] | null;
  /** What this narration has cost so far, in US dollars. */
  spent(): number;
  /** What having this spoken will cost, in US dollars, as far as is known; 0 for what is paid already. */
  expectedCost(job: Job, prepared: PreparedSpeech): number;
}
