import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import { chooseHost, findElectron } from '../../../electron/hosts/browser/find-electron.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('Electron’s program', () => {
  test('is found only when its package names one that is there', () => {
    const folder = temporaryFolder();
    const electron = pathToFileURL(`${folder}/`);
    expect(findElectron(electron)).toBeNull();
    writeFileSync(path.join(folder, 'path.txt'), 'deep/electron app\n');
    expect(findElectron(electron)).toBeNull();
    mkdirSync(path.join(folder, 'dist', 'deep'), { recursive: true });
    const program = path.join(folder, 'dist', 'deep', 'electron app');
    writeFileSync(program, '');
    expect(findElectron(electron)).toBe(program);
  });
});

describe('the window or the browser', () => {
  const display = { DISPLAY: ':0' };

  test('without a display nothing is fetched', () => {
    const fetch = vi.fn();
    const choice = chooseHost({ platform: 'linux', environment: { DISPLAY: '' }, find: () => null, fetch });
    expect(choice).toEqual({ why: expect.stringContaining('no display') as string });
    expect(fetch).not.toHaveBeenCalled();
  });

  test.each([
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }],
    ['linux', display],
    ['darwin', {}],
    ['win32', {}],
  ] as const)(
    'on %s with %j the window opens, and nothing is fetched that is there',
    (platform, environment) => {
      const fetch = vi.fn();
      expect(chooseHost({ platform, environment, find: () => '/electron', fetch })).toEqual({
        electron: '/electron',
      });
      expect(fetch).not.toHaveBeenCalled();
    },
  );

  test('Electron is fetched once, and used when that succeeds', () => {
    let there = false;
    const find = () => (there ? '/electron' : null);
    const fetch = vi.fn(() => {
      there = true;
    });
    expect(chooseHost({ platform: 'linux', environment: display, find, fetch })).toEqual({
      electron: '/electron',
    });
    there = false;
    const inVain = vi.fn();
    const choice = chooseHost({ platform: 'linux', environment: display, find, fetch: inVain });
    expect(choice).toEqual({ why: expect.stringContaining('could not be fetched') as string });
    expect([fetch, inVain].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  });
});
