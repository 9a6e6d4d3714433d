import { longestTitle, longestWords } from './lengths.ts';
import { longestPause } from './chunk.ts';
import { z } from 'zod';
import { chunkLimitSchema } from './chunk.ts';
import { historySchema } from './history.ts';
import { chunkIdSchema, projectIdSchema, sectionIdSchema, takeIdSchema, voiceIdSchema } from './ids.ts';
import { chunkSchema, sectionSchema } from './project.ts';
import { takeSchema } from './take.ts';

const ofProject = z.object({ project: projectIdSchema });
const ofChunk = z.object({ chunk: chunkIdSchema });
const ofEdit = ofProject.extend({ edit: z.int().positive() });
/** Words for a chunk: at least one character that is not white space. */
const wordsSchema = z.string().trim().min(1).max(longestWords);

/** How the text of a project is to be cut anew. */
const cutSchema = ofProject.extend({
  /** The most characters of a chunk. */
  limit: chunkLimitSchema,
  /** Whether what is spoken already is cut anew, too: its takes stay, and are heard again once it is cut back. */
  spoken: z.boolean(),
});

/** What cutting anew changes, in chunks that can be spoken. */
const cutAnewSchema = z.object({
  /** How many there are before it and after it. */
  before: z.int(),
  after: z.int(),
  /** How many of those there were are no longer as they were. */
  changed: z.int(),
  /** How many of these had been spoken. */
  spoken: z.int(),
});

/** See {@link cutAnewSchema}. */
export type CutAnew = z.infer<typeof cutAnewSchema>;

/** What can be asked about the text of a project: its sections and chunks, their takes, and the edits of them. */
export const editCalls = {
  'sections.list': { input: ofProject, output: z.array(sectionSchema) },
  'sections.update': {
    input: z.object({
      section: sectionIdSchema,
      included: z.boolean().optional(),
      title: z.string().trim().min(1).max(longestTitle).optional(),
      /** With a title: whether the words that are spoken as its heading become that, too. */
      heading: z.boolean().optional(),
      /** A named voice of its own; null follows the project again. */
      voice: voiceIdSchema.nullable().optional(),
    }),
    output: sectionSchema,
  },
  /** Moves a section to a place in the reading order, counted from 0. */
  'sections.move': {
    input: z.object({ section: sectionIdSchema, position: z.int().min(0) }),
    output: z.array(sectionSchema),
  },
  'chunks.list': { input: z.object({ section: sectionIdSchema }), output: z.array(chunkSchema) },
  'chunks.update': {
    input: z.object({
      chunk: chunkIdSchema,
      /** A named voice of its own; null follows its chapter again. */
      voice: voiceIdSchema.nullable().optional(),
      /** A seed of its own, for another take of the same text; null for its voice's. */
      seed: z.int().nullable().optional(),
    }),
    output: chunkSchema,
  },
  /** Mends the words of a chunk; null brings the manuscript's own back. Only this chunk is then to be spoken again. */
  'chunks.correct': { input: ofChunk.extend({ text: wordsSchema.nullable() }), output: chunkSchema },
  /** Has something else spoken than is written; null speaks what is written. */
  'chunks.sayAs': { input: ofChunk.extend({ text: wordsSchema.nullable() }), output: chunkSchema },
  /** Cuts a chunk in two before a place in its words (`at`, in UTF-16 units); the answer is its section's chunks. */
  'chunks.split': { input: ofChunk.extend({ at: z.int().positive() }), output: z.array(chunkSchema) },
  /** Joins a chunk with the one behind it, which must be spoken too; the answer is its section's chunks. */
  'chunks.join': { input: ofChunk, output: z.array(chunkSchema) },
  /**
   * Cuts the text of a project anew, one edit that can be undone. What a person decided of a chunk (its words, its voice,
   * its pause, its take) stays as it is, and so does the chunk.
   */
  'chunks.cutAnew': { input: cutSchema, output: cutAnewSchema },
  /** What that would change. Nothing is changed. */
  'chunks.planCut': { input: cutSchema, output: cutAnewSchema },
  /** Gives a chunk a pause of its own, in seconds; null leaves it to its boundary again. */
  'chunks.pause': {
    input: ofChunk.extend({ seconds: z.number().min(0).max(longestPause).nullable() }),
    output: chunkSchema,
  },
  /** The takes of a chunk: those that are wanted first, then the newest first. */
  'takes.list': { input: ofChunk, output: z.array(takeSchema) },
  /** Chooses the take that is heard, with what that changes of the chunk; null leaves it to the newest again. */
  'takes.choose': { input: ofChunk.extend({ take: takeIdSchema.nullable() }), output: chunkSchema },
  'history.get': { input: ofProject, output: historySchema },
  /** Undoes the edit with this id, which must be the one that is undone next: nobody undoes what they did not see. */
  'history.undo': { input: ofEdit, output: historySchema },
  /** Does the edit with this id again, which must be the one that is done again next. */
  'history.redo': { input: ofEdit, output: historySchema },
} as const;
