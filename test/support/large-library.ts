import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { formerLibrary } from './former-library.ts';
import { database } from './lost-library.ts';

/**
 * A library of version 3 that holds its book's sections so many times over, each with chunks, predictions and takes of
 * its own (which share their files): so large that bringing it up to date takes a while.
 */
export function largeLibrary(folder: string, copies: number): string {
  const library = formerLibrary(3, folder);
  const db = new Sqlite(database(library));
  const columnsOf = (table: string): string[] =>
    db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
  const highest = (table: string): number => Number(db.prepare(`SELECT max(id) FROM ${table}`).pluck().get());
  const steps = new Map(
    ['sections', 'chunks', 'predictions', 'takes'].map((table) => [table, highest(table)] as const),
  );
  const by = (table: string): string => `+ @copy * ${steps.get(table) ?? 0}`;
  const sectionsOfBook = highest('sections');
  const changed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    sections: { id: `id ${by('sections')}`, position: `position + @copy * ${sectionsOfBook}` },
    paragraphs: { section_id: `section_id ${by('sections')}` },
    chunks: {
      id: `id ${by('chunks')}`,
      section_id: `section_id ${by('sections')}`,
      take_id: `take_id ${by('takes')}`,
    },
    predictions: {
      id: `id ${by('predictions')}`,
      section_id: `section_id ${by('sections')}`,
      chunk_id: `chunk_id ${by('chunks')}`,
      remote_id: `remote_id || '-' || @copy`,
    },
    takes: {
      id: `id ${by('takes')}`,
      chunk_id: `chunk_id ${by('chunks')}`,
      prediction_id: `prediction_id ${by('predictions')}`,
    },
  };
  // Only what was there, and has ended: each copy is one of the first.
  const first: Readonly<Record<string, string>> = {
    sections: `id <= ${steps.get('sections') ?? 0}`,
    paragraphs: `section_id <= ${steps.get('sections') ?? 0}`,
    chunks: `id <= ${steps.get('chunks') ?? 0}`,
    predictions: `id <= ${steps.get('predictions') ?? 0} AND kind = 'chunk' AND state <> 'running'`,
    takes: `id <= ${steps.get('takes') ?? 0} AND chunk_id IS NOT NULL`,
  };
  const copying = Object.entries(changed).map(([table, changes]) => {
    const columns = columnsOf(table);
    const values = columns.map((column) => changes[column] ?? column);
    return db.prepare<[{ copy: number }]>(
      `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM ${table} WHERE ${first[table] ?? ''}`,
    );
  });
  db.pragma('foreign_keys = OFF');
  db.transaction(() => {
    for (let copy = 1; copy < copies; copy++) for (const statement of copying) statement.run({ copy });
  })();
  db.close();
  return path.resolve(library);
}
