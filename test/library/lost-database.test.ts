import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { LecternError } from '../../electron/contract/problem.ts';
import { openLibrary } from '../../electron/library/open-library.ts';
import { backUp } from '../../electron/library/backups.ts';
import { rebuild } from '../../electron/library/replacement.ts';
import { book, chunksOf, imported } from '../support/lamp-book.ts';
import { database, lose, readStored } from '../support/lost-library.ts';
import { expectSoundAccount, openPaidStudio, startFastServer } from '../support/paid-studio.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openTestStudio } from '../support/test-studio.ts';

/** A library whose book was narrated in tones, closed. */
async function narrated() {
  const { library, engine, project, studio, self } = await imported();
  const { total } = await self.narrate(project);
  await studio.close();
  return { library, engine, project, total };
}

function refusalOf(library: string): LecternError {
  try {
    openLibrary(library, 'A test').close();
  } catch (thrown) {
    return thrown as LecternError;
  }
  throw new Error('it opened');
}

describe('audio without the database that knows it', () => {
  test.each([
    ['is not there', lose],
    [
      'is empty',
      (library: string) => {
        lose(library);
        writeFileSync(database(library), '');
      },
    ],
    [
      'is empty',
      (library: string) => {
        lose(library);
        new Sqlite(database(library)).exec('PRAGMA user_version = 0; VACUUM').close();
      },
    ],
    [
      'is no database',
      (library: string) => {
        lose(library);
        writeFileSync(database(library), 'A shopping list, by mistake. '.repeat(400));
      },
    ],
  ])('is no new library: its database %s', async (state, spoil) => {
    const { library, total } = await narrated();
    const take = path.join(library, 'tries', '70.wav');
    mkdirSync(path.dirname(take), { recursive: true });
    writeFileSync(take, 'a take of nobody');
    spoil(library);
    const before = existsSync(database(library)) ? readFileSync(database(library)) : null;
    const { problem } = refusalOf(library);
    expect(problem.code).toBe('library-lost');
    expect(problem.message).toContain(`database ${state}`);
    expect(problem.message).toContain(`${total} takes of “The Lamp”, 1 file that tells nothing of itself.`);
    expect(problem.action).toMatch(/^Nothing was changed\. There is no backup; .*library -- rebuild/);
    expect(existsSync(database(library)) ? readFileSync(database(library)) : null).toEqual(before);
  });

  test('names the newest backup, and a damaged database does too', async () => {
    const { library } = await narrated();
    const name = backUp(library, 'asked');
    const bytes = readFileSync(database(library));
    bytes.fill(0xa5, 8192, 40_000);
    writeFileSync(database(library), bytes);
    expect(refusalOf(library).problem).toMatchObject({
      code: 'library-damaged',
      action: expect.stringContaining(`library -- put-back ${String(name)}`) as string,
    });
    lose(library);
    expect(refusalOf(library).problem.action).toContain(`library -- put-back ${String(name)}`);
  });

  test('a first start that was killed before its tables were made is a new library all the same', () => {
    const library = temporaryFolder();
    mkdirSync(path.join(library, 'takes'));
    writeFileSync(database(library), '');
    openLibrary(library, 'A test').close();
    expect(existsSync(database(library))).toBe(true);
  });
});

