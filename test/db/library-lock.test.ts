import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
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

test.each([
  ['is none', 'No lock, but words. '.repeat(100)],
  ['is cut short', 'SQLite format 3\0'],
])('a lock file that %s is made anew, and locks', (_, content) => {
  const folder = temporaryFolder();
  const file = path.join(folder, 'lock.sqlite');
  writeFileSync(file, content);
  writeFileSync(`${file}-journal`, 'what a killed process left');
  const lock = holdLibrary(folder, 'One');
  expect(() => holdLibrary(folder, 'Two')).toThrow(/in use by One/);
  lock.release();
  expect(readdirSync(folder)).toEqual(['lock.sqlite']);
});

test('a lock file that is damaged while it is held stays held, and is not made anew', async () => {
  const folder = temporaryFolder();
  const child = await holder(folder);
  const file = path.join(folder, 'lock.sqlite');
  writeFileSync(file, 'No lock, but words. '.repeat(100));
  expect(() => holdLibrary(folder, 'Another')).toThrow(/in use by A test/);
  expect(readFileSync(file, 'utf8')).toMatch(/^No lock/);
  child.kill('SIGKILL');
  await once(child, 'exit');
  holdLibrary(folder, 'Another').release();
});
