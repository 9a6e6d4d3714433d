import { createHash } from 'node:crypto';
import {
  cpSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { toProblem, type Problem } from '../../electron/contract/problem.ts';
import { openStudio, type Studio } from '../../electron/studio/open-studio.ts';
import type { CallName } from '../../electron/contract/calls.ts';
import { defaultStyleTts2Voice } from '../../electron/engines/styletts2/voice.ts';
import { ToneEngine } from '../support/tone-engine.ts';
import { book } from '../support/lamp-book.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { locations, openTestStudio } from '../support/test-studio.ts';

/** What somebody may have written into a column that becomes a path. */
function hostilePaths(canary: string): string[] {
  return [
    `../${path.relative('/tmp/x', canary)}/letter.wav`,
    path.join(canary, 'letter.wav'),
    path.join(canary, 'letter.wav.0123456789ab.part'),
    'takes/1/1.wav\0',
    '',
    '\ud800',
    `takes/${'x'.repeat(100_000)}`,
  ];
}

/** And into one that becomes JSON, or a number in it. */
const hostileJson = [
  '',
  '{"engine":"draft"',
  '[]',
  'null',
  '1e999',
  '"__proto__"',
  '{"__proto__":{"polluted":true},"code":"disk-full"}',
  '{"engine":"styletts2","reference":{"kind":"clip","hash":"../../letter","name":"x"}}',
  '['.repeat(20_000),
];

const paths = new Set(['file', 'original', 'target', 'temporary', 'hash']);
const json = new Set(['voice', 'pauses', 'quality', 'notes', 'input', 'problem', 'value']);

/** What is tried in a column: all that could hurt what becomes of it, or a little of each. */
function hostileValues(column: string, canary: string): string[] {
  if (paths.has(column)) return hostilePaths(canary);
  return json.has(column) ? hostileJson : [`../${path.basename(canary)}/letter.wav`, '\ud800'];
}

/** Every column of text in a library. */
function textColumns(db: Sqlite.Database): { table: string; column: string }[] {
  return db
    .prepare<[], { table: string; column: string }>(
      `SELECT m.name AS "table", c.name AS "column"
         FROM sqlite_schema m JOIN pragma_table_info(m.name) c
        WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND c.type = 'TEXT'`,
    )
    .all();
}

/** All that is in a tree, link by link and byte by byte. */
function contentOf(folder: string): string {
  const digest = createHash('sha256');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()) {
    const file = path.join(folder, name);
    const facts = lstatSync(file);
    digest.update(`${name}\0${facts.mode}\0`);
    if (facts.isSymbolicLink()) digest.update(readlinkSync(file));
    else if (facts.isFile()) digest.update(readFileSync(file));
  }
  return digest.digest('hex');
}

/** A small narrated library with something in every table. */
async function filled(library: string): Promise<void> {
  const self = await openTestStudio(library, new ToneEngine(), [new ToneEngine('styletts2')]);
  const { project } = await self.import(book);
  await self.narrate(project);
  await self.client.call('projects.update', { project: project.id, voice: defaultStyleTts2Voice });
  await self.narrate(project);
  await self.client.call('settings.update', { theme: 'dark' });
  await self.client.call('voices.save', { name: 'Keeper', voice: defaultStyleTts2Voice });
  await self.client.call('tries.start', { text: 'Try me.', voice: defaultStyleTts2Voice });
  await self.studio.close();
  const db = new Sqlite(path.join(library, 'lectern.sqlite'));
  db.exec(`
    INSERT INTO exports (project_id, target, temporary, state, samples, bytes, created_at)
      VALUES (1, '/nowhere/a.wav', '/nowhere/a.wav.0123456789ab.part', 'running', 1, 2, '2026-01-01');
    INSERT INTO clips VALUES ('${'a'.repeat(64)}', 'clip', '{}', '2026-01-01');
    UPDATE chunks SET problem = '{"code":"engine-failed","message":"m","action":"a"}' WHERE id = 2;
    UPDATE predictions SET state = 'running', sent_at = '2026-01-01' WHERE id = 2;
  `);
  db.close();
}

/** Makes a copy of a library, as it was closed. */
function copyLibrary(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
}

/** Opens a library and makes every call; the answers that nobody foresaw, in their own words. */
async function visit(library: string): Promise<string[]> {
  const engines = [new ToneEngine(), new ToneEngine('styletts2')];
  let studio: Studio;
  try {
    studio = await openStudio({ library, program: 'A test', locations, engines });
  } catch (thrown) {
    return wordless(toProblem(thrown));
  }
  try {
    const found: string[] = [];
    for (const [name, input] of calls) {
      const answer = await studio.call(name, input);
      if (!answer.ok) found.push(...wordless(answer.problem).map((words) => `${name}: ${words}`));
    }
    for (const address of ['media/take/1.wav', 'media/export/1', 'media/cover/1']) {
      await (await studio.media(new Request('http://x/'), address)).arrayBuffer();
    }
    return found;
  } finally {
    await studio.close();
  }
}

function wordless({ code, message }: Problem): string[] {
  return code === 'unexpected' ? [message.slice(0, 200)] : [];
}

/** Calls that read, write and delete all over a library, the last of them for good. */
const calls: [CallName, unknown][] = [
  ['projects.list', {}],
  ['projects.get', { project: 1 }],
  ['sections.list', { project: 1 }],
  ['chunks.list', { section: 2 }],
  ['assembly.get', { project: 1 }],
  ['voices.list', {}],
  ['tries.list', {}],
  ['predictions.list', { limit: 100 }],
  ['costs.receipt', { project: 1 }],
  ['narration.forecast', { project: 1 }],
  ['exports.list', { project: 1 }],
  ['settings.get', {}],
  ['narration.start', { project: 1 }],
  ['narration.cancel', {}],
  ['projects.remove', { project: 1 }],
];

test('no value in any column of text leads outside, and every call answers in words or works', async () => {
  const [template, canary] = [path.join(temporaryFolder(), 'library'), temporaryFolder()];
  mkdirSync(path.join(canary, 'papers'));
  for (const name of ['letter.wav', 'letter.wav.0123456789ab.part', 'letter.peaks', 'papers/will.txt']) {
    writeFileSync(path.join(canary, name), `${name} is nobody’s business`);
  }
  symlinkSync('papers', path.join(canary, 'link'));
  const before = contentOf(canary);
  await filled(template);
  const source = new Sqlite(path.join(template, 'lectern.sqlite'), { readonly: true });
  const columns = textColumns(source);
  source.close();
  expect(columns.length).toBeGreaterThan(40);
  const unworded: string[] = [];
  let attempts = 0;
  for (const { table, column } of columns) {
    for (const value of hostileValues(column, canary)) {
      const library = path.join(temporaryFolder(), 'library');
      copyLibrary(template, library);
      const db = new Sqlite(path.join(library, 'lectern.sqlite'));
      try {
        db.prepare(`UPDATE "${table}" SET "${column}" = ?`).run(value);
      } catch {
        // A constraint of the table keeps it out.
        continue;
      } finally {
        db.close();
      }
      attempts++;
      const where = `${table}.${column} = ${JSON.stringify(value.slice(0, 40))}`;
      unworded.push(...(await visit(library)).map((words) => `${where}: ${words}`));
      expect(contentOf(canary), where).toBe(before);
    }
  }
  expect(attempts).toBeGreaterThan(150);
  expect(unworded).toEqual([]);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
