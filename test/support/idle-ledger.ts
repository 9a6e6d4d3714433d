import type { Ledger } from '../../electron/engines/engine.ts';

/** A ledger for engines that have nothing to write down. */
export const idleLedger: Ledger = {
  ownId: '0'.repeat(32),
  sentAt: null,
  sentThere: null,
  remoteId: null,
  knownBefore: null,
  forgottenSince: null,
  sending: () => undefined,
  refused: () => undefined,
  lost: () => undefined,
  absent: () => undefined,
  waiting: () => undefined,
  observed: () => undefined,
  isTaken: () => false,
};
