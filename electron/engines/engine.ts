import type { EngineEntry } from '../contract/engine-entry.ts';
import type { EngineHealth, Speaker } from '../contract/engine-state.ts';
import type { Problem } from '../contract/problem.ts';
import type { ReplicateAccount } from '../contract/replicate.ts';
import type { Voice } from '../contract/voice.ts';

/** Any value that JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** One chunk to be spoken. */
export interface SpeechRequest {
  text: string;
  voice: Voice;
}

/** What an engine will be given for a request. Equal inputs give equal audio, so none is ever asked for twice. */
export interface PreparedSpeech {
  /** What is sent, under the engine's own names. A reference clip stands as its content's hash, not as its bytes. */
  input: Readonly<Record<string, Json>>;
  /** What makes the audio of this input: the model’s version, or the engine’s revision. */
  maker: string;
  /** The text as it is spoken, prepared for the engine. */
  spokenText: string;
  /** What had to be left out of the text, each in words for a person. */
  notes: readonly string[];
}

/** What a remote service tells of a prediction. Times are ISO 8601, UTC; durations are seconds. */
export interface RemoteFacts {
  id: string;
  status: 'starting' | 'processing' | 'succeeded' | 'failed' | 'canceled' | 'aborted';
  createdAt: string | null;
  startedAt: string | null;
  completedAt: string | null;
  predictTime: number | null;
  totalTime: number | null;
  logs: string | null;
  error: string | null;
}

/**
 * Where an engine writes down, and finds again, what became of one prediction. Every method that returns has its
 * record safely on the disk. Engines that answer within the process have nothing to write.
 */
export interface Ledger {
  /**
   * Our own id of the prediction, for services that want one in the address: 32 hex digits, drawn at random when the
   * intent was written down, the same for as long as it is this prediction, also after a restart.
   */
  readonly ownId: string;
  /** When the request left, ISO 8601; null while it never did. Set and without `remoteId`: whether it arrived is unknown. */
  readonly sentAt: string | null;
  /** The same by the service's own clock, as far as that was known then. */
  readonly sentThere: string | null;
  /** The service's id; null until it is known. */
  readonly remoteId: string | null;
  /** The newest prediction of the service that this library knew before; null when it knew none. */
  readonly knownBefore: string | null;
  /**
   * From when on the account may hold predictions that this library has forgotten, since an older copy of it was put
   * back; ISO 8601, null as a rule.
   */
  readonly forgottenSince: string | null;
  /** Right before the request leaves; `sentThere` is the time by the service's clock, null when it is not known. */
  sending(sentThere: string | null): void;
  /** The request certainly made nothing: it was refused, or is known not to have arrived. It may be sent anew. */
  refused(): void;
  /** No answer came: whether the service took it is not known. */
  lost(): void;
  /**
   * It was looked for as long as it takes, and never arrived as far as anyone can tell. It stays on record as perhaps
   * billed; the ledger is from now on that of another prediction of the same. Throws where no other may be asked for.
   */
  absent(): void;
  /** What the service says of the prediction; also how its id becomes known. */
  observed(facts: RemoteFacts): void;
  /** Whether what a service (its whole address) knows by this id is another prediction of this library. */
  isTaken(service: string, remoteId: string): boolean;
  /** What it waits for, for whoever watches; null once it goes on. */
  waiting(problem: Problem | null): void;
}

/** What an engine made. */
export interface Speech {
  facts: {
    /** Seconds that the engine worked on it; null when the service did not say. */
    predictTime: number | null;
  };
  /**
   * The audio as it comes: a whole WAV or MP3 file; what it is, is told by its bytes. Fetching it may go on while the
   * next chunk is spoken. Rejects as `Engine.speak` does, with `audio-owed` while it is made and cannot be had yet:
   * after a while of trying, or after one attempt where that is all that is asked for.
   */
  audio(signal: AbortSignal, patience?: 'once'): Promise<Uint8Array>;
}

/** The reason of an abort that only stops waiting: a remote prediction goes on, and somebody goes on with it later. */
export const detached = 'detached';

/** What was sent of a prediction: what is prepared, and who is to make its sound; null where that was not written down. */
export interface Sent {
  input: PreparedSpeech['input'];
  maker: string | null;
}

