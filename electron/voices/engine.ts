import type { Voice } from '../contract/voice.ts';

/** One chunk to be spoken. */
export interface SpeechRequest {
  text: string;
  voice: Voice;
}

/** What an engine returns: the audio file as it came, and what is known about the making of it. */
export interface Speech {
  /** A whole WAV or MP3 file; what it is, is told by its bytes. */
  audio: Uint8Array;
  facts: {
    /** Seconds that the engine worked on it. */
    predictTime: number;
    /** What the engine was given in the end, after the text was prepared for it. */
    spokenText: string;
  };
}

/** A way to speak. Every engine, local or remote, is one of these. */
export interface Engine {
  readonly id: Voice['engine'];
  /** Changes whenever the same request may give other audio; part of what makes a take fresh. */
  readonly revision: string;
  /**
   * Speaks one chunk. Rejects with a `LecternError`: `text-unspeakable` when this text can never be spoken by this
   * engine, `engine-failed` when another try may succeed, `cancelled` at once when the signal aborts.
   */
  speak(request: SpeechRequest, signal: AbortSignal): Promise<Speech>;
  /** Frees threads and connections. The engine is not used afterwards. */
  close(): Promise<void>;
}
