import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import {
  expectTrueCounts,
  formerLibrary,
  openFormer,
  type FormerVersion,
} from '../support/former-library.ts';
import { database } from '../support/lost-library.ts';

const versions: readonly FormerVersion[] = [1, 2, 3];

/** Has the newest prediction that ended and the newest export of a library be cancelled, as its Lectern wrote that down. */
function cancelNewest(library: string, version: FormerVersion): void {
  const db = new Sqlite(database(library));
  const told = version === 1 ? '' : `, remote_status = 'canceled'`;
  db.exec(`
    UPDATE predictions SET state = 'canceled'${told}
      WHERE id = (SELECT max(id) FROM predictions WHERE state <> 'running');
    UPDATE exports SET state = 'canceled' WHERE id = (SELECT max(id) FROM exports);
  `);
  db.close();
}

/** How predictions and exports stand, as they are stored. */
function states(library: string): unknown[] {
  const db = new Sqlite(database(library), { readonly: true });
  const rows = ['predictions', 'exports'].map((table) =>
    db.prepare(`SELECT id, state FROM ${table} WHERE state <> 'running' ORDER BY id`).raw().all(),
  );
  db.close();
  return rows.flat();
}

test.each(versions)(
  'what was cancelled before schema 4 is called so now, in a library of version %i',
  async (version) => {
    const library = formerLibrary(version);
    cancelNewest(library, version);
    const { studio, client, project } = await openFormer(library);
    const { predictions } = await client.call('predictions.list', { state: 'cancelled', limit: 50 });
    // What the service says is its own word.
    expect(predictions.map(({ state, remoteStatus }) => [state, remoteStatus])).toEqual([
      ['cancelled', version === 1 ? null : 'canceled'],
    ]);
    const [exported, ...others] = await client.call('exports.list', { project: project.id });
    expect(exported?.state).toBe('cancelled');
    expect(others.map(({ state }) => state)).toEqual(version === 1 ? [] : ['succeeded']);
    await studio.close();
    expectTrueCounts(library);
    expect(JSON.stringify(states(library))).not.toContain('"canceled"');
    const db = new Sqlite(database(library));
    for (const table of ['predictions', 'exports']) {
      expect(() => db.exec(`UPDATE ${table} SET state = 'canceled'`)).toThrow('CHECK constraint failed');
    }
    expect(db.pragma('foreign_key_check')).toEqual([]);
    db.close();
  },
);
