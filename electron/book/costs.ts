import { isPaid, type EngineEntry } from '../contract/engine-entry.ts';
import type { ProjectId } from '../contract/ids.ts';
import type { Forecast } from '../contract/narration.ts';
import type { Receipt } from '../contract/prediction.ts';
import { defaultSettings } from '../contract/settings.ts';
import type { Voice } from '../contract/voice.ts';
import type { ReadDb } from '../db/connection.ts';
import { sumCosts } from '../db/queries/prediction-list.ts';
import type { Engine } from '../engines/engine.ts';
import { expect, Expectation } from './expectation.ts';
import { readSettings } from '../library/settings.ts';

/** Something to be spoken. */
export interface ToSpeak {
  /** What is spoken. */
  text: string;
  /** What its take will be made of. */
  key: string;
  engine: Pick<Engine, 'entry'>;
}

/** What it would take to speak these texts. Equal ones are spoken once. Without a library nothing was seen yet. */
export function forecast(db: ReadDb | null, wanted: readonly ToSpeak[]): Forecast {
  const rate = (db === null ? defaultSettings : readSettings(db)).replicateRate;
  const texts = [...new Map(wanted.map((one) => [one.key, one])).values()];
  const expectations = new Map<Voice['engine'], Expectation>();
  const of = (engine: EngineEntry): Expectation => {
    let expectation = expectations.get(engine.id);
    expectation ??= db === null ? new Expectation(engine.guess, []) : expect(db, engine);
    expectations.set(engine.id, expectation);
    return expectation;
  };
  let seconds: number | null = 0;
  let cost = 0;
  for (const { text, engine } of texts) {
    const expectation = of(engine.entry);
    const total =
      expectation.totalTime(text.length) ??
      (isPaid(engine.entry) ? expectation.predictTime(text.length) : null);
    seconds = seconds === null || total === null ? null : seconds + total;
    if (isPaid(engine.entry)) cost += expectation.predictTime(text.length) * rate;
  }
  const paid = texts.find(({ engine }) => isPaid(engine.entry)) ?? texts[0];
  return {
    chunks: texts.length,
    characters: texts.reduce((sum, { text }) => sum + text.length, 0),
    seconds,
    cost,
    observations: paid === undefined ? 0 : of(paid.engine.entry).observations,
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
    perhapsBilled: sum(({ perhapsBilled }) => perhapsBilled),
  };
}
