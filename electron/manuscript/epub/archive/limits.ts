const mebibyte = 1024 * 1024;

/** What Lectern is ready to read from one EPUB; sizes in bytes, after decompression. */
export interface Limits {
  /** Entries in the archive. */
  entries: number;
  /** One document: the longest novels are about 6 MiB in one file. */
  documentBytes: number;
  /** All documents of the book together. */
  totalBytes: number;
  /** A document of more than a mebibyte may be at most so many times its compressed size; prose reaches about 5. */
  ratio: number;
  /** The cover image; a larger one is left out. */
  coverBytes: number;
}

/** Far above any real book, far below what harms a machine. */
export const defaultLimits: Limits = {
  entries: 10_000,
  documentBytes: 16 * mebibyte,
  totalBytes: 256 * mebibyte,
  ratio: 200,
  coverBytes: 20 * mebibyte,
};

/** Below this size a document's compression ratio proves nothing, in bytes. */
export const ratioMatters = mebibyte;

/** Elements in one XML document, and how deep they may be nested. */
export const xmlLimits = { elements: 1_000_000, depth: 500 };

/** Lines of a table of contents (a Bible that lists its verses has 31,000), and sections that one document may name. */
export const outlineLimits = { entries: 50_000, regions: 10_000 };
