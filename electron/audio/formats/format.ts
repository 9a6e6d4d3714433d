import type { FileHandle } from 'node:fs/promises';
import type { z } from 'zod';
import type { FormatFacts, FormatSettings } from '../../contract/format.ts';
import type { About, TimedChunk } from '../../contract/timeline.ts';
import type { Stitched } from '../stitched/stitched.ts';

/** What is written besides the sound, as plain data that crosses threads. */
export interface Details {
  about: About;
  /** Every chunk that is heard, in order, with its words. */
  chunks: readonly TimedChunk[];
  /** The image of the cover; null where there is none. */
  cover: { mediaType: string; bytes: Uint8Array } | null;
  /** As the format's own schema gave them. */
  settings: FormatSettings;
}

/** How a file is written: what stops it, and who is told how far it is. */
export interface Writing {
  /** Opened for reading and writing, and empty. */
  handle: FileHandle;
  signal: AbortSignal;
  /** Told a fraction of the whole. */
  onProgress: (fraction: number) => void;
}

/**
 * What a timeline can be written as. The sound comes as a stitched file, which every format reads as it likes; a new
 * format is a folder and an entry in `formats.ts`. It is loaded in the window's own process and in a worker thread:
 * `write` and `verify` run in that one and may block between turns; what is large they import themselves.
 */
export interface Format extends FormatFacts {
  /** Of its files, for whoever downloads one. */
  mediaType: string;
  settings: z.ZodType<FormatSettings>;
  /** The most bytes that its file will have, for the space that is looked for and for whoever watches. */
  largest(file: Stitched['file'], details: Details): number;
  /**
   * Writes it all. Throws `take-changed` for a take that is not what was made, `export-mismatch` when what is on the
   * disk is not what was written, and `cancelled`.
   */
  write(stitched: Stitched, details: Details, writing: Writing): Promise<void>;
  /** Opens the written file and holds it against what it was made from. Throws `export-mismatch` and `cancelled`. */
  verify(path: string, stitched: Stitched, details: Details, signal: AbortSignal): Promise<void>;
}
