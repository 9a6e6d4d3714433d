import type { DraftVoice } from './voice.ts';

/** What the speech worker (`electron/engines/draft/worker.ts`) is asked and answers; both sides import this. */
export type SpeechCalls = {
  /** Speaks one chunk. Rejects with `text-unspeakable` or `engine-failed`. */
  speak(input: {
    text: string;
    voice: DraftVoice;
    /** Where Flite's WebAssembly file is, as a file URL. */
    flite: string;
  }): {
    audio: Uint8Array<ArrayBuffer>;
    spokenText: string;
    /** Seconds in the call, without the compiling of Flite that the first call waits for. */
    predictTime: number;
  };
};