/** What can be done at a service about predictions that it was sent, besides going on with them. */
export interface RemoteJobs {
  /** Cancels one, and tells how it stands then: it may have ended before. Rejects with `not-found` where nobody knows it. */
  cancel(remoteId: string): Promise<RemoteFacts>;
  /**
   * Looks for one that was sent without an answer, by the rule of every narration, which may take minutes, and writes
   * down what it finds. Null when it surely never arrived; rejects with `prediction-unknown` when that cannot be told.
   */
  findLost(sent: Sent, ledger: Ledger, signal: AbortSignal): Promise<RemoteFacts | null>;
  /** What becomes of one that is given up without an answer, and what a person can do then. */
  readonly afterGivingUp: string;
}

/** A prediction in the list of an account. */
export interface AccountPrediction extends RemoteFacts {
  /** What was sent; null where the service does not tell it, or not any more. */
  input: PreparedSpeech['input'] | null;
  /** The id of what made it, as far as the service tells. */
  version: string | null;
  /** Whether its audio is gone there. */
  dataRemoved: boolean;
}

/** The account at a service that lists its predictions. Engines of one service share it. */
export interface Account {
  /** Whose it is, and how the service's model differs from the one that is known. Rejects as `token-missing`, `token-refused` … */
  check(signal?: AbortSignal): Promise<ReplicateAccount>;
  /** A page of its predictions, newest first; `next` leads to the one behind it. */
  list(cursor: string | null): Promise<{ predictions: AccountPrediction[]; next: string | null }>;
  /** One of them. Rejects with `not-found`. */
  get(remoteId: string): Promise<AccountPrediction>;
  /** The text that one is to speak, where it may be this engine's; null where that is not told. */
  textOf(prediction: AccountPrediction): string | null;
  /** Whether one was asked for with what this engine sent. */
  isOf(prediction: AccountPrediction, sent: Sent): boolean;
}

/** A way to speak. Every engine, local or remote, is one of these. */
export interface Engine {
  /** What the catalogue says of it. */
  readonly entry: EngineEntry;
  /** Changes whenever the same request may be prepared or made otherwise; written down with each prediction. */
  readonly revision: string;
  /**
   * What a setting of kind `asked` can be now, given the other settings of the voice; none where nothing tells it. Rejects
   * with a `LecternError`. When the signal aborts, nobody waits for it any more.
   */
  speakers?(setting: string, voice: Voice, signal: AbortSignal): Promise<readonly Speaker[]>;
  /** How it is now, for a voice; without it, it is always ready. As `speakers`; what it rejects with is told as `failed`. */
  health?(voice: Voice, signal: AbortSignal): Promise<EngineHealth>;
  /** What makes the sound of a voice: the model’s version, or the engine’s revision; part of the key of its takes. */
  maker(voice: Voice): string;
  /** What made the sound before files said so (schema 4), where that follows from the voice and from no revision. */
  formerMaker?(voice: Voice): string;
  /**
   * Who makes the predictions right now, by its whole address without a slash at the end; a local engine has none. What
   * one service made is no other's.
   */
  service?(): string;
  /** What can be done there about what was sent; without it, an open prediction is merely given up. */
  readonly jobs?: RemoteJobs;
  /** The account there, where the service lists its predictions. */
  readonly account?: Account;
  /**
   * What will be sent for a request, without sending it. Throws `text-unspeakable` when this text can never be spoken
   * by this engine, `text-too-long` when it has to be cut in two first, `invalid-call` for a voice that cannot work.
   */
  prepare(request: SpeechRequest): PreparedSpeech;
  /**
   * Speaks what was prepared, or goes on with a prediction that its ledger says was sent before: that one is never
   * sent a second time while it may still succeed. Rejects with a `LecternError`; see `electron/narration/` for which
   * of them end a chunk, make the queue wait, or stop it. When the signal aborts, a local engine rejects with
   * `cancelled` at once; a remote one cancels there, reads how it really ended, and returns what was still finished,
   * unless the reason is {@link detached}: then it leaves the prediction alone and rejects with `cancelled` at once.
   */
  speak(
    request: SpeechRequest,
    prepared: Pick<PreparedSpeech, 'input'>,
    ledger: Ledger,
    signal: AbortSignal,
  ): Promise<Speech>;
  /** Frees threads and connections. The engine is not used afterwards. */
  close(): Promise<void>;
}
