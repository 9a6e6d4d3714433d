import { createHash } from 'node:crypto';
import { isEverToBeHad, isFetchable, isToBeHad } from './audio-window.ts';
import type { Clock } from './clock.ts';
import { canonicalJson } from './json.ts';
import { isFinal, textOf, type Prediction } from './prediction.ts';

/** One accepted create in the account's books. */
export interface LedgerEntry {
  id: string;
  status: Prediction['status'];
  /** Whether the audio can be had now. */
  isFetchable: boolean;
  /** Whether it can be had now or later. */
  isToBeHad: boolean;
  /** How often it was downloaded to its last byte, or told as a data URI, and how often it was cut or spoilt. */
  downloads: { complete: number; broken: number };
}

/** Everything that was asked for with one input. */
export interface InputEntry {
  text: string;
  creates: LedgerEntry[];
}

/** The money side of a server's life. */
export interface Stats {
  /** Creates that were accepted, each of which costs. */
  creates: number;
  distinctInputs: number;
  /** Ended, and their audio was never downloaded completely, nor can it be now or later. */
  unusable: number;
  /** Predictions that have not ended. */
  running: number;
  downloads: { complete: number; broken: number };
  /** Texts that were paid for again while what had been paid could still be had, at that moment or later. */
  doublePayments: InputEntry[];
  inputs: InputEntry[];
}

/** What one input has cost, create by create. */
interface Account {
  creates: Create[];
}

interface Create {
  prediction: Prediction;
  /** Whether, when it was made, the audio of an earlier one could still be had, at that moment or later. */
  isRepeat: boolean;
  /** The earlier ones that were under way then: whether they would give audio was still to be seen. */
  underWay: Prediction[];
}

/**
 * Remembers every accepted create, and whether it was one too many. It was, when a client that only waits and looks again
 * would have had the audio of an earlier one (see {@link isToBeHad}): also while its output is not told yet, while its
 * address answers something else for some seconds, while lists lack it or no answer comes. It was not, when the earlier
 * one failed, was cancelled, had lost its data, was deleted, or is spoilt for good.
 */
export class Ledger {
  readonly #clock: Clock;
  readonly #accounts = new Map<string, Account>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Writes down an accepted create. */
  record(prediction: Prediction): void {
    const account = this.#accounts.get(prediction.inputKey) ?? { creates: [] };
    this.#accounts.set(prediction.inputKey, account);
    const earlier = account.creates.map((create) => create.prediction);
    const isRepeat = earlier.some((other) => isToBeHad(other, this.#clock.now()));
    account.creates.push({ prediction, isRepeat, underWay: earlier.filter((other) => !isFinal(other)) });
  }

  /** The inputs that were created again although a success of theirs could still be had. */
  doublePayments(): InputEntry[] {
    const isTooMany = ({ isRepeat, underWay }: Create): boolean =>
      isRepeat || underWay.some((other) => isEverToBeHad(other));
    return [...this.#accounts.values()]
      .filter(({ creates }) => creates.some(isTooMany))
      .map((account) => this.#entryOf(account));
  }

  stats(): Stats {
    const accounts = [...this.#accounts.values()];
    const all = accounts.flatMap(({ creates }) => creates.map(({ prediction }) => prediction));
    const sum = (kind: 'complete' | 'broken'): number =>
      all.reduce((total, { downloads }) => total + downloads[kind], 0);
    return {
      creates: all.length,
      distinctInputs: accounts.length,
      unusable: all.filter((prediction) => this.#isUnusable(prediction)).length,
      running: all.filter((prediction) => !isFinal(prediction)).length,
      downloads: { complete: sum('complete'), broken: sum('broken') },
      doublePayments: this.doublePayments(),
      inputs: accounts.map((account) => this.#entryOf(account)),
    };
  }

  #isUnusable(prediction: Prediction): boolean {
    const isOver = isFinal(prediction) && !isToBeHad(prediction, this.#clock.now());
    return isOver && prediction.downloads.complete === 0;
  }

  #entryOf({ creates }: Account): InputEntry {
    const [first] = creates;
    const now = this.#clock.now();
    return {
      text: first === undefined ? '' : textOf(first.prediction),
      creates: creates.map(({ prediction }) => ({
        id: prediction.id,
        status: prediction.status,
        isFetchable: isFetchable(prediction, now),
        isToBeHad: isToBeHad(prediction, now),
        downloads: { ...prediction.downloads },
      })),
    };
  }
}

/** Names an input by what it says: `contentOf` gives the content behind a file's address, whatever the address. */
export function inputKeyOf(
  version: string,
  input: Readonly<Record<string, unknown>>,
  contentOf: (address: string) => Uint8Array | null,
): string {
  const named = Object.entries(input).map(([name, value]) => {
    const content = typeof value === 'string' && name !== 'text' ? contentOf(value) : null;
    return [name, content === null ? value : createHash('sha256').update(content).digest('hex')];
  });
  return canonicalJson({ version, input: Object.fromEntries(named) as unknown });
}
