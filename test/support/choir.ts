import type { EngineHealth, Speaker } from '../../electron/contract/engine-state.ts';
import type { EngineKind } from '../../electron/engines/engine-kind.ts';
import { localKind } from '../../electron/engines/local-engine.ts';
import { tone, wavOf } from './sounds.ts';

/** What a choir tells when it is asked; a test changes it while it is there. */
export interface ChoirState {
  speakers: Speaker[];
  health: EngineHealth;
  /** Thrown instead of naming its speakers. */
  refusal: Error | null;
  /** How often its speakers were asked for. */
  asked: number;
}

/** An engine of one file whose speakers are asked, and whose health changes: a sibling of the beep. */
export function choir(speakers: Speaker[]): { kind: EngineKind; state: ChoirState } {
  const health: EngineHealth = { state: 'ready', message: 'The choir is assembled.', action: '' };
  const state: ChoirState = { speakers, health, refusal: null, asked: 0 };
  const kind = localKind(
    {
      id: 'choir',
      name: 'Choir',
      hint: 'Whoever is there sings.',
      settings: [{ kind: 'asked', id: 'singer', label: 'Singer', hint: 'Who sings.' }],
      languages: ['de', 'fr'],
      sampleRate: 24_000,
    },
    {
      speakers() {
        state.asked++;
        return state.refusal === null ? Promise.resolve(state.speakers) : Promise.reject(state.refusal);
      },
      health: () => Promise.resolve(state.health),
      speak: (text, { singer }) => {
        const frequency = singer === 'bass' ? 110 : 440;
        return wavOf(tone({ frequency, seconds: text.length / 100, sampleRate: 24_000 }), 24_000);
      },
    },
  );
  return { kind, state };
}

/** Two who sing. */
export const singers: Speaker[] = [
  { value: 'alto', label: 'Anna, alto', hint: 'Warm', language: 'de' },
  { value: 'bass', label: 'Bert, bass', hint: 'Deep', language: 'fr' },
];
