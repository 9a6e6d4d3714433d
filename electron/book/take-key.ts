import { hash } from 'node:crypto';
import type { Voice } from '../contract/voice.ts';
import type { InputKey } from '../db/queries/predictions.ts';
import type { Engine, PreparedSpeech } from '../engines/engine.ts';

/**
 * What a take is made of, by one SHA-256: who makes the sound (the model's version, or a local engine's), its settings,
 * and the words. Neither the sample rate nor the rules by which Lectern prepares text for a paid engine are part of it:
 * no update of Lectern makes a paid take stale. The answer hashes one text after another for the same voice.
 */
export function takeKeys(voice: Voice, maker: string): (words: string) => string {
  const { engine, ...settings } = voice;
  // Which version speaks is told by the maker.
  const sorted = sortedEntries(settings)
    .filter(([name]) => name !== 'modelVersion')
    .map(([name, value]) => [name, plain(value)]);
  return (words) => hash('sha256', JSON.stringify([engine, maker, sorted, words]));
}

/** The hash of words alone, by which a draft of them is found. */
export function wordsHash(words: string): string {
  return hash('sha256', words);
}

/** To whom a request goes: the whole address, and its origin; both null for a local engine. */
export function serviceOf(engine: Pick<Engine, 'service'>): Pick<InputKey, 'service' | 'origin'> {
  const service = engine.service?.() ?? null;
  return { service, origin: service === null ? null : new URL(service).origin };
}

/** What makes two requests equal, whatever they were prepared from. */
export function inputKey(
  engine: Pick<Engine, 'entry' | 'service'>,
  { input, maker }: PreparedSpeech,
): InputKey {
  return {
    hash: hash('sha256', JSON.stringify([engine.entry.id, maker, sortedEntries(input)])),
    ...serviceOf(engine),
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
