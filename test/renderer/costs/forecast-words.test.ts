import { expect, it } from 'vitest';
import type { Forecast } from '../../../electron/contract/narration.ts';
import { forecastFacts, groundsWords } from '../../../renderer/costs/forecast-words.ts';

const forecast: Forecast = {
  chunks: 1204,
  characters: 280_000,
  seconds: 3900,
  cost: 0.8123,
  observations: 0,
  rate: 0.000225,
};

const valueOf = (change: Partial<Forecast>, name: string): string | undefined =>
  forecastFacts({ ...forecast, ...change }).find((fact) => fact.name === name)?.value;

it('tells chunks, characters, time and money, and promises none of it to the second', () => {
  expect(forecastFacts(forecast).map(({ value }) => value)).toEqual([
    '1,204 chunks',
    '280,000',
    'about 1 h 5 min',
    'about $0.8123',
  ]);
  expect(valueOf({ seconds: 0.2 }, 'Time')).toBe('about 1 s');
  expect(valueOf({ seconds: null }, 'Time')).toBe('not known yet');
});

it('calls itself a guess until there was something to see, and never after', () => {
  expect(groundsWords(forecast)).toMatch(/^This is a guess, at \$0\.81 an hour/u);
  expect(groundsWords({ ...forecast, observations: 1 })).toMatch(
    /^By what the last prediction of this library/u,
  );
  expect(groundsWords({ ...forecast, observations: 60 })).toMatch(/^By what the last 60 predictions/u);
});
