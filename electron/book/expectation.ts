import type { Voice } from '../contract/voice.ts';
import type { ReadDb } from '../db/connection.ts';
import { listObserved, type Observed } from '../db/queries/predictions.ts';

/** How many of the last predictions an expectation rests on. */
const observedPredictions = 60;
/** A line through fewer, or through texts that are all about as long, would say little of longer ones. */
const fewestForLine = 8;
const leastSpread = 40;

/** What a prediction takes: seconds for any, and seconds for each character. */
interface Line {
  fixed: number;
  perCharacter: number;
}

/**
 * What predictions take before Lectern has seen any, in seconds. For StyleTTS 2 on a T4 it is a guess, and told as one: a
 * chunk of 280 characters is some 18 s of speech, which the model makes several times as fast as it is heard. After
 * the first few, the guess is only scaled to what they took: a heading alone says nothing of a paragraph.
 */
const guesses: Readonly<Record<Voice['engine'], Line>> = {
  styletts2: { fixed: 1, perCharacter: 0.012 },
  draft: { fixed: 0, perCharacter: 0.001 },
};

/** What predictions of an engine may be expected to take, from those that this library has seen. */
export class Expectation {
  readonly observations: number;
  readonly #predict: Line;
  readonly #total: Line | null;

  constructor(engine: Voice['engine'], observed: readonly Observed[]) {
    this.observations = observed.length;
    const guess = guesses[engine];
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
export function expect(db: ReadDb, engine: Voice['engine']): Expectation {
  return new Expectation(engine, listObserved(db, engine, observedPredictions));
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
