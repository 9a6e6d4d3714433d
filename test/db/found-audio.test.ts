import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { predictionIdSchema } from '../../electron/contract/ids.ts';
import type { WriteDb } from '../../electron/db/connection.ts';
import { migrate } from '../../electron/db/migrations.ts';
import { findFormerProject } from '../../electron/db/queries/former-projects.ts';
import { insertFoundPrediction, isKnownFile } from '../../electron/db/queries/found-audio.ts';
import { newestPredictionTime } from '../../electron/db/queries/sequences.ts';
import { insertTake } from '../../electron/db/queries/takes.ts';

function library(): WriteDb {
  const db: WriteDb = new Sqlite(':memory:');
  migrate(db);
  return db;
}

interface Found {
  home: number;
  voice: string;
  engine: 'draft' | 'styletts2';
  text: string;
  createdAt: string;
}

/** Records what audio tells of a project that is not here. */
function found(db: WriteDb, { home, voice, engine, text, createdAt }: Found): number {
  return insertFoundPrediction(db, {
    ...{ id: null, kind: 'chunk', project: null, section: null, chunk: null, sourceHash: 'book' },
    ...{ home, voice, engine, text, createdAt, revision: null, maker: null, speechKey: text, input: null },
    ...{ inputHash: null, service: null, remoteId: null, predictTime: null, cost: null },
    paid: engine !== 'draft',
  });
}

test('a file is known by the take that has it, or that was made of it, and by no other', () => {
  const db = library();
  const at = { home: 1, voice: '"a"', engine: 'draft', text: 'x', createdAt: '2026' } as const;
  const prediction = predictionIdSchema.parse(found(db, at));
  const file = `takes/1/7.other-1.wav`;
  insertTake(db, {
    ...{
      project: null,
      key: 'x',
      words: 'x',
      standsIn: true,
      prediction,
      file,
      original: `originals/1/${prediction}.audio`,
    },
    ...{ sampleRate: 24_000, samples: 1, sha256: null, peak: 0, rms: 0, clipped: 0 },
  });
  expect(isKnownFile(db, file)).toBe(true);
  expect(isKnownFile(db, `originals/1/${prediction}.audio`)).toBe(true);
  expect(isKnownFile(db, `takes/1/${prediction}.wav`)).toBe(false);
});

test('a former project is the one that most was spoken of: with a paid voice before a draft, else the newest', () => {
  const db = library();
  const former = (): unknown => findFormerProject(db, 'book');
  expect(former()).toBeNull();
  const speak = (voice: string, text: string, createdAt: string, home = 1): void => {
    found(db, { home, voice, engine: voice.startsWith('draft') ? 'draft' : 'styletts2', text, createdAt });
  };
  for (const text of ['one', 'two', 'three']) speak('draft', text, '2026-05');
  expect(former()).toEqual({ home: 1, voice: 'draft' });
  speak('paid', 'one', '2026-01');
  expect(former()).toEqual({ home: 1, voice: 'paid' });
  speak('later', 'one', '2026-02');
  expect(former()).toEqual({ home: 1, voice: 'later' });
  // The same text once more is no more of the book.
  speak('paid', 'one', '2026-01');
  expect(former()).toEqual({ home: 1, voice: 'later' });
  speak('paid', 'two', '2026-01');
  expect(former()).toEqual({ home: 1, voice: 'paid' });
  speak('paid', 'one', '2026-03', 4);
  for (const text of ['two', 'three']) speak('paid', text, '2026-03', 4);
  expect(former()).toEqual({ home: 4, voice: 'paid' });
  expect(newestPredictionTime(db)).toBe('2026-05');
});
