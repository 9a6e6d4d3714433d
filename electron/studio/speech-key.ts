import { hash } from 'node:crypto';
import type { Voice } from '../contract/voice.ts';
import type { Engine, PreparedSpeech } from '../voices/engine.ts';

/**
 * What a take belongs to: the SHA-256 of the exact text, voice, engine revision and sample rate (Hz). The answer
 * hashes one text after another for the same voice.
 */
export function speechKeys(voice: Voice, engine: Engine, sampleRate: number): (text: string) => string {
  const { engine: engineId, ...settings } = voice;
  const sorted = sortedEntries(settings).map(([name, value]) => [name, plain(value)]);
  const key = [engineId, engine.revision, sorted, sampleRate];
  return (text) => hash('sha256', JSON.stringify([...key, text]));
}

/** What makes two requests equal, whatever they were prepared from: the SHA-256 of what is sent, and to whom. */
export function inputHash(engine: Engine, { input }: PreparedSpeech): string {
  return hash(
    'sha256',
    JSON.stringify([engine.id, engine.revision, engine.service?.() ?? null, sortedEntries(input)]),
  );
}

function sortedEntries<Value>(record: Readonly<Record<string, Value>>): [string, Value][] {
  return Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** A clip is its content: what it is called changes nothing in the sound. */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('hash' in value) return value.hash;
  return 'url' in value ? value.url : value;
}
