import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, inject, test } from 'vitest';
import { narrate } from '../support/command-line.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const built = path.join(inject('built'), 'main', 'cli.js');

test('what is built does what the source does, to the byte', async () => {
  const folder = temporaryFolder();
  const args = (name: string) => [
    'sample',
    '--out',
    `${name}.wav`,
    '--voice',
    'draft:kal16',
    '--chapters',
    '1',
  ];
  const at = (name: string) => ({ folder, library: path.join(folder, name) });
  const fromSource = await narrate(args('source'), at('source'));
  expect(fromSource.code, fromSource.err).toBe(0);
  const fromBuild = await narrate(args('built'), { ...at('built'), entry: built });
  expect(fromBuild.code, fromBuild.err).toBe(0);
  const bytes = (name: string) => readFileSync(path.join(folder, `${name}.wav`));
  expect(bytes('built').equals(bytes('source'))).toBe(true);
});
