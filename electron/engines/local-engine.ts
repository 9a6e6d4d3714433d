import type { z } from 'zod';
import { describeEngine, type EngineEntry, type engineEntrySchema } from '../contract/engine-entry.ts';
import { LecternError } from '../contract/problem.ts';
import type { Voice } from '../contract/voice.ts';
import { defaultVoiceOf, readVoice } from '../contract/voice-settings.ts';
import type { EngineKind } from './engine-kind.ts';
import type { Engine } from './engine.ts';

/** What is particular about an engine that speaks within this process. */
export interface LocalEngineNeeds extends Pick<Engine, 'speakers' | 'health'> {
  entry: EngineEntry;
  /** Changes whenever the same request may be made otherwise; without it, the id with a 1. */
  revision?: string;
  /** The text as it is spoken; as it is written unless said. Throws `text-unspeakable`. */
  prepare?: (text: string) => string;
  /** Makes a WAV or MP3 file; the voice has every setting. Rejects with a `LecternError`, on abort with `cancelled`. */
  speak: (text: string, voice: Voice, signal: AbortSignal) => Promise<Uint8Array> | Uint8Array;
}

/** An engine on this computer: free, asked once, and done when it has answered. */
export function localEngine(needs: LocalEngineNeeds): Engine {
  const { entry, revision = `${entry.id}-1`, prepare, speak, ...asked } = needs;
  return {
    ...asked,
    entry,
    revision,
    maker: () => revision,
    prepare({ text, voice }) {
      const spokenText = prepare?.(text) ?? text;
      return { input: { text, ...voice }, maker: revision, spokenText, notes: [] };
    },
    async speak({ text, voice }, _prepared, _ledger, signal) {
      if (signal.aborted) throw new LecternError('cancelled', 'It was cancelled.', 'Narrate again.');
      const began = performance.now();
      const audio = await speak(text, readVoice(entry, voice) ?? defaultVoiceOf(entry), signal);
      const predictTime = (performance.now() - began) / 1000;
      return { facts: { predictTime }, audio: () => Promise.resolve(audio) };
    },
    close: () => Promise.resolve(),
  };
}

/** A kind of such engines, as the catalogue has it: all of it in one place. */
export function localKind(
  entry: z.input<typeof engineEntrySchema>,
  needs: Omit<LocalEngineNeeds, 'entry'>,
): EngineKind {
  const described = describeEngine(entry);
  return { entry: described, create: () => localEngine({ ...needs, entry: described }) };
}
