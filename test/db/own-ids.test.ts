import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { predictionIdSchema } from '../../electron/contract/ids.ts';
import { openDatabase } from '../../electron/db/database.ts';
import { migrate } from '../../electron/db/migrations.ts';
import { repeatPrediction } from '../../electron/db/queries/lost-predictions.ts';
import { ownIdOf } from '../../electron/db/queries/own-ids.ts';
import { beginPrediction } from '../../electron/db/queries/predictions.ts';
import { formerLibrary, type FormerVersion } from '../support/former-library.ts';
import { database } from '../support/lost-library.ts';

const own = /^[0-9a-f]{32}$/u;

function begin(db: Sqlite.Database) {
  return beginPrediction(db, {
    ...{ target: null, voice: { engine: 'beep' }, text: 'x', speechKey: 'k', input: '{}', inputHash: 'h' },
    ...{ service: null, spokenText: 'x', revision: 'r', maker: 'm', notes: [], paid: true, rate: 0 },
  });
}

/** The own ids of a former library that is brought up to date. */
function ownIds(version: FormerVersion): string[] {
  const db = openDatabase(database(formerLibrary(version)), { suspect: false });
  const ids = db.prepare<[], string>('SELECT own_id FROM predictions ORDER BY id').pluck().all();
  db.close();
  return ids;
}

describe('our own id of a prediction', () => {
  test('is there with its row, is another for one that is repeated, and stays', () => {
    const db = new Sqlite(':memory:');
    migrate(db);
    const first = begin(db);
    const id = ownIdOf(db, first);
    expect(id).toMatch(own);
    const repeated = ownIdOf(db, repeatPrediction(db, first, null));
    expect(repeated).toMatch(own);
    expect(repeated).not.toBe(id);
    expect(ownIdOf(db, first)).toBe(id);
    expect(() => ownIdOf(db, predictionIdSchema.parse(99))).toThrow();
  });

  test('is one prediction’s alone: the database itself refuses a second', () => {
    const db = new Sqlite(':memory:');
    migrate(db);
    const [first, second] = [begin(db), begin(db)];
    const change = db.prepare('UPDATE predictions SET own_id = ? WHERE id = ?');
    expect(() => change.run(ownIdOf(db, first), second)).toThrow(/UNIQUE/);
    expect(() => change.run(null, second)).toThrow(/NOT NULL/);
  });

  test.each<FormerVersion>([1, 2, 3])(
    'is made for every prediction of a library of version %i, by chance and not by its number',
    (version) => {
      const [one, other] = [ownIds(version), ownIds(version)];
      expect(one.length).toBeGreaterThan(0);
      for (const id of one) expect(id).toMatch(own);
      expect(new Set([...one, ...other]).size).toBe(one.length + other.length);
    },
  );
});
