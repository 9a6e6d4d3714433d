import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { temporaryPath } from '../../electron/audio/stitched/target.ts';
import { pathBelow } from '../../electron/library/path-below.ts';
import { chunksOf, imported } from '../support/lamp-book.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openTestStudio } from '../support/test-studio.ts';

const hostile = [
  '../outside.wav',
  'takes/../../outside.wav',
  '/etc/passwd',
  'C:\\Windows\\win.ini',
  'C:windows',
  '\\\\server\\share',
  'takes\\..\\..\\outside.wav',
  'takes/1/1.wav\0.txt',
  'takes//1.wav',
  'takes/./1.wav',
  '',
  '.',
  '..',
  '~/outside.wav',
  'takes/1/',
  'takes/1/1.wav:stream',
  `takes/${'x'.repeat(300)}`,
  `takes/${'../'.repeat(5000)}x`,
  '\ud800.wav',
];

describe('a path out of a database', () => {
  test.each(hostile)('%j leads nowhere', (name) => {
    expect(() => pathBelow(temporaryFolder(), name)).toThrow(/names a file that is not one of its own/);
  });

  test('is one of the library’s own, also before it is there', () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'takes'));
    for (const name of ['takes/3/51.wav', 'originals/tries/9.audio', 'references/0af3-1.wav']) {
      expect(pathBelow(folder, name)).toBe(path.join(folder, ...name.split('/')));
    }
  });

  test('is refused where a link leads out, at its end or on its way, even to nothing; inside, links are good', () => {
    const [folder, outside] = [temporaryFolder(), temporaryFolder()];
    writeFileSync(path.join(outside, 'letter.wav'), 'dear');
    for (const name of ['takes', 'tries']) mkdirSync(path.join(folder, name));
    symlinkSync(outside, path.join(folder, 'takes', '4'));
    symlinkSync(path.join(outside, 'letter.wav'), path.join(folder, 'tries', '1.wav'));
    symlinkSync(path.join(outside, 'new.wav'), path.join(folder, 'tries', '2.wav'));
    symlinkSync('3.wav', path.join(folder, 'tries', '3.wav'));
    symlinkSync(path.join(folder, 'takes'), path.join(folder, 'originals'));
    for (const name of [
      'takes/4/letter.wav',
      'takes/4/new/er.wav',
      'tries/1.wav',
      'tries/2.wav',
      'tries/3.wav',
    ]) {
      expect(() => pathBelow(folder, name), name).toThrow(/not one of its own/);
    }
    expect(pathBelow(folder, 'originals/9.wav')).toBe(path.join(folder, 'originals', '9.wav'));
    // The library itself may be reached by a link.
    const link = path.join(temporaryFolder(), 'library');
    symlinkSync(folder, link);
    expect(pathBelow(link, 'tries/9.wav')).toBe(path.join(link, 'tries', '9.wav'));
  });
});

/** A narrated library, closed, beside a tree of files that are nobody's business. */
async function beside() {
  const { library, engine, project, studio, self } = await imported();
  await self.narrate(project);
  const takes = (await chunksOf(self, project)).flatMap(({ take }) => (take === null ? [] : [take.id]));
  await studio.close();
  const outside = temporaryFolder();
  mkdirSync(path.join(outside, 'papers'));
  writeFileSync(path.join(outside, 'thesis.wav'), 'years of work');
  writeFileSync(path.join(outside, 'thesis.wav.part'), 'and its draft');
  writeFileSync(path.join(outside, 'papers', 'will.txt'), 'to my cat');
  return { library, engine, project, takes, outside };
}

function edit(library: string, sql: string, ...values: unknown[]): void {
  const db = new Sqlite(path.join(library, 'lectern.sqlite'));
  db.prepare(sql).run(...values);
  db.close();
}

/** Every file of a tree, with what is in it. */
function contentOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(path.join(folder, name)).isFile())
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(path.join(folder, name)))
          .digest('hex'),
      ]),
  );
}

