import { hash } from 'node:crypto';
import type { TakeIdentity } from '../../electron/audio/take-identity.ts';
import type { IdentityFacts } from '../../electron/audio/write-take.ts';

/** What is known of a take before it is made, changed as wanted. */
export function factsOf(change: Partial<IdentityFacts> = {}): IdentityFacts {
  return {
    prediction: 7,
    project: { id: 3, sourceHash: 'f00d', title: 'The Keeper’s Läuft' },
    text: 'The lamp burned — all night. 灯',
    voice: { engine: 'draft', speaker: 'rms' },
    revision: 'flite-0.1.1.1',
    speechKey: 'a key',
    sent: null,
    createdAt: '2026-11-25T12:00:00.000Z',
    ...change,
  };
}

/** What a take of these bytes says of itself, changed as wanted. */
export function identityOf(samples: Uint8Array, change: Partial<TakeIdentity> = {}): TakeIdentity {
  return { lectern: 1, sha256: hash('sha256', samples), ...factsOf(), sampleRate: 24_000, ...change };
}
