import { z } from 'zod';

/** The speakers of the built-in draft voice (CMU Flite). */
export const draftSpeakers = ['rms', 'slt', 'awb', 'kal', 'kal16'] as const;

/** The built-in draft voice: free, offline, English. `rate` is the speed of speech, 1 being the speaker's own. */
export const draftVoiceSchema = z.object({
  engine: z.literal('draft'),
  speaker: z.enum(draftSpeakers),
  rate: z.number().min(0.5).max(2),
});

/** See {@link draftVoiceSchema}. */
export type DraftVoice = z.infer<typeof draftVoiceSchema>;

/** An engine plus its settings. */
export const voiceSchema = z.discriminatedUnion('engine', [draftVoiceSchema]);

/** See {@link voiceSchema}. */
export type Voice = z.infer<typeof voiceSchema>;

/** The voice of a new project: `rms` is the most intelligible of the draft speakers. */
export const defaultVoice: Voice = { engine: 'draft', speaker: 'rms', rate: 1 };
