import { hash } from 'node:crypto';

/** The version of StyleTTS 2 that a voice without one of its own had, up to version 3 of the schema. */
const styletts2Version = '989cb5ea6d2401314eb30685740cb9f6fd1c9001b8940659b406f952837ab5ac';
/** What the engines called themselves in the keys of version 3. */
const revisions: Readonly<Record<string, string>> = {
  draft: 'flite-0.1.1.1',
  styletts2: 'styletts2-989cb5ea6d24.1',
};

/** A stored voice, as far as it can be read. */
export type StoredVoice = Readonly<Record<string, unknown>> & { engine: string };

/** Reads a stored voice; null for what is none. */
export function readVoice(json: string): StoredVoice | null {
  try {
    const voice: unknown = JSON.parse(json);
    if (typeof voice !== 'object' || voice === null || !('engine' in voice)) return null;
    return typeof voice.engine === 'string' ? { ...voice, engine: voice.engine } : null;
  } catch {
    return null;
  }
}

/** The hash of what is spoken. */
export function wordsOf(text: string): string {
  return hash('sha256', text);
}

/** The key of version 4: what makes the sound, its settings, and the words. */
export function keyOf(voice: StoredVoice, revision: string | null, text: string): string {
  const { engine, modelVersion, ...settings } = voice;
  const version = typeof modelVersion === 'string' ? modelVersion : styletts2Version;
  const maker = engine === 'styletts2' ? version : (revision ?? revisions[engine] ?? engine);
  return hash('sha256', JSON.stringify([engine, maker, sorted(settings), text]));
}

/** The key of versions 1 to 3. */
export function formerKeyOf(voice: StoredVoice, sampleRate: number, text: string): string {
  const { engine, ...settings } = voice;
  const known = sorted(settings).filter(([name, value]) => name !== 'modelVersion' || value !== null);
  const key = [engine, revisions[engine], known, sampleRate, text];
  return hash('sha256', JSON.stringify(key));
}

function sorted(settings: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(settings)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => [name, plain(value)]);
}

/** A clip is its content: what it is called changes nothing in the sound. */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('hash' in value) return value.hash;
  return 'url' in value ? value.url : value;
}
