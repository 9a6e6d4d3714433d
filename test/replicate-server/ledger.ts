import { createHash } from 'node:crypto';
import { canonicalJson } from './json.ts';
import { isFetchable, isFinal, textOf, type Prediction } from './prediction.ts';

/** One accepted create in the account's books. */
export interface LedgerEntry {
  id: string;
  status: Prediction['status'];
  /** Whether the audio can be had now. */
  isFetchable: boolean;
  /** How often it was downloaded to its last byte, and how often it was cut or spoilt. */
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
  /** Ended, and their audio was never downloaded completely, nor can it be now. */
  unusable: number;
  /** Predictions that have not ended. */
  running: number;
  downloads: { complete: number; broken: number };
  /** Texts that were paid for again while what had been paid could still be had. */
  doublePayments: InputEntry[];
  inputs: InputEntry[];
}

/** What one input has cost, create by create; `before` are the earlier ones that might have been had instead. */
interface Account {
  creates: { prediction: Prediction; before: Prediction[] }[];
}

/** Remembers every accepted create, and whether it was one too many. */
export class Ledger {
  readonly #accounts = new Map<string, Account>();

  /** Writes down an accepted create. */
  record(prediction: Prediction): void {
    const account = this.#accounts.get(prediction.inputKey) ?? { creates: [] };
    this.#accounts.set(prediction.inputKey, account);
    const earlier = account.creates.map((create) => create.prediction);
    // What had ended without audio cannot be had again; what is still under way may yet succeed.
    const before = earlier.filter((other) => !isFinal(other) || isFetchable(other));
    account.creates.push({ prediction, before });
  }

  /** The inputs that were created again although a success of theirs could still be fetched. */
  doublePayments(): InputEntry[] {
    const isRepeat = ({ before }: Account['creates'][number]): boolean =>
      before.some((other) => other.status === 'succeeded' && other.brand.audio === null);
    return [...this.#accounts.values()].filter(({ creates }) => creates.some(isRepeat)).map(entryOf);
  }

  stats(): Stats {
    const accounts = [...this.#accounts.values()];
    const all = accounts.flatMap(({ creates }) => creates.map(({ prediction }) => prediction));
    const sum = (kind: 'complete' | 'broken'): number =>
      all.reduce((total, { downloads }) => total + downloads[kind], 0);
    return {
      creates: all.length,
      distinctInputs: accounts.length,
      unusable: all.filter(isUnusable).length,
      running: all.filter((prediction) => !isFinal(prediction)).length,
      downloads: { complete: sum('complete'), broken: sum('broken') },
      doublePayments: this.doublePayments(),
      inputs: accounts.map(entryOf),
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

function isUnusable(prediction: Prediction): boolean {
  return isFinal(prediction) && !isFetchable(prediction) && prediction.downloads.complete === 0;
}

function entryOf({ creates }: Account): InputEntry {
  const [first] = creates;
  return {
    text: first === undefined ? '' : textOf(first.prediction),
    creates: creates.map(({ prediction }) => ({
      id: prediction.id,
      status: prediction.status,
      isFetchable: isFetchable(prediction),
      downloads: { ...prediction.downloads },
    })),
  };
}
