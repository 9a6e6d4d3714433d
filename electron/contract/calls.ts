import { longestName, longestToken, longestTry } from './lengths.ts';
import { z } from 'zod';
import { chunkLimitSchema, pausesSchema } from './chunk.ts';
import {
  chunkIdSchema,
  exportIdSchema,
  predictionIdSchema,
  projectIdSchema,
  sectionIdSchema,
  voiceIdSchema,
} from './ids.ts';
import { clipSchema, namedVoiceSchema, referenceFileSchema } from './named-voice.ts';
import { forecastSchema, gapSchema, interruptedSchema, narrationProgressSchema } from './narration.ts';
import {
  predictionPageSchema,
  predictionSchema,
  predictionStateSchema,
  receiptSchema,
  remotePredictionSchema,
} from './prediction.ts';
import { replicateAccountSchema, replicateConnectionSchema, webhookSchema } from './replicate.ts';
import { engineEntrySchema } from './engine-entry.ts';
import { engineHealthSchema, speakerSchema } from './engine-state.ts';
import { exportSchema } from './export.ts';
import { formatSchema, formatSettingsSchema } from './format.ts';
import { hostInfoSchema } from './host.ts';
import { projectSchema, projectSummarySchema, sampleRateSchema } from './project.ts';
import { editCalls } from './edit-calls.ts';
import { settingsSchema } from './settings.ts';
import { stitchedFileSchema } from './stitched.ts';
import { aboutSchema, assemblySchema, timedChunkSchema } from './timeline.ts';
import { engineIdSchema, voiceSchema } from './voice.ts';

/** A file or a target that a host let the person choose. Whoever holds a ticket never learns the path. */
export const ticketSchema = z.string().brand<'Ticket'>();

/** See {@link ticketSchema}. */
export type Ticket = z.infer<typeof ticketSchema>;

/** What a file is chosen for when it is to be read; its ticket is good for nothing else. */
export const readingPurposeSchema = z.enum(['manuscript', 'audio']);

/** See {@link readingPurposeSchema}. */
export type ReadingPurpose = z.infer<typeof readingPurposeSchema>;

const none = z.object({});
const ofProject = z.object({ project: projectIdSchema });
const ofPrediction = z.object({ prediction: predictionIdSchema });
/** No id of the service’s leads elsewhere in its addresses, as “..” would. */
const ofRemote = z.object({ remoteId: z.string().regex(/^[\w-]{1,100}$/u) });

/** Without `sections`, every included one; without `chunks`, every chunk of them that is not ready. */
const selection = ofProject.extend({
  sections: z.array(sectionIdSchema).optional(),
  chunks: z.array(chunkIdSchema).optional(),
});

/** The most characters of a chunk of a new project; without it, as the settings have it. */
const cutAs = z.object({ chunkLimit: chunkLimitSchema.optional() });

