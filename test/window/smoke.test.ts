import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { expect, inject, test, type TestContext } from 'vitest';
import { needChromium } from '../support/chromium.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const program = path.resolve(import.meta.dirname, '../../build/smoke/smoke.ts');
const fake = pathToFileURL(path.join(import.meta.dirname, 'fake-electron', 'register.ts')).href;

/** Runs the smoke test on Lectern's built main process around the fake Electron; `begin` comes before it. */
function smoke(context: TestContext, begin = ''): SpawnSyncReturns<string> {
  needChromium(context);
  if (process.platform === 'win32')
    context.skip('The program that stands for an installed one is a shell script.');
  const folder = temporaryFolder();
  const lectern = path.join(folder, 'lectern');
  const main = path.join(inject('built'), 'main', 'main.js');
  const run = `exec '${process.execPath}' --import '${fake}' '${main}' "$@"`;
  writeFileSync(lectern, `#!/bin/sh\n${begin}\n${run}\n`, { mode: 0o755 });
  return spawnSync(process.execPath, [program, lectern, 'https://app.studio.test/'], {
    encoding: 'utf8',
    env: { ...process.env, FAKE_ELECTRON_HOME: folder, XDG_DATA_HOME: path.join(folder, 'data') },
  });
}

test('an installed Lectern is started, speaks the whole sample, and ends', (context) => {
  const { status, stdout, stderr } = smoke(context);
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^(\d\d+) chunks of the sample were spoken by .*lectern\.\n$/u);
  expect(status).toBe(0);
});

test('one that does not start is told', (context) => {
  const { status, stderr } = smoke(context, 'exit 3');
  expect(stderr).toContain('Lectern ended by itself (3).');
  expect(status).toBe(1);
});

test('one that cannot speak is told, and is gone', (context) => {
  // A file in the way of the takes' folder.
  const { status, stderr } = smoke(context, 'mkdir -p "$LECTERN_HOME"; : > "$LECTERN_HOME/takes"');
  expect(stderr).not.toBe('');
  expect(status).toBe(1);
});
