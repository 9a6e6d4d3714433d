import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';

const program = path.resolve(import.meta.dirname, '../../build/notices.ts');

/** A project that imports the package `lamp`, and what it keeps itself; `files` are added, by their path. */
function project(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  const all = {
    'electron/main.ts': "import { light } from 'lamp';\nlight();\n",
    'renderer/page.ts': "import type { Only } from 'types-alone';\n",
    'build/licences/inside-packages.md': '# Software inside these packages\n',
    ...files,
  };
  for (const [name, content] of Object.entries(all)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

const manifest = (name: string, more: object = { license: 'MIT' }): string =>
  JSON.stringify({ name, version: '1.0.0', ...more });

function notices(folder: string, ...flags: string[]): { status: number | null; stderr: string } {
  return spawnSync(process.execPath, [program, folder, ...flags], { encoding: 'utf8' });
}

const lamp = { 'node_modules/lamp/package.json': manifest('lamp') };

test('every package has its text: its own, or the one that is kept for it', () => {
  const folder = project({
    'node_modules/lamp/package.json': manifest('lamp', {
      license: 'MIT',
      dependencies: { '@oil/wick': '1' },
    }),
    'node_modules/lamp/LICENSE.md': 'Text of the lamp\r\nby A\r\n',
    'node_modules/@oil/wick/package.json': manifest('@oil/wick', { licenses: [{ type: 'ISC' }] }),
    'build/licences/oil+wick.txt': 'Text of the wick, by B\n',
  });
  expect(notices(folder)).toMatchObject({ status: 0, stderr: '' });
  const written = readFileSync(path.join(folder, 'THIRD-PARTY-NOTICES.md'), 'utf8');
  expect(written).toContain('## lamp 1.0.0 (MIT)\n\n```\nText of the lamp\nby A\n```\n');
  expect(written).toContain('## @oil/wick 1.0.0 (ISC)\n\n```\nText of the wick, by B\n```\n');
  expect(written).not.toContain('types-alone');
  expect(notices(folder, '--check')).toMatchObject({ status: 0, stderr: '' });
  writeFileSync(path.join(folder, 'THIRD-PARTY-NOTICES.md'), `${written}\n`);
  const stale = notices(folder, '--check');
  expect(stale.status).toBe(1);
  expect(stale.stderr).toContain('out of date');
});

test.each([
  ['no text', {}, 'lamp 1.0.0 has no licence text'],
  ['an empty text', { 'node_modules/lamp/LICENSE': ' \n' }, 'lamp 1.0.0 has no licence text'],
  ['an empty kept text', { 'build/licences/lamp.txt': '\n' }, 'lamp 1.0.0 has no licence text'],
  [
    'no licence',
    { 'node_modules/lamp/package.json': manifest('lamp', {}), 'node_modules/lamp/LICENSE': 'Text' },
    'does not say under which licence',
  ],
  [
    'a kept text for a package that has its own',
    { 'node_modules/lamp/LICENSE': 'Text', 'build/licences/lamp.txt': 'Old text' },
    'lamp.txt belongs to no package',
  ],
  [
    'nothing under a heading of what is inside',
    {
      'node_modules/lamp/LICENSE': 'Text',
      'build/licences/inside-packages.md': '# Inside\n\n## Oil, inside lamp\n\n```\n```\n\n## Wick\n\nText\n',
    },
    '“Oil, inside lamp” in',
  ],
] as const)('%s is an error, and nothing is written', (_, files, complaint) => {
  const folder = project({ ...lamp, ...files });
  for (const flags of [[], ['--check']]) {
    const { status, stderr } = notices(folder, ...flags);
    expect(status).toBe(1);
    expect(stderr).toContain(complaint);
  }
  expect(() => readFileSync(path.join(folder, 'THIRD-PARTY-NOTICES.md'))).toThrow('ENOENT');
});
