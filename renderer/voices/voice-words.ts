import { shortVersion } from './model-version.ts';
import type { DraftVoice, Reference, StyleTts2Voice, Voice } from '../../electron/contract/voice.ts';

/** The speakers of the draft voice, in words. */
export const speakerWords: Readonly<Record<DraftVoice['speaker'], string>> = {
  rms: 'Male, the clearest',
  slt: 'Female',
  awb: 'Male, Scottish',
  kal: 'Male, fast to make, rough',
  kal16: 'Male, fastest to make',
};

/** The engines, in words. */
export const engineWords: Readonly<Record<Voice['engine'], string>> = {
  draft: 'Draft voice',
  styletts2: 'StyleTTS 2',
};

/** What a reference is called: its clip's name, or the file that its address names. */
export function referenceWords(reference: Reference | null): string {
  if (reference === null) return 'none';
  return reference.kind === 'clip' ? reference.name : lastPart(reference.url);
}

/** A voice in one line: who speaks, and like whom. */
export function voiceWords(voice: Voice): string {
  if (voice.engine === 'draft')
    return `${engineWords.draft} · ${speakerWords[voice.speaker]} · ${voice.rate.toFixed(2)} ×`;
  const like = voice.reference === null ? 'its own speaker' : `like “${referenceWords(voice.reference)}”`;
  const version = voice.modelVersion === null ? [] : [`version ${shortVersion(voice.modelVersion)}`];
  return [engineWords.styletts2, like, `seed ${voice.seed}`, ...version].join(' · ');
}

/** One setting of a voice, to be shown beside others. */
export interface Setting {
  name: string;
  value: string;
}

/** Every setting of a voice, in the order of the controls. */
export function settingsOf(voice: Voice): Setting[] {
  if (voice.engine === 'draft') {
    return [
      { name: 'Engine', value: engineWords.draft },
      { name: 'Speaker', value: speakerWords[voice.speaker] },
      { name: 'Rate', value: `${voice.rate.toFixed(2)} ×` },
    ];
  }
  return [
    { name: 'Engine', value: engineWords.styletts2 },
    { name: 'Reference', value: referenceWords(voice.reference) },
    { name: 'Timbre', value: String(voice.alpha) },
    { name: 'Prosody', value: String(voice.beta) },
    { name: 'Steps', value: String(voice.diffusionSteps) },
    { name: 'Emotion', value: String(voice.embeddingScale) },
    { name: 'Seed', value: String(voice.seed) },
    ...(voice.weights === null ? [] : [{ name: 'Weights', value: lastPart(voice.weights) }]),
    ...(voice.modelVersion === null
      ? []
      : [{ name: 'Model version', value: shortVersion(voice.modelVersion) }]),
  ];
}

/** The names of the settings that are not the same in all of these voices. */
export function differingSettings(voices: readonly Voice[]): ReadonlySet<string> {
  const all = voices.map((voice) => new Map(settingsOf(voice).map(({ name, value }) => [name, value])));
  const names = new Set(all.flatMap((settings) => [...settings.keys()]));
  return new Set([...names].filter((name) => new Set(all.map((settings) => settings.get(name))).size > 1));
}

/** A number with so many digits behind its point, or with as many as it has. */
export function figure(value: number, digits: number): string {
  const rounded = value.toFixed(digits);
  return Number(rounded) === value ? rounded : String(value);
}

/** Whether two voices speak alike. */
export function sameVoice(one: Voice, other: Voice): boolean {
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}

/** Why a control of StyleTTS 2 changes nothing as the voice is set; nothing for those that do. */
export function withoutEffect(voice: StyleTts2Voice): Partial<Record<keyof StyleTts2Voice, string>> {
  if (voice.reference !== null) return {};
  return {
    alpha:
      'It changes nothing while there is no reference: without one, it only matters in text that is longer than Lectern’s chunks.',
    beta: 'It changes nothing while there is no reference.',
  };
}

function ordered(value: object): unknown {
  return Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, part]: [string, unknown]) => [
      key,
      typeof part === 'object' && part !== null ? ordered(part) : part,
    ]);
}

function lastPart(url: string): string {
  const { hostname, pathname } = new URL(url);
  const last = pathname.split('/').findLast((part) => part !== '');
  return last ?? hostname;
}
