import { hash } from 'node:crypto';
import type { TakeIdentity } from '../../electron/audio/take-identity.ts';

/** What a take of these bytes says of itself, changed as wanted. */
export function identityOf(samples: Uint8Array, change: Partial<TakeIdentity> = {}): TakeIdentity {
  return {
    lectern: 1,
    sha256: hash('sha256', samples),
    prediction: 7,
    project: { id: 3, sourceHash: 'f00d', title: 'The Keeper’s Läuft' },
    text: 'The lamp burned — all night. 灯',
    voice: { engine: 'draft', speaker: 'rms' },
    revision: 'flite-0.1.1.1',
    speechKey: 'a key',
    sampleRate: 24_000,
    sent: null,
    createdAt: '2026-11-25T12:00:00.000Z',
    ...change,
  };
}
