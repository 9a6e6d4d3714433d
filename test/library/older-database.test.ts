import { copyFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { backUp, listBackups } from '../../electron/library/backups.ts';
import { putBack } from '../../electron/library/replacement.ts';
import { chunksOf, imported } from '../support/lamp-book.ts';
import { database, lose, readStored } from '../support/lost-library.ts';
import { openTestStudio } from '../support/test-studio.ts';

describe('an older database beside newer audio', () => {
  /** A library whose first chapter was narrated, backed up by `copy`, and then the rest. */
  async function olderDatabase(copy: (library: string) => void) {
    const { library, engine, project, studio, client, self } = await imported();
    const sections = await client.call('sections.list', { project: project.id });
    const first = sections.find(({ included }) => included);
    if (first === undefined) throw new Error('the book has no section');
    const ended = self.narration(({ state }) => state === 'done');
    await client.call('narration.start', { project: project.id, sections: [first.id] });
    await ended;
    copy(library);
    const { total } = await self.narrate(project);
    const heard = (await chunksOf(self, project)).map(({ text, take }) => [text, take?.samples]);
    await studio.close();
    return { library, engine, project, total, heard };
  }

  test.each([
    [
      'that was copied by hand',
      (library: string) => {
        const db = new Sqlite(database(library));
        db.prepare('VACUUM INTO ?').run(path.join(library, 'copy.sqlite'));
        db.close();
      },
      (library: string) => {
        lose(library);
        copyFileSync(path.join(library, 'copy.sqlite'), database(library));
      },
    ],
    [
      'that has lost its log',
      (library: string) => {
        const db = new Sqlite(database(library));
        db.pragma('wal_checkpoint(TRUNCATE)');
        db.close();
        copyFileSync(database(library), path.join(library, 'copy.sqlite'));
      },
      (library: string) => {
        lose(library);
        copyFileSync(path.join(library, 'copy.sqlite'), database(library));
      },
    ],
    [
      'that was put back by command',
      (library: string) => {
        backUp(library, 'asked');
      },
      (library: string) => {
        putBack(library, listBackups(library)[0]?.name ?? '', 'A test');
      },
    ],
  ])(
    '%s takes the newer takes in: each chunk is heard with its own, none is spoken again',
    async (_, copy, put) => {
      const { library, engine, project, total, heard } = await olderDatabase(copy);
      put(library);
      const spoken = engine.spoken.length;
      const next = await openTestStudio(library, engine);
      expect(next.studio.notices.join(' ')).toMatch(/taken into the database: \d takes\./);
      expect((await chunksOf(next, project)).map(({ text, take }) => [text, take?.samples])).toEqual(heard);
      expect(await next.narrate(project)).toMatchObject({ state: 'done', ready: total });
      expect(engine.spoken).toHaveLength(spoken);
      await next.studio.close();
      expect(readStored(library, 'accountSearch')).toMatchObject({ since: expect.any(String) as string });
      // Once is enough: the next opening has nothing to look through.
      const last = await openTestStudio(library, engine);
      expect(last.studio.notices).toEqual([]);
    },
  );

  test('believes no file for its name: one whose samples are others is left alone', async () => {
    const { library, engine, project, total } = await olderDatabase((folder) => {
      backUp(folder, 'asked');
    });
    putBack(library, listBackups(library)[0]?.name ?? '', 'A test');
    const takes = path.join(library, 'takes', String(project.id));
    const newest = readdirSync(takes)
      .filter((name) => name.endsWith('.wav'))
      .toSorted((one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10))
      .at(-1);
    const bytes = readFileSync(path.join(takes, newest ?? ''));
    bytes[100] = (bytes[100] ?? 0) ^ 0xff;
    writeFileSync(path.join(takes, newest ?? ''), bytes);
    const spoken = engine.spoken.length;
    const next = await openTestStudio(library, engine);
    expect(next.studio.notices.join(' ')).toContain(
      '1 file of audio tells nothing of itself and is left alone.',
    );
    await next.narrate(project);
    expect(engine.spoken).toHaveLength(spoken + 1);
    expect((await chunksOf(next, project)).filter(({ state }) => state === 'ready')).toHaveLength(total);
    expect(readFileSync(path.join(takes, newest ?? ''))).toEqual(bytes);
  });
});
