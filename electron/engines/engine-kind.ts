import type { EngineEntry } from '../contract/engine-entry.ts';
import type { Engine } from './engine.ts';
import type { ServiceConnection } from './services/replicate/connection.ts';
import type { Patience } from './services/replicate/patience.ts';
import type { FileUpload } from './services/replicate/replicate-client.ts';

/** What the studio gives to every engine; each takes what it needs. */
export interface EngineNeeds {
  locations: {
    /** The entry point of the draft voice's worker. */
    speechWorker: URL;
    /** Flite's WebAssembly file, where it is not in its package. */
    flite?: URL;
  };
  /** The person's connection to Replicate, as it is right now. */
  connection: () => ServiceConnection;
  /** A clip of the library by its hash; rejects with `not-found`. */
  readReference: (hash: string) => Promise<FileUpload>;
  /** Seconds that an engine takes for a text of so many characters, waits included; null when not known yet. */
  expectedSeconds: (entry: EngineEntry, characters: number) => number | null;
  patience: Patience;
}

/** A kind of engine: what is known of it, and how it is made. */
export interface EngineKind {
  entry: EngineEntry;
  create(needs: EngineNeeds): Engine;
}
