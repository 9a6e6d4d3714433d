import { hash } from 'node:crypto';
import type { Voice } from '../contract/voice.ts';
import type { InputKey } from '../db/queries/predictions.ts';
import type { Engine, PreparedSpeech } from '../engines/engine.ts';

/**
 * What a take belongs to: the SHA-256 of the exact text, voice, engine revision and sample rate (Hz). The answer
 * hashes one text after another for the same voice.
 */
export function speechKeys(
  voice: Voice,
  engine: Pick<Engine, 'revision'>,
  sampleRate: number,
): (text: string) => string {
  const { engine: engineId, ...settings } = voice;
  const sorted = sortedEntries(settings)
    // Voices of before knew but one version: they keep their keys.
    .filter(([name, value]) => name !== 'modelVersion' || value !== null)
    .map(([name, value]) => [name, plain(value)]);
  const key = [engineId, engine.revision, sorted, sampleRate];
  return (text) => hash('sha256', JSON.stringify([...key, text]));
}

/** What makes two requests equal, whatever they were prepared from. */
export function inputKey(engine: Pick<Engine, 'id' | 'service'>, { input, maker }: PreparedSpeech): InputKey {
  const service = engine.service?.() ?? null;
  return {
    hash: hash('sha256', JSON.stringify([engine.id, maker, sortedEntries(input)])),
    service,
    origin: service === null ? null : new URL(service).origin,
  };
}

/** Whether what was asked of one service may be looked for at another. */
export function isSameService(asked: string | null, now: string | null): boolean {
  return asked === now || (asked !== null && now !== null && asked === new URL(now).origin);
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