describe('a row of `exports` that was edited by hand', () => {
  const add = `INSERT INTO exports (project_id, target, temporary, state, samples, bytes, created_at)
               VALUES (1, ?, ?, 'running', 1, 2, '2026-01-01')`;

  test('deletes nothing but what an export has really left beside its target', async () => {
    const { library, engine, outside } = await beside();
    const target = path.join(outside, 'thesis.wav');
    const left = temporaryPath(target);
    writeFileSync(left, 'half an audiobook');
    const folder = path.join(outside, 'thesis.wav.0123456789ab.part');
    mkdirSync(folder);
    const before = contentOf(outside);
    const rows = [
      [target, target],
      [target, `${target}.part`],
      [target, `${outside}/papers/../${path.basename(left)}`],
      [target, path.join(outside, 'papers', path.basename(left))],
      [target, path.relative(process.cwd(), left)],
      [path.join(outside, 'other.wav'), left],
      [target, folder],
      [target, `${left}\0`],
      ['', ''],
    ];
    for (const row of rows) edit(library, add, ...row);
    const first = await openTestStudio(library, engine);
    await first.studio.close();
    expect(contentOf(outside)).toEqual(before);
    expect(existsSync(folder)).toBe(true);
    edit(library, add, target, left);
    await openTestStudio(library, engine);
    expect(contentOf(outside)).toEqual(
      Object.fromEntries(Object.entries(before).filter(([name]) => name !== path.basename(left))),
    );
  });

  test('serves nothing from outside the folder of exports, not by a link in it either', async () => {
    const { library, engine, outside } = await beside();
    mkdirSync(path.join(library, 'exports'));
    const inside = path.join(library, 'exports', 'book.wav');
    symlinkSync(path.join(outside, 'thesis.wav'), inside);
    const targets = [
      path.join(outside, 'thesis.wav'),
      path.join(library, 'exports', '..', '..', 'x'),
      inside,
    ];
    for (const target of targets) {
      edit(library, add.replace("'running'", "'succeeded'"), target, temporaryPath(target));
    }
    const { studio } = await openTestStudio(library, engine);
    for (const id of [1, 2, 3]) {
      const answer = await studio.media(new Request('http://x/'), `media/export/${id}`);
      expect(answer.status).toBe(404);
    }
  });
});

describe('a take whose path was edited by hand', () => {
  test('is neither served nor spoken over, and its library refuses in words', async () => {
    const { library, engine, project, takes, outside } = await beside();
    const before = contentOf(outside);
    const away = path.relative(library, path.join(outside, 'thesis.wav'));
    edit(library, 'UPDATE takes SET file = ? WHERE id = ?', away, takes[0]);
    const self = await openTestStudio(library, engine);
    const answer = await self.studio.media(new Request('http://x/'), `media/take/${takes[0] ?? 0}.wav`);
    expect([answer.status, await answer.text()]).toEqual([
      500,
      expect.stringMatching(/names a file that is not one of its own/) as string,
    ]);
    const started = self.studio.call('narration.start', { project: project.id });
    expect(await started).toMatchObject({ problem: { code: 'library-damaged' } });
    expect(contentOf(outside)).toEqual(before);
  });

  test('removing its project deletes nothing outside, and not what a link inside leads to', async () => {
    const { library, engine, project, outside } = await beside();
    const before = contentOf(outside);
    const takes = path.join(library, 'takes', String(project.id));
    symlinkSync(path.join(outside, 'papers'), path.join(takes, 'papers'));
    renameSync(takes, `${takes}-away`);
    symlinkSync(outside, takes);
    const self = await openTestStudio(library, engine);
    const refused = await self.studio.call('projects.remove', { project: project.id });
    expect(refused).toMatchObject({ problem: { code: 'library-damaged' } });
    expect(await self.client.call('projects.list', {})).toHaveLength(1);
    rmSync(takes);
    renameSync(`${takes}-away`, takes);
    await self.client.call('projects.remove', { project: project.id });
    expect(existsSync(takes)).toBe(false);
    expect(contentOf(outside)).toEqual(before);
  });
});

describe('the folder of an open library', () => {
  test.each([
    [
      'renamed',
      (library: string) => {
        renameSync(library, `${library}-renamed`);
      },
    ],
    [
      'renamed, and another made in its place',
      (library: string) => {
        renameSync(library, `${library}-renamed`);
        mkdirSync(library);
      },
    ],
    [
      'renamed, and a copy put in its place',
      (library: string) => {
        renameSync(library, `${library}-renamed`);
        spawnSync('cp', ['-a', `${library}-renamed`, library]);
      },
    ],
  ])(
    '%s while it is narrated: the narration stops and says so, and nothing is written there',
    async (_, move) => {
      const { library, engine, project, studio, self, client } = await imported();
      engine.holds = (text) => text.startsWith('Nobody');
      const held = engine.held();
      const ended = self.narration(({ state }) => ['done', 'stopped', 'cancelled'].includes(state));
      await client.call('narration.start', { project: project.id });
      await held;
      move(library);
      const before = existsSync(library) ? contentOf(library) : null;
      engine.release();
      expect(await ended).toMatchObject({ state: 'stopped', problem: { code: 'library-moved' } });
      await studio.close();
      expect(existsSync(library) ? contentOf(library) : null).toEqual(before);
      // What was finished is in the folder that was opened.
      rmSync(library, { recursive: true, force: true });
      renameSync(`${library}-renamed`, library);
      const spoken = engine.spoken.length;
      const next = await openTestStudio(library, engine);
      expect(await next.narrate(project)).toMatchObject({ state: 'done' });
      expect(engine.spoken.slice(spoken).length).toBeLessThan(6);
    },
  );
});
