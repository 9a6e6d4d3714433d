import type { ReadDb, WriteDb } from './connection.ts';
import { createTables } from './migrations/1-create-tables.ts';

/** One step of the schema. Steps are never edited once released; a change is a new step. */
interface Migration {
  version: number;
  update: (db: WriteDb) => void;
}

const migrations: readonly Migration[] = [{ version: 1, update: createTables }];

/** The schema version that this Lectern writes. */
export const newestVersion = migrations.at(-1)?.version ?? 0;

/** The schema version that a database has; 0 before its first migration. */
export function versionOf(db: ReadDb): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/** Brings the schema up to date, each step with its version in one transaction. */
export function migrate(db: WriteDb): void {
  const current = versionOf(db);
  for (const { version, update } of migrations) {
    if (version <= current) continue;
    db.transaction(() => {
      update(db);
      db.pragma(`user_version = ${version}`);
    }).immediate();
  }
}
