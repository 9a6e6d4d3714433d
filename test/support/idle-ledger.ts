import type { Ledger } from '../../electron/voices/engine.ts';

/** A ledger for engines that have nothing to write down. */
export const idleLedger: Ledger = {
  sentAt: null,
  remoteId: null,
  sending: () => undefined,
  refused: () => undefined,
  lost: () => undefined,
  observed: () => undefined,
  isTaken: () => false,
};
