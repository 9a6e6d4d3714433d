import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { describeForecast } from '../../../electron/hosts/cli/plan.ts';
import { forecastTexts } from '../../../electron/book/plan.ts';
import { draftEntry } from '../../../electron/engines/draft/voice.ts';
import { styletts2Entry } from '../../../electron/engines/styletts2/voice.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('a forecast without a library is a guess, free for the draft voice, and counts equal texts once', () => {
  const nowhere = path.join(temporaryFolder(), 'none');
  const texts = ['a'.repeat(100), 'b'.repeat(200), 'b'.repeat(200)];
  const draft = forecastTexts(nowhere, texts, draftEntry);
  expect(draft).toMatchObject({ chunks: 2, characters: 300, seconds: null, cost: 0, observations: 0 });
  expect(describeForecast(draft)).toBe('To speak it: 2 chunks, 300 characters, free.');
  const paid = forecastTexts(nowhere, texts, styletts2Entry);
  expect(paid.rate).toBe(0.000225);
  expect(paid.cost).toBeGreaterThan(0);
  expect(describeForecast(paid)).toMatch(
    /^To speak it: 2 chunks, 300 characters, about \d+ s, about \$0\.00\d\d \(a guess: .*\)\.$/,
  );
});

test('a forecast says what it rests on', () => {
  const seen = {
    chunks: 1200,
    characters: 240_000,
    seconds: 5400,
    cost: 1.215,
    observations: 60,
    rate: 0.000225,
  };
  expect(describeForecast(seen)).toBe(
    'To speak it: 1,200 chunks, 240,000 characters, about 1 h 30 min, about $1.22 (from 60 predictions that this library has seen).',
  );
  expect(describeForecast({ ...seen, chunks: 0 })).toBe('Nothing is to be spoken.');
});

test('a damaged library is a problem, not a guess', () => {
  const library = temporaryFolder();
  writeFileSync(path.join(library, 'lectern.sqlite'), 'not a database at all. '.repeat(100));
  expect(() => forecastTexts(library, ['x'], styletts2Entry)).toThrow(/damaged/);
});
