import { z } from 'zod';
import { pausesSchema } from './chunk.ts';
import { chunkIdSchema, exportIdSchema, projectIdSchema, sectionIdSchema } from './ids.ts';
import { gapSchema, narrationProgressSchema } from './narration.ts';
import { exportSchema } from './export.ts';
import { hostInfoSchema } from './host.ts';
import { chunkSchema, projectSchema, projectSummarySchema, sectionSchema } from './project.ts';
import { settingsSchema } from './settings.ts';
import { assemblySchema, chunkPositionSchema, stitchedFileSchema } from './stitched.ts';
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
  'projects.list': { input: none, output: z.array(projectSummarySchema) },
  'projects.get': { input: ofProject, output: projectSchema },
  'projects.update': {
    input: ofProject.extend({ voice: voiceSchema.optional(), pauses: pausesSchema.optional() }),
    output: projectSchema,
  },
  /** Deletes a project with its takes. Refused while it is narrated or exported. */
  'projects.remove': { input: ofProject, output: none },
  'sections.list': { input: ofProject, output: z.array(sectionSchema) },
  'sections.update': {
    input: z.object({
      section: sectionIdSchema,
      included: z.boolean().optional(),
      title: z.string().trim().min(1).max(500).optional(),
    }),
    output: sectionSchema,
  },
  /** Moves a section to a place in the reading order, counted from 0. */
  'sections.move': {
    input: z.object({ section: sectionIdSchema, position: z.int().min(0) }),
    output: z.array(sectionSchema),
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
    output: z.object({
      assembly: assemblySchema,
      gaps: z.array(gapSchema),
      /** Every chunk that is heard, in order. */
      positions: z.array(chunkPositionSchema),
    }),
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
  /** The exports of a project, newest first. */
  'exports.list': { input: ofProject, output: z.array(exportSchema) },
  'settings.get': { input: none, output: settingsSchema },
  'settings.update': { input: settingsSchema.partial(), output: settingsSchema },
} as const;

/** What only the host around the studio can do. A host without native dialogs refuses the choosing ones. */
export const hostCalls = {
  'host.info': { input: none, output: hostInfoSchema },
  /** Asks the person for a manuscript; null when they choose none. */
  'host.chooseManuscript': {
    input: none,
    output: z.object({ ticket: ticketSchema, name: z.string() }).nullable(),
  },
  /** A target for an export: asked of the person, or a place of the host's own; null when they choose none. */
  'host.chooseTarget': {
    input: z.object({ suggestedName: z.string().min(1).max(200) }),
    output: z.object({ ticket: ticketSchema, overwrite: z.boolean() }).nullable(),
  },
  /** Shows a finished export in the system's file manager. */
  'host.revealExport': { input: z.object({ export: exportIdSchema }), output: none },
  /** Asks for another library folder and opens it, which ends this window's session; false when none is chosen. */
  'host.chooseLibrary': { input: none, output: z.object({ chosen: z.boolean() }) },
} as const;

/** Every call, of the studio and of its host. */
export const allCalls = { ...calls, ...hostCalls } as const;

/** The name of a call to the studio. */
export type StudioCallName = keyof typeof calls;

/** The name of a call to the host. */
export type HostCallName = keyof typeof hostCalls;

/** The name of a call. */
export type CallName = keyof typeof allCalls;

/** What a call takes. */
export type CallInput<Name extends CallName> = z.infer<(typeof allCalls)[Name]['input']>;

/** What a call gives. */
export type CallOutput<Name extends CallName> = z.infer<(typeof allCalls)[Name]['output']>;

/** What answers some of the calls, by name. */
export type ServicesFor<Names extends CallName> = {
  [Name in Names]: (input: CallInput<Name>) => CallOutput<Name> | Promise<CallOutput<Name>>;
};

/** The studio as its hosts see it. */
export type StudioServices = ServicesFor<StudioCallName>;

/** What a host adds to the studio. */
export type HostServices = ServicesFor<HostCallName>;
