import { z } from 'zod';

/** What comes after a chunk; it decides the length of the pause. A `clause` is a cut inside an over-long sentence. */
export const boundarySchema = z.enum(['clause', 'sentence', 'paragraph', 'scene', 'heading', 'chapter']);

/** See {@link boundarySchema}. */
export type Boundary = z.infer<typeof boundarySchema>;

/** The longest pause that a boundary may have in a whole book, in seconds. */
export const longestBoundaryPause = 10;

/** The longest pause of its own that a chunk may have, in seconds. */
export const longestPause = 60;

/** The pause after a chunk by its boundary, in seconds. */
export const pausesSchema = z.object({
  clause: z.number().min(0).max(longestBoundaryPause),
  sentence: z.number().min(0).max(longestBoundaryPause),
  paragraph: z.number().min(0).max(longestBoundaryPause),
  scene: z.number().min(0).max(longestBoundaryPause),
  heading: z.number().min(0).max(longestBoundaryPause),
  chapter: z.number().min(0).max(longestBoundaryPause),
});

/** See {@link pausesSchema}. */
export type Pauses = z.infer<typeof pausesSchema>;

/** Pauses of a new project, in seconds. */
export const defaultPauses: Pauses = {
  clause: 0.15,
  sentence: 0.3,
  paragraph: 0.6,
  scene: 1.5,
  heading: 1,
  chapter: 2,
};

/** The fewest characters that the most of a chunk may be. */
export const fewestChunkCharacters = 60;

/** The most characters that a chunk may have, also one that a person joins. */
export const mostChunkCharacters = 380;

/** How many characters a chunk may have. StyleTTS 2 speaks at most about 280 well in one pass (FACTS.md section 7). */
export const chunkLimitSchema = z.int().min(fewestChunkCharacters).max(mostChunkCharacters);

/** The chunk limit of a new project, in characters. */
export const defaultChunkLimit = 280;

/**
 * One piece of a section as the chunker cuts it. `speech` is spoken in one prediction; an `ornament` is shown as
 * skipped. Laid end to end, the pieces of a section are its text, white space apart.
 */
export interface ChunkDraft {
  kind: 'speech' | 'ornament';
  /** At most the limit in characters; paragraphs joined in one chunk are separated by `\n`. */
  text: string;
  /** What comes after it. An ornament has `scene`. */
  boundary: Boundary;
  /** Index, in the section, of the paragraph in which the chunk begins. */
  paragraph: number;
}