describe('a database rebuilt from the audio', () => {
  test('finds every draft again when the manuscript is imported again, under its old number', async () => {
    const { library, engine, project, total } = await narrated();
    lose(library);
    writeFileSync(database(library), 'what was left of it');
    rebuild(library, 'A test');
    const aside = readdirSync(path.join(library, 'set-aside'));
    expect(aside).toHaveLength(1);
    expect(readFileSync(path.join(library, 'set-aside', aside[0] ?? ''), 'utf8')).toBe('what was left of it');
    const spoken = engine.spoken.length;
    const next = await openTestStudio(library, engine);
    expect(next.studio.notices).toEqual([
      `Found on disk and taken into the database: ${total} takes.`,
      'Import the manuscript of “The Lamp” again, and its audio is found.',
    ]);
    const again = await next.import(book);
    expect(again).toMatchObject({ created: true, project: { id: project.id, voice: project.voice } });
    const chunks = await chunksOf(next, again.project);
    expect(chunks.filter(({ state }) => state === 'ready')).toHaveLength(total);
    expect(await next.narrate(again.project)).toMatchObject({ state: 'done', ready: total });
    expect(engine.spoken).toHaveLength(spoken);
    // It is this project's own now: removing it removes its audio.
    await next.client.call('projects.remove', { project: project.id });
    expect(existsSync(path.join(library, 'takes', String(project.id)))).toBe(false);
  });

  test('a take that belongs to no chunk is found when its voice is wanted later', async () => {
    const { library, engine, total } = await narrated();
    lose(library);
    rebuild(library, 'A test');
    const next = await openTestStudio(library, engine);
    // The person had chosen another voice meanwhile; then goes back.
    const { project } = await next.import(`${book}\n`, 'other.md');
    const spoken = engine.spoken.length;
    expect(await next.narrate(project)).toMatchObject({ state: 'done', ready: total });
    expect(engine.spoken).toHaveLength(spoken);
  });

  test('pays for nothing again, not even where only the original is left, and keeps the receipt', async () => {
    const server = await startFastServer();
    const library = temporaryFolder();
    const first = await openPaidStudio(server, library);
    const project = await first.importPaid();
    await first.narrate(project);
    const receipt = await first.client.call('costs.receipt', { project: project.id });
    await first.studio.close();
    const { creates } = server.stats;
    lose(library);
    const takes = path.join(library, 'takes', String(project.id));
    const [lost = ''] = readdirSync(takes).filter((name) => name.endsWith('.wav'));
    rmSync(path.join(takes, lost));
    expect(refusalOf(library).message).toMatch(/\d takes and \d paid originals of “The Lamp”\./);
    rebuild(library, 'A test');
    const next = await openPaidStudio(server, library);
    expect(next.studio.notices[0]).toMatch(/^Found on disk .*: \d takes and 1 paid original\.$/);
    // Even for another book with the same words, before its own is here again.
    const other = await next.importPaid(`${book}\nAnd the end.\n`);
    expect(other.id).not.toBe(project.id);
    expect(await next.narrate(other)).toMatchObject({ state: 'done', spent: 0 });
    expect(server.stats.creates).toBe(creates);
    const again = await next.importPaid();
    expect(again.id).toBe(project.id);
    expect(again.voice).toEqual(project.voice);
    expect(await next.narrate(again)).toMatchObject({ state: 'done', spent: 0 });
    expect(server.stats.creates).toBe(creates);
    expectSoundAccount(server);
    const rebuilt = await next.client.call('costs.receipt', { project: project.id });
    expect(rebuilt.predictions).toBe(receipt.predictions);
    expect(rebuilt.cost).toBeCloseTo(receipt.cost, 9);
  });

  test('gives no number again that names a file, and searches the account first', async () => {
    const { library, project } = await narrated();
    lose(library);
    mkdirSync(path.join(library, 'originals', '12'), { recursive: true });
    mkdirSync(path.join(library, 'tries'));
    writeFileSync(path.join(library, 'tries', '400.wav'), 'tells nothing');
    const before = Date.now();
    rebuild(library, 'A test');
    const next = await openTestStudio(library);
    const other = await next.import('# Another\n\nIt says little.\n', 'another.md');
    expect(other.project.id).toBe(13);
    expect(other.project.id).not.toBe(project.id);
    await next.narrate(other.project);
    const names = readdirSync(path.join(library, 'takes', '13')).filter((name) => name.endsWith('.wav'));
    expect(names.map((name) => Number.parseInt(name, 10)).every((number) => number > 400)).toBe(true);
    await next.studio.close();
    const search = readStored(library, 'accountSearch') as { since: string; until: string };
    expect(Date.parse(search.since)).toBeLessThanOrEqual(before);
    expect(Date.parse(search.until)).toBeGreaterThan(before + 69 * 60_000);
  });
});
