import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { holdLibrary } from '../../electron/db/library-lock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const lockModule = path.resolve(import.meta.dirname, '../../electron/db/library-lock.ts');

/** Another process that holds the library until it is killed. */
async function holder(folder: string) {
  const code = `
    const { holdLibrary } = await import(${JSON.stringify(lockModule)});
    globalThis.lock = holdLibrary(${JSON.stringify(folder)}, 'A test');
    console.log('held');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

test('a second process is refused and told who holds it; a killed holder leaves no lock', async () => {
  const folder = temporaryFolder();
  const child = await holder(folder);
  expect(() => holdLibrary(folder, 'Another')).toThrow(
    new RegExp(`in use by A test \\(process ${String(child.pid)}, since \\d{4}-`),
  );
  child.kill('SIGKILL');
  await once(child, 'exit');
  const lock = holdLibrary(folder, 'Another');
  expect(lock.unclean).toBe(true);
  lock.release();
});

test('a released library is free, and was left cleanly', () => {
  const folder = temporaryFolder();
  holdLibrary(folder, 'One').release();
  expect(existsSync(path.join(folder, 'holder.json'))).toBe(false);
  const lock = holdLibrary(folder, 'Two');
  expect(lock.unclean).toBe(false);
  lock.release();
});

test('a lock file that is none is named, not the database beside it', () => {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'lock.sqlite'), 'No lock, but words. '.repeat(100));
  expect(() => holdLibrary(folder, 'One')).toThrow(/damaged \(.*lock\.sqlite\)/);
});
