import type { Place } from '../base/locate-chunks.ts';
import type { Manuscript } from '../contract/manuscript.ts';
import type { ChunkDraft } from '../contract/chunk.ts';

/** A manuscript whose sections are cut into chunks. */
export type PlannedManuscript = Omit<Manuscript, 'sections'> & {
  sections: (Manuscript['sections'][number] & { chunks: (ChunkDraft & Place)[] })[];
};

/** What the manuscript worker does. `name` is the file's name as the person knows it. */
export type ManuscriptCalls = {
  /** Reads the file and cuts it into chunks of at most `limit` characters. */
  plan(input: { path: string; name: string; limit: number }): Promise<PlannedManuscript>;
};
