import { z } from 'zod';
import { pausesSchema } from './chunk.ts';
import { chunkIdSchema, exportIdSchema, projectIdSchema, sectionIdSchema } from './ids.ts';
import { gapSchema, narrationProgressSchema } from './narration.ts';
import { chunkSchema, projectSchema, projectSettingsSchema, sectionSchema } from './project.ts';
import { assemblySchema, stitchedFileSchema } from './stitched.ts';
import { voiceSchema } from './voice.ts';

/** A file or a target that a host let the person choose. Whoever holds a ticket never learns the path. */
export const ticketSchema = z.string().brand<'Ticket'>();

/** See {@link ticketSchema}. */
export type Ticket = z.infer<typeof ticketSchema>;

const none = z.object({});
const ofProject = z.object({ project: projectIdSchema });

/** Everything that can be asked of the studio. Both ends validate by these schemas. */
export const calls = {
  'projects.import': {
    input: z.object({ ticket: ticketSchema }),
    output: z.object({ project: projectSchema, created: z.boolean() }),
  },
  'projects.importSample': {
    input: none,
    output: z.object({ project: projectSchema, created: z.boolean() }),
  },
  'projects.list': { input: none, output: z.array(projectSchema) },
  'projects.get': { input: ofProject, output: projectSchema },
  'projects.update': {
    input: ofProject.extend({ voice: voiceSchema.optional(), pauses: pausesSchema.optional() }),
    output: projectSchema,
  },
  'sections.list': { input: ofProject, output: z.array(sectionSchema) },
  'sections.update': {
    input: z.object({
      section: sectionIdSchema,
      included: z.boolean().optional(),
      title: z.string().trim().min(1).max(500).optional(),
    }),
    output: sectionSchema,
  },
  'chunks.list': { input: z.object({ section: sectionIdSchema }), output: z.array(chunkSchema) },
  'narration.start': {
    /** Without `sections`, every included one; without `chunks`, every chunk of them that is not ready. */
    input: ofProject.extend({
      sections: z.array(sectionIdSchema).optional(),
      chunks: z.array(chunkIdSchema).optional(),
    }),
    output: narrationProgressSchema,
  },
  'narration.pause': { input: none, output: narrationProgressSchema.nullable() },
  'narration.resume': { input: none, output: narrationProgressSchema.nullable() },
  'narration.cancel': { input: none, output: narrationProgressSchema.nullable() },
  'narration.status': { input: none, output: narrationProgressSchema.nullable() },
  'assembly.get': {
    input: ofProject.extend({ sections: z.array(sectionIdSchema).optional() }),
    output: z.object({ assembly: assemblySchema, gaps: z.array(gapSchema) }),
  },
  'stitched.register': {
    input: z.object({ file: stitchedFileSchema }),
    output: z.object({ name: z.string() }),
  },
  'exports.start': {
    input: ofProject.extend({ name: z.string(), ticket: ticketSchema, overwrite: z.boolean() }),
    output: z.object({ export: exportIdSchema }),
  },
  'exports.cancel': { input: z.object({ export: exportIdSchema }), output: none },
  'settings.get': { input: none, output: projectSettingsSchema },
  'settings.update': { input: projectSettingsSchema.partial(), output: projectSettingsSchema },
} as const;

/** The name of a call. */
export type CallName = keyof typeof calls;

/** What a call takes. */
export type CallInput<Name extends CallName> = z.infer<(typeof calls)[Name]['input']>;

/** What a call gives. */
export type CallOutput<Name extends CallName> = z.infer<(typeof calls)[Name]['output']>;

/** The studio as its hosts see it: every call, by name. */
export type Services = {
  [Name in CallName]: (input: CallInput<Name>) => CallOutput<Name> | Promise<CallOutput<Name>>;
};
