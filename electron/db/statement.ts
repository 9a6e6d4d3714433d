import type { Statement } from 'better-sqlite3';
import type { ReadDb } from './connection.ts';

const prepared = new WeakMap<ReadDb, Map<string, unknown>>();

/**
 * The prepared statement for this SQL, kept for as long as the connection lives. `Row` is what the SQL's columns are;
 * the tables are STRICT, so that a column has the type that the migration gave it.
 */
export function statement<Parameters extends unknown[], Row = unknown>(
  db: ReadDb,
  sql: string,
): Statement<Parameters, Row> {
  let ofConnection = prepared.get(db);
  if (ofConnection === undefined) prepared.set(db, (ofConnection = new Map<string, unknown>()));
  let made = ofConnection.get(sql) as Statement<Parameters, Row> | undefined;
  if (made === undefined) {
    made = db.prepare<Parameters, Row>(sql);
    ofConnection.set(sql, made);
  }
  return made;
}

/** The one row that a statement must return; a missing one is a mistake in this program. */
export function one<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Error('the database did not return the row that was written');
  return row;
}

/** Parses JSON that this database stored; its shape is for the caller to check. */
export function parseJson(text: string): unknown {
  return JSON.parse(text);
}
