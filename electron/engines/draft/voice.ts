import { z } from 'zod';
import { choiceSettingSchema, describeEngine, numberSettingSchema } from '../../contract/engine-entry.ts';
import { numberSchema } from '../../contract/voice-settings.ts';

/** The speakers of the built-in draft voice (CMU Flite); `rms` is the most intelligible. */
export const draftSpeakers = ['rms', 'slt', 'awb', 'kal', 'kal16'] as const;

const speakerWords = {
  rms: { label: 'Male, the clearest', hint: 'rms · the best choice for proof-listening' },
  slt: { label: 'Female', hint: 'slt · clear and a little brighter' },
  awb: { label: 'Male, Scottish', hint: 'awb · softer, with an accent' },
  kal: { label: 'Male, fast to make, rough', hint: 'kal · plainly a machine' },
  kal16: { label: 'Male, fastest to make', hint: 'kal16 · a machine too, with fuller sound' },
} as const satisfies Record<(typeof draftSpeakers)[number], { label: string; hint: string }>;

const speaker = choiceSettingSchema.parse({
  kind: 'choice',
  id: 'speaker',
  label: 'Speaker',
  options: draftSpeakers.map((value) => ({ value, ...speakerWords[value] })),
  default: 'rms',
});

const rate = numberSettingSchema.parse({
  kind: 'number',
  id: 'rate',
  label: 'Rate',
  hint: 'How fast it speaks, from 0.5 to 2; 1 is the speaker’s own pace.',
  help: '0.5 to 2: how fast it speaks; 1 is the speaker’s own pace',
  min: 0.5,
  max: 2,
  step: 0.05,
  digits: 2,
  fixed: true,
  unit: ' ×',
  default: 1,
});

/** The built-in draft voice: free, offline, English. `rate` is the speed of speech, 1 being the speaker's own. */
export const draftVoiceSchema = z.object({
  engine: z.literal('draft'),
  speaker: z.enum(draftSpeakers),
  rate: numberSchema(rate),
});

/** See {@link draftVoiceSchema}. */
export type DraftVoice = z.infer<typeof draftVoiceSchema>;

/** The draft voice in the catalogue. */
export const draftEntry = describeEngine({
  id: 'draft',
  name: 'Draft voice',
  hint: 'Built in, free, works offline; plainly a machine.',
  own: { label: 'Draft voice', hint: 'Built in, free, works offline; plainly a machine.' },
  settings: [speaker, rate],
  standsIn: true,
});
