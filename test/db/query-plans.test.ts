import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { migrate } from '../../electron/db/migrations.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { readStatements } from './plans/app-statements.ts';
import { planFaults, triggerStatements } from './plans/plan-faults.ts';

/** The tables that grow with use: with each book that is brought in, and with each time that something is spoken. */
const growing = ['chunks', 'takes', 'predictions', 'paragraphs'];

/** What may go past `statement`, and why. */
const direct: Readonly<Record<string, string>> = {
  'electron/db/statement.ts': 'is the one way: it prepares what it is given',
  'electron/db/database.ts': 'looks at a file before it is known to have tables, and copies it whole',
  'electron/db/library-lock.ts': 'holds a file that has no tables',
  'electron/db/process-lock.ts': 'holds a file that has no tables',
};
/** A step of the schema runs once, for all that is there. */
const steps = 'electron/db/migrations/';

const repository = path.resolve(import.meta.dirname, '../..');
const electron = path.join(repository, 'electron');
const app = readStatements(
  readdirSync(electron, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map((file) => path.join(electron, file)),
  repository,
);

function migrated(): Sqlite.Database {
  const db = new Sqlite(':memory:');
  migrate(db);
  return db;
}

/**
 * What SQLite learns of tables when a library is closed, it believes until it looks again: here, that they have sixty
 * rows, and that few columns tell them apart.
 */
function believeSmall(db: Sqlite.Database): void {
  db.exec('ANALYZE');
  const add = db.prepare('INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)');
  const indexes = db
    .prepare<[], { name: string; owner: string; columns: number; isUnique: number }>(
      `SELECT list.name, owner.name AS owner, list."unique" AS isUnique,
              (SELECT count(*) FROM pragma_index_info(list.name)) AS columns
         FROM sqlite_schema AS owner JOIN pragma_index_list(owner.name) AS list WHERE owner.type = 'table'`,
    )
    .all();
  for (const { name, owner, columns, isUnique } of indexes) {
    add.run(owner, name, `60${' 30'.repeat(columns - isUnique)}${' 1'.repeat(isUnique)}`);
  }
  db.exec('ANALYZE sqlite_schema');
}

/** The faults of a statement's plan; what keeps SQLite from making one is a fault, too. */
function faultsOf(db: Sqlite.Database, place: string, sql: string): string[] {
  const told = (what: string): string => `${place}: ${what}\n    ${sql.replace(/\s+/gu, ' ').trim()}`;
  try {
    return planFaults(db, sql, growing).map(told);
  } catch (thrown) {
    return [told(String(thrown))];
  }
}

describe('the statements of the app', () => {
  test('are all known, and no SQL goes another way', () => {
    expect(app.faults).toEqual([]);
    const files = app.direct
      .map((place) => place.replace(/:\d+$/u, ''))
      .filter((one) => !one.startsWith(steps));
    expect([...new Set(files)].toSorted()).toEqual(Object.keys(direct).toSorted());
    // Whoever reads the sources must not overlook a file of queries.
    const read = new Set(app.statements.map(({ place }) => place.replace(/:\d+$/u, '')));
    const queries = readdirSync(path.join(electron, 'db/queries')).map(
      (name) => `electron/db/queries/${name}`,
    );
    expect(queries.filter((file) => !read.has(file))).toEqual([]);
  });

  test('scan and sort no table that grows with use', () => {
    const db = migrated();
    expect(app.statements.flatMap(({ place, sql }) => faultsOf(db, place, sql))).toEqual([]);
  });

  test('do not where SQLite still takes the library for a small one, either', () => {
    const db = migrated();
    believeSmall(db);
    expect(app.statements.flatMap(({ place, sql }) => faultsOf(db, place, sql))).toEqual([]);
  });

  test('set off nothing that does: neither triggers, nor what follows a removed row', () => {
    const db = migrated();
    const ofTriggers = triggerStatements(db).flatMap(({ trigger, sql }) =>
      faultsOf(db, `trigger ${trigger}`, sql),
    );
    const ofKeys = growing.flatMap((table) =>
      db
        .prepare<[string], string>('SELECT "from" FROM pragma_foreign_key_list(?)')
        .pluck()
        .all(table)
        .flatMap((column) => {
          const sql = `SELECT 1 FROM ${table} WHERE ${column} = ?`;
          return faultsOf(db, `reference ${table}.${column}`, sql);
        }),
    );
    expect([...ofTriggers, ...ofKeys]).toEqual([]);
  });
});

describe('a plan', () => {
  const small = new Sqlite(':memory:');
  small.exec(`
    CREATE TABLE takes (id INTEGER PRIMARY KEY, chunk INTEGER, file TEXT, length INTEGER);
    CREATE INDEX takes_chunk ON takes (chunk, length);
    CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT);
  `);

  test.each([
    ['walks a table', 'SELECT * FROM takes'],
    ['walks it under another name', 'SELECT mine.file FROM takes AS mine'],
    ['walks it in the order of its numbers', 'SELECT file FROM takes ORDER BY id DESC LIMIT 1'],
    ['walks an index', 'SELECT chunk FROM takes'],
    ['walks it for another', 'SELECT title FROM books JOIN takes ON file = title'],
    ['walks it below a list', 'SELECT title FROM books WHERE title IN (SELECT file FROM takes)'],
    ['walks all behind a number', 'SELECT file FROM takes WHERE id > ?'],
    ['walks all for the greatest', 'SELECT max(file) FROM takes'],
    ['walks an index for the greatest', 'SELECT max(length) FROM takes'],
    ['walks it to change it', 'UPDATE takes SET length = 0 WHERE file = @file'],
    ['sorts', 'SELECT file FROM takes WHERE chunk = ? ORDER BY file'],
    ['sorts a part', 'SELECT file FROM takes WHERE chunk = ? ORDER BY length, file'],
    ['sorts to count', 'SELECT count(*) FROM takes WHERE chunk = ? GROUP BY file'],
    ['sorts to find equal ones', 'SELECT DISTINCT file FROM takes WHERE chunk = ?'],
    [
      'sorts to join two lists',
      'SELECT file FROM takes WHERE chunk = 1 UNION SELECT file FROM takes WHERE id = 2',
    ],
    ['has a name that may be anything', 'SELECT t.title FROM books t'],
  ])('that %s is at fault', (_what, sql) => {
    expect(planFaults(small, sql, growing)).not.toEqual([]);
  });

  test.each([
    ['looks rows up', 'SELECT file FROM takes WHERE chunk = ? ORDER BY length DESC LIMIT ?'],
    ['looks one up', `SELECT file FROM takes WHERE id = @id AND file <> ':?@'`],
    ['goes on from a number', 'SELECT file FROM takes WHERE id > ? ORDER BY id LIMIT 1'],
    ['takes the highest', 'SELECT max(id) FROM takes'],
    ['takes the least of an index', 'SELECT min(takes.chunk) FROM takes'],
    ['walks what does not grow', 'SELECT title FROM books ORDER BY title'],
    [
      'counts below that',
      'SELECT title, (SELECT count(*) FROM takes WHERE chunk = b.id) FROM books AS b ORDER BY title',
    ],
    ['names a list', 'WITH few AS (VALUES (1), (2)) SELECT file FROM few JOIN takes ON id = few.column1'],
    ['adds', 'INSERT INTO takes (chunk) SELECT chunk FROM takes WHERE id = ?'],
  ])('that %s is not', (_what, sql) => {
    expect(planFaults(small, sql, growing)).toEqual([]);
  });

  test('of what a trigger runs is looked at, its condition too', () => {
    const db = new Sqlite(':memory:');
    db.exec(`
      CREATE TABLE takes (id INTEGER PRIMARY KEY, file TEXT);
      CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT);
      CREATE TRIGGER renamed AFTER UPDATE ON books WHEN EXISTS (SELECT 1 FROM takes WHERE file = OLD.title) BEGIN
        UPDATE takes SET file = NEW.title WHERE id = NEW.id;
        DELETE FROM takes WHERE file = 'a;b' || OLD.title;
      END;
    `);
    const faults = triggerStatements(db).map(({ sql }) => planFaults(db, sql, growing));
    expect(faults).toEqual([[], ['SCAN takes'], ['SCAN takes']]);
  });
});

test('a statement is known where it is put together of constants, and is a fault where it is not', () => {
  const file = path.join(temporaryFolder(), 'source.ts');
  writeFileSync(
    file,
    `import { statement as prepared } from '${electron}/db/statement.ts';
     import type { ReadDb } from '${electron}/db/connection.ts';
     import { ofInput } from '${electron}/db/queries/predictions.ts';
     const table = 'takes';
     const orders = { up: \`\${table} ASC\`, down: 'DESC' } as const;
     const loose = { up: 'ASC' };
     export function known(db: ReadDb, order: 'up' | 'down', isFirst: boolean) {
       const from = 'FROM ' + table;
       prepared(db, \`SELECT 1 \${from}\`);
       prepared(db, \`SELECT 2 WHERE \${ofInput}\`);
       prepared(db, \`SELECT 3 \${orders[order]}\`);
       prepared(db, orders.down + (isFirst ? ' 4' : ' 5'));
     }
     export function unknown(db: ReadDb, sql: string, order: 'up') {
       let text = 'SELECT 6';
       text += sql;
       prepared(db, text);
       prepared(db, \`SELECT 7 \${sql}\`);
       prepared(db, loose[order]);
       [sql].map((one) => prepared(db, one));
       const other = prepared;
       other(db, sql);
       db.prepare(sql);
       db['exec'](sql);
       return /x/u.exec(sql);
     }`,
  );
  const { statements, faults, direct: past } = readStatements([file], path.dirname(file));
  expect(statements.map(({ place, sql }) => `${place} ${sql}`)).toEqual([
    'source.ts:9 SELECT 1 FROM takes',
    'source.ts:10 SELECT 2 WHERE input_hash = @hash AND (service IS @service OR service IS @origin)',
    'source.ts:11 SELECT 3 takes ASC',
    'source.ts:11 SELECT 3 DESC',
    'source.ts:12 DESC 4',
    'source.ts:12 DESC 5',
  ]);
  expect(faults.map((fault) => /:(\d+):/u.exec(fault)?.[1])).toEqual(['17', '18', '19', '20', '21']);
  expect(past).toEqual(['source.ts:23', 'source.ts:24']);
});