/** Everything that can be asked of the studio. Both ends validate by these schemas. */
export const calls = {
  'projects.import': {
    /** With `again`, as another project also where the same file was imported before. */
    input: cutAs.extend({ ticket: ticketSchema, again: z.boolean().optional() }),
    output: z.object({ project: projectSchema, created: z.boolean() }),
  },
  'projects.importSample': {
    input: cutAs,
    output: z.object({ project: projectSchema, created: z.boolean() }),
  },
  'projects.list': { input: none, output: z.array(projectSummarySchema) },
  'projects.get': { input: ofProject, output: projectSchema },
  'projects.update': {
    /** `voiceId` follows a named voice; `voice` gives the project one of its own. */
    input: ofProject.extend({
      voice: voiceSchema.optional(),
      voiceId: voiceIdSchema.optional(),
      pauses: pausesSchema.optional(),
      /** What was spoken is copied at this rate first, and stays ready. */
      sampleRate: sampleRateSchema.optional(),
    }),
    output: projectSchema,
  },
  /** Deletes a project with its takes. Refused while it is narrated or exported. */
  'projects.remove': { input: ofProject, output: none },
  ...editCalls,
  'narration.start': {
    /** `maxCost` in US dollars, null for none; without it the settings' cap holds. */
    input: selection.extend({ maxCost: z.number().min(0).nullable().optional() }),
    output: narrationProgressSchema,
  },
  /** With `anew`, as if nothing of it were ready: what another take would cost. */
  'narration.forecast': {
    input: selection.extend({ anew: z.boolean().optional() }),
    output: forecastSchema,
  },
  /** What the rest of the narration that runs would take; null when none does. */
  'narration.rest': { input: none, output: forecastSchema.nullable() },
  /** What was being narrated when Lectern ended, to be gone on with; null when nothing was, or is left of it. */
  'narration.interrupted': { input: none, output: interruptedSchema.nullable() },
  /** The person does not want to go on with what was interrupted. */
  'narration.forget': { input: none, output: none },
  'narration.pause': { input: none, output: narrationProgressSchema.nullable() },
  'narration.resume': {
    /** Another cap, after one that paused it. */
    input: z.object({ maxCost: z.number().min(0).nullable().optional() }),
    output: narrationProgressSchema.nullable(),
  },
  'narration.cancel': { input: none, output: narrationProgressSchema.nullable() },
  'narration.status': { input: none, output: narrationProgressSchema.nullable() },
  'assembly.get': {
    input: ofProject.extend({ sections: z.array(sectionIdSchema).optional() }),
    output: z.object({
      assembly: assemblySchema,
      gaps: z.array(gapSchema),
      /** How many chunks are heard by a draft take that stands in for their own voice. */
      drafts: z.int(),
    }),
  },
  'stitched.register': {
    input: z.object({ file: stitchedFileSchema }),
    output: z.object({ name: z.string() }),
  },
  /** What an export can be written as. */
  'formats.list': { input: none, output: z.array(formatSchema) },
  /**
   * Writes what was registered under a name. Whether a file that is there may be replaced belongs to the ticket.
   * Without a `format` it is a WAV; without `about` and `chunks`, from its timeline, it tells of its project alone.
   */
  'exports.start': {
    input: ofProject.extend({
      name: z.string(),
      ticket: ticketSchema,
      format: z.string().optional(),
      settings: formatSettingsSchema.optional(),
      about: aboutSchema.optional(),
      chunks: z.array(timedChunkSchema).optional(),
    }),
    output: z.object({ export: exportIdSchema }),
  },
  'exports.cancel': { input: z.object({ export: exportIdSchema }), output: none },
  /** The exports of a project, newest first. */
  'exports.list': { input: ofProject, output: z.array(exportSchema) },
  /** The catalogue: every way to speak that this Lectern has. */
  'engines.list': { input: none, output: z.array(engineEntrySchema) },
  /**
   * What a setting of a voice can be as its engine tells it now, which may depend on the other settings; none where it
   * tells none, so that any name may be typed in. Rejects as the engine does, within half a minute.
   */
  'engines.speakers': {
    input: z.object({ voice: voiceSchema, setting: z.string().max(40) }),
    output: z.array(speakerSchema),
  },
  /** How the engine of a voice is now; null for one that is always ready. */
  'engines.health': { input: z.object({ voice: voiceSchema }), output: engineHealthSchema.nullable() },
  'voices.list': { input: none, output: z.array(namedVoiceSchema) },
  /** Names a voice, or changes the named one: what follows it is then to be spoken again. */
  'voices.save': {
    input: z.object({
      id: voiceIdSchema.optional(),
      name: z.string().trim().min(1).max(longestName),
      voice: voiceSchema,
    }),
    output: namedVoiceSchema,
  },
  /** Refused while something follows it. */
  'voices.remove': { input: z.object({ id: voiceIdSchema }), output: none },
  /** Looks at an audio file that a clip may be cut from; the ticket stays good. */
  'references.inspect': { input: z.object({ ticket: ticketSchema }), output: referenceFileSchema },
  /** Cuts a clip, in seconds, out of that file and keeps it in the library. */
  'references.cut': {
    input: z.object({
      ticket: ticketSchema,
      name: z.string().trim().min(1).max(longestName),
      from: z.number().min(0),
      to: z.number().positive(),
    }),
    output: clipSchema,
  },
  'references.list': { input: none, output: z.array(clipSchema) },
  /** Speaks one sentence to try a voice; the `prediction` event tells how it goes. */
  'tries.start': {
    input: z.object({ text: z.string().trim().min(1).max(longestTry), voice: voiceSchema }),
    output: predictionSchema,
  },
  /** The tries of this library, newest first. */
  'tries.list': { input: none, output: z.array(predictionSchema) },
  'tries.remove': { input: z.object({ prediction: predictionIdSchema }), output: none },
  'predictions.list': {
    input: z.object({
      project: projectIdSchema.optional(),
      engine: engineIdSchema.optional(),
      state: predictionStateSchema.optional(),
      before: predictionIdSchema.optional(),
      limit: z.int().min(1).max(200),
    }),
    output: predictionPageSchema,
  },
  'predictions.get': { input: ofPrediction, output: predictionSchema },
  /** Cancels one that runs, also on Replicate; gives up one that is `unknown`, so that its chunk can be spoken anew. */
  'predictions.cancel': { input: ofPrediction, output: predictionSchema },
  /** The account's own list on Replicate, a page of 100; `cursor` from the page before. */
  'predictions.remote': {
    input: z.object({ cursor: z.string().nullable() }),
    output: z.object({ predictions: z.array(remotePredictionSchema), next: z.string().nullable() }),
  },
  'predictions.cancelRemote': { input: ofRemote, output: none },
  /** Makes a lost prediction of the account this library's own: its audio becomes the take of the chunk it suits. */
  'predictions.adopt': { input: ofRemote, output: predictionSchema },
  'costs.receipt': { input: ofProject, output: receiptSchema },
  'replicate.get': { input: none, output: replicateConnectionSchema },
  'replicate.update': {
    input: z.object({
      apiUrl: z.url({ protocol: /^https?$/u }).optional(),
      webhook: webhookSchema.nullable().optional(),
      stream: z.boolean().optional(),
    }),
    output: replicateConnectionSchema,
  },
  /** Keeps a token, once the service has said that it knows it; null forgets the one that is kept. */
  'replicate.setToken': {
    input: z.object({ token: z.string().trim().min(1).max(longestToken).nullable() }),
    output: replicateConnectionSchema,
  },
  /** Asks the service whose token it is, and for the model of an engine; without one, of the first that speaks there. */
  'replicate.check': {
    input: z.object({ engine: engineIdSchema.optional() }),
    output: replicateAccountSchema,
  },
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
  /** Asks the person for an audio file to cut a reference clip from; null when they choose none. */
  'host.chooseAudio': {
    input: none,
    output: z.object({ ticket: ticketSchema, name: z.string() }).nullable(),
  },
  /**
   * A target for an export in a format: asked of the person, or a place of the host's own; null when they choose none.
   * Who names a file by the extension of another format gets that one, which is why the answer tells it.
   */
  'host.chooseTarget': {
    input: z.object({ suggestedName: z.string().min(1).max(200), format: z.string().optional() }),
    output: z.object({ ticket: ticketSchema, format: z.string() }).nullable(),
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
