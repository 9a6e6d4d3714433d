import type { EngineEntry } from '../contract/engine-entry.ts';
import type { ReadDb } from '../db/connection.ts';
import { listObserved, type Observed } from '../db/queries/predictions.ts';

/** How many of the last predictions an expectation rests on. */
const observedPredictions = 60;
/** A line through fewer, or through texts that are all about as long, would say little of longer ones. */
const fewestForLine = 8;
const leastSpread = 40;

/** What a prediction takes: seconds for any, and seconds for each character. */
type Line = EngineEntry['guess'];

/**
 * What predictions of an engine may be expected to take, from those that this library has seen. Before any it is the
 * catalogue's guess; after the first few, that is only scaled to what they took: a heading alone says nothing of a
 * paragraph.
 */
export class Expectation {
  readonly observations: number;
  readonly #predict: Line;
  readonly #total: Line | null;

  constructor(guess: Line, observed: readonly Observed[]) {
    this.observations = observed.length;
    this.#predict = fit(observed, ({ predictTime }) => predictTime, guess) ?? guess;
    this.#total = fit(observed, ({ totalTime }) => totalTime, guess);
  }

  /** Seconds that a text of so many characters will be billed. */
  predictTime(characters: number): number {
    return at(this.#predict, characters);
  }

  /** Seconds from asking for a text of so many characters to having it; null when nothing was observed. */
  totalTime(characters: number): number | null {
    return this.#total === null ? null : at(this.#total, characters);
  }
}

/** What the library has seen of an engine. */
export function expect(db: ReadDb, engine: Pick<EngineEntry, 'id' | 'guess'>): Expectation {
  return new Expectation(engine.guess, listObserved(db, engine.id, observedPredictions));
}

/** Least squares through what was observed; the guess, scaled to it, where that gives no sensible line; null without any. */
function fit(observed: readonly Observed[], valueOf: (one: Observed) => number, guess: Line): Line | null {
  const count = observed.length;
  if (count === 0) return null;
  const mean = (of: (one: Observed) => number): number =>
    observed.reduce((sum, one) => sum + of(one), 0) / count;
  const meanCharacters = mean(({ characters }) => characters);
  const meanValue = mean(valueOf);
  const variance = mean(({ characters }) => (characters - meanCharacters) ** 2);
  if (count >= fewestForLine && variance >= leastSpread ** 2) {
    const shared = mean((one) => (one.characters - meanCharacters) * (valueOf(one) - meanValue));
    const perCharacter = shared / variance;
    const fixed = meanValue - perCharacter * meanCharacters;
    if (perCharacter > 0 && fixed >= 0) return { fixed, perCharacter };
  }
  const scale = meanValue / at(guess, meanCharacters);
  return { fixed: guess.fixed * scale, perCharacter: guess.perCharacter * scale };
}

function at({ fixed, perCharacter }: Line, characters: number): number {
  return fixed + perCharacter * characters;
}
