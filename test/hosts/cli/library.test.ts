import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { parseLibraryCommand } from '../../../electron/hosts/cli/library-arguments.ts';
import { perform } from '../../../electron/hosts/cli/main.ts';
import { LecternError } from '../../../electron/contract/problem.ts';
import type { Output } from '../../../electron/hosts/shared/console.ts';
import { imported } from '../../support/lamp-book.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const entry = new URL('../../../electron/cli.ts', import.meta.url).href;

async function run(...args: readonly string[]) {
  const written = { out: '', err: '' };
  const output = (name: keyof typeof written): Output => ({
    isTTY: false,
    columns: 80,
    write: (text) => (written[name] += text),
  });
  vi.stubEnv('LECTERN_CONFIG', temporaryFolder());
  const code = await perform(['library', ...args], entry, { out: output('out'), err: output('err') });
  vi.unstubAllEnvs();
  return { code, ...written };
}

test('its database is backed up, put back and rebuilt by one command each', async () => {
  const { library, project, studio, self } = await imported();
  await self.narrate(project);
  const here = ['--library', library];
  expect((await run('list', ...here)).out).toContain('There is no backup in');
  // While it is open, too.
  const backedUp = await run('back-up', ...here);
  const [, name = ''] = /^(lectern-\S+-asked\.sqlite) is in /.exec(backedUp.out) ?? [];
  const listed = await run(...here);
  expect(listed.out.split('\n')[0]).toBe(name);
  expect(listed.out).toMatch(/\n {4}\d+ \w+ \d{4} at \d\d:\d\d, \d\.\d MB, asked for\n$/);
  expect(JSON.parse((await run('list', '--json', ...here)).out)).toEqual({
    backups: [expect.objectContaining({ name, reason: 'asked' })],
  });
  expect(await run('put-back', name, ...here)).toMatchObject({
    code: 1,
    err: expect.stringContaining('in use by A test') as string,
  });
  await studio.close();

  expect(await run('put-back', name, ...here)).toMatchObject({
    code: 0,
    out: `${name} is the library’s database now.\n`,
  });
  for (const end of ['', '-wal', '-shm']) rmSync(path.join(library, `lectern.sqlite${end}`), { force: true });
  const lost = await run('back-up', ...here);
  expect(lost.code).toBe(1);
  expect(existsSync(path.join(library, 'lectern.sqlite'))).toBe(false);
  const rebuilt = await run('rebuild', ...here);
  expect(rebuilt).toMatchObject({ code: 0, out: 'The library has a new database.\n' });
  expect(rebuilt.err).toMatch(
    /taken into the database: 6 takes\.\nImport the manuscript of “The Lamp” again/,
  );
  expect(await run('put-back', 'lectern.sqlite', ...here)).toMatchObject({ code: 1 });
});

test('where there is no library, none is made', async () => {
  const nowhere = path.join(temporaryFolder(), 'nowhere');
  for (const task of [['list'], ['back-up'], ['rebuild'], ['put-back', 'x']]) {
    const { code, err } = await run(...task, '--library', nowhere);
    expect([code, err]).toEqual([2, expect.stringContaining('There is no library in') as string]);
  }
  expect(existsSync(nowhere)).toBe(false);
  mkdirSync(nowhere);
  expect((await run('back-up', '--library', nowhere)).code).toBe(1);
});

describe('its arguments', () => {
  const parse = (...args: string[]) => parseLibraryCommand([...args, '--library', 'shelf'], '/desk');

  test('name a task and a folder', () => {
    expect(parse()).toEqual({ task: { name: 'list' }, json: false, library: path.resolve('/desk/shelf') });
    expect(parse('put-back', 'x')?.task).toEqual({ name: 'put-back', backup: 'x' });
    expect(parse('--help')).toBeNull();
    const scripts = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    expect(scripts.scripts['library']).toBe('node electron/cli.ts library');
  });

  test.each([
    [['restore'], /“restore” is none of list, back-up, put-back and rebuild/],
    [['put-back'], /needs the name of a backup/],
    [['put-back', 'x', 'y'], /“y” is too much/],
    [['rebuild', 'x'], /“x” is too much/],
    [['rebuild', '--json'], /--json goes with list/],
    [['list', '--force'], /--force/],
  ])('%j is bad usage', (args, message) => {
    expect(() => parse(...args)).toThrow(message);
    try {
      parse(...args);
    } catch (thrown) {
      expect(thrown instanceof LecternError && thrown.problem.code).toBe('bad-usage');
    }
  });
});
