import type { ReadDb, WriteDb } from './connection.ts';
import { createTables } from './migrations/1-create-tables.ts';
import { addPaidVoices } from './migrations/2-paid-voices.ts';
import { addProof } from './migrations/3-proof.ts';
import { layGround } from './migrations/4-ground.ts';

/** One step of the schema. Steps are never edited once released; a change is a new step. */
interface Migration {
  version: number;
  update: (db: WriteDb) => void;
}

const migrations: readonly Migration[] = [
  { version: 1, update: createTables },
  { version: 2, update: addPaidVoices },
  { version: 3, update: addProof },
  { version: 4, update: layGround },
];

/** The schema version that this Lectern writes. */
export const newestVersion = migrations.at(-1)?.version ?? 0;

/** The schema version that a database has; 0 before its first migration. */
export function versionOf(db: ReadDb): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/** Whole tables are written and indexed anew: what has no room in SQLite's cache is written and read many times. */
const cacheKibibytes = 128 * 1024;

/**
 * Brings the schema up to date in one transaction: whenever it is cut short, a library is as before or as after. Foreign
 * keys are off meanwhile, as SQLite wants it where a table is made anew, checked after each step, and left on.
 */
export function migrate(db: WriteDb): void {
  const current = versionOf(db);
  const missing = migrations.filter(({ version }) => version > current);
  // Without effect inside a transaction, hence around it.
  db.pragma('foreign_keys = OFF');
  if (missing.length > 0) {
    const usualCache = Number(db.pragma('cache_size', { simple: true }));
    db.pragma(`cache_size = -${cacheKibibytes}`);
    db.transaction(() => {
      for (const { version, update } of missing) {
        update(db);
        const strays = db.pragma('foreign_key_check');
        if (Array.isArray(strays) && strays.length > 0) {
          throw new Error(
            `step ${version} of the schema left ${strays.length} rows without what they refer to`,
          );
        }
      }
      db.pragma(`user_version = ${newestVersion}`);
    }).immediate();
    db.pragma(`cache_size = ${usualCache}`);
  }
  db.pragma('foreign_keys = ON');
}
