import type { ReadDb, WriteDb } from '../connection.ts';
import { statement } from '../statement.ts';

/** The tables whose numbers name files. */
export type NumberedTable = 'projects' | 'predictions';

/** The highest number that a table ever gave, as far as this database knows. */
export function highestNumber(db: ReadDb, table: NumberedTable): number {
  const row = statement<[string], { seq: number }>(db, 'SELECT seq FROM sqlite_sequence WHERE name = ?').get(
    table,
  );
  return row?.seq ?? 0;
}

/** Lets a table never give `number` again, nor one below it. */
export function raiseNumber(db: WriteDb, table: NumberedTable, number: number): void {
  if (number <= highestNumber(db, table)) return;
  statement(db, 'DELETE FROM sqlite_sequence WHERE name = ?').run(table);
  statement(db, 'INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)').run(table, number);
}

/** When the newest prediction of this database was begun, ISO 8601; null when there is none. */
export function newestPredictionTime(db: ReadDb): string | null {
  const row = statement<[], { newest: string | null }>(
    db,
    'SELECT max(created_at) AS newest FROM predictions',
  ).get();
  return row?.newest ?? null;
}
