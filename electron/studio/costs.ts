import type { ProjectId } from '../contract/ids.ts';
import type { Forecast } from '../contract/narration.ts';
import type { Receipt } from '../contract/prediction.ts';
import { defaultSettings } from '../contract/settings.ts';
import type { Voice } from '../contract/voice.ts';
import type { ReadDb } from '../db/connection.ts';
import { sumCosts } from '../db/queries/prediction-list.ts';
import { listObserved, type Observed } from '../db/queries/predictions.ts';
import type { Engine } from '../voices/engine.ts';
import { readSettings } from './settings.ts';

/** How many of the last predictions an expectation rests on. */
const observedPredictions = 60;

/**
 * What StyleTTS 2 takes on a T4 before Lectern has seen it, in seconds: a guess, told as one. A chunk of 280 characters
 * is some 18 s of speech, which the model makes several times as fast as it is heard.
 */
const guessed = { fixed: 1, perCharacter: 0.012 };

/** What a prediction takes: seconds for any, and seconds for each character. */
interface Line {
  fixed: number;
  perCharacter: number;
}

/** What predictions of an engine may be expected to take, from those that this library has seen. */
export class Expectation {
  readonly observations: number;
  readonly #predict: Line;
  readonly #total: Line | null;

  constructor(observed: readonly Observed[]) {
    this.observations = observed.length;
    this.#predict = fit(observed, ({ predictTime }) => predictTime) ?? guessed;
    this.#total = fit(observed, ({ totalTime }) => totalTime);
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
  return new Expectation(listObserved(db, engine, observedPredictions));
}

/** What it would take to speak these texts. Equal ones are spoken once. Without a library nothing was seen yet. */
export function forecast(
  db: ReadDb | null,
  wanted: readonly { text: string; speechKey: string; engine: Pick<Engine, 'id' | 'isPaid'> }[],
): Forecast {
  const rate = (db === null ? defaultSettings : readSettings(db)).replicateRate;
  const texts = [...new Map(wanted.map((one) => [one.speechKey, one])).values()];
  const expectations = new Map<Voice['engine'], Expectation>();
  const of = (engine: Voice['engine']): Expectation => {
    let expectation = expectations.get(engine);
    expectation ??= db === null ? new Expectation([]) : expect(db, engine);
    expectations.set(engine, expectation);
    return expectation;
  };
  let seconds: number | null = 0;
  let cost = 0;
  for (const { text, engine } of texts) {
    const expectation = of(engine.id);
    const total =
      expectation.totalTime(text.length) ?? (engine.isPaid ? expectation.predictTime(text.length) : null);
    seconds = seconds === null || total === null ? null : seconds + total;
    if (engine.isPaid) cost += expectation.predictTime(text.length) * rate;
  }
  const paid = texts.find(({ engine }) => engine.isPaid) ?? texts[0];
  return {
    chunks: texts.length,
    characters: texts.reduce((sum, { text }) => sum + text.length, 0),
    seconds,
    cost,
    observations: paid === undefined ? 0 : of(paid.engine.id).observations,
    rate,
  };
}

/** What a project has cost. */
export function receipt(db: ReadDb, project: ProjectId): Receipt {
  const chapters = sumCosts(db, project).map(({ title, ...sums }) => ({
    ...sums,
    title: title ?? 'Chapters that are no more',
  }));
  const sum = (of: (chapter: (typeof chapters)[number]) => number): number =>
    chapters.reduce((total, chapter) => total + of(chapter), 0);
  return {
    chapters,
    predictions: sum(({ predictions }) => predictions),
    predictTime: sum(({ predictTime }) => predictTime),
    cost: sum(({ cost }) => cost),
  };
}

/** Least squares through what was observed; by the character alone where that gives no sensible line; null without any. */
function fit(observed: readonly Observed[], valueOf: (one: Observed) => number): Line | null {
  const count = observed.length;
  if (count === 0) return null;
  const mean = (of: (one: Observed) => number): number =>
    observed.reduce((sum, one) => sum + of(one), 0) / count;
  const meanCharacters = mean(({ characters }) => characters);
  const meanValue = mean(valueOf);
  const spread = mean(({ characters }) => (characters - meanCharacters) ** 2);
  const shared = mean((one) => (one.characters - meanCharacters) * (valueOf(one) - meanValue));
  const perCharacter = spread === 0 ? 0 : shared / spread;
  const fixed = meanValue - perCharacter * meanCharacters;
  if (spread > 0 && perCharacter > 0 && fixed >= 0) return { fixed, perCharacter };
  return { fixed: 0, perCharacter: meanValue / Math.max(1, meanCharacters) };
}

function at({ fixed, perCharacter }: Line, characters: number): number {
  return fixed + perCharacter * characters;
}
