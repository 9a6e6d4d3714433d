import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { makeTemporaryFolder, removeAbandonedFolders } from '../../electron/library/temporary-folder.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Another folder for temporary files, for this test alone. */
function ownTemporaryFiles(): string {
  const folder = temporaryFolder();
  for (const name of ['TMPDIR', 'TEMP']) vi.stubEnv(name, folder);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  return folder;
}

const module = path.resolve(import.meta.dirname, '../../electron/library/temporary-folder.ts');

/** A process of its own that runs a program with what is tested here. */
function runElsewhere(temporary: string, program: string) {
  const begin = `import * as folders from ${JSON.stringify(pathToFileURL(module).href)};
    import { writeFileSync } from 'node:fs';`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', `${begin}\n${program}`], {
    env: { ...process.env, TMPDIR: temporary, TEMP: temporary },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'close');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await gone;
  });
  return { child, gone };
}

/** A process of its own that holds a folder with a file in it; the answer is the folder. */
async function holdElsewhere(temporary: string) {
  const { child, gone } = runElsewhere(
    temporary,
    `const { path } = await folders.makeTemporaryFolder('uploads');
    writeFileSync(path + '/an upload', 'never imported');
    process.stdout.write(path);
    setInterval(() => undefined, 1000);`,
  );
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await gone;
  };
  return { folder: said.toString(), kill };
}

test('what a killed process left goes, and what a running one holds stays', async () => {
  const temporary = ownTemporaryFiles();
  const [killed, running] = [await holdElsewhere(temporary), await holdElsewhere(temporary)];
  const own = await makeTemporaryFolder('sample');
  await killed.kill();
  for (let start = 0; start < 2; start++) {
    await removeAbandonedFolders();
    expect(existsSync(killed.folder)).toBe(false);
    expect(readdirSync(running.folder)).toContain('an upload');
    expect(existsSync(own.path)).toBe(true);
  }
  // Another process knows only what the system tells of a lock.
  await runElsewhere(temporary, 'await folders.removeAbandonedFolders();').gone;
  expect([existsSync(own.path), existsSync(running.folder)]).toEqual([true, true]);
  await own.remove();
  await running.kill();
  await removeAbandonedFolders();
  expect(readdirSync(temporary)).toEqual([]);
});

test('nobody else may look into a folder of Lectern’s', async () => {
  ownTemporaryFiles();
  const folder = await makeTemporaryFolder('uploads');
  expect(statSync(folder.path).mode & 0o777).toBe(0o700);
  for (const name of readdirSync(folder.path)) {
    expect(statSync(path.join(folder.path, name)).mode & 0o777, name).toBe(0o600);
  }
  await folder.remove();
  expect(existsSync(folder.path)).toBe(false);
});

test('only folders of Lectern’s own making go: no other name, no link, no other user’s, none that is just being made', async () => {
  const temporary = ownTemporaryFiles();
  const precious = path.join(temporaryFolder(), 'precious');
  mkdirSync(precious);
  const make = (name: string): string => {
    const folder = path.join(temporary, name);
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'in-use.sqlite'), '');
    return folder;
  };
  const stay = [
    'lectern-uploads-',
    'lectern-uploads-abcdefg',
    'lectern-uploads-abc.ef',
    'lectern-test-abcdef',
    'lectern-window-abcdef',
    'other-uploads-abcdef',
  ];
  for (const name of stay) make(name);
  symlinkSync(precious, path.join(temporary, 'lectern-uploads-linked'));
  writeFileSync(path.join(temporary, 'lectern-sample-afile0'), '');
  // Killed between making it and holding it, or by an earlier Lectern that held none: known by its age alone.
  mkdirSync(path.join(temporary, 'lectern-uploads-fresh0'));
  const weekAgo = new Date(Date.now() - 8 * 24 * 60 * 60 * 1000);
  const old = path.join(temporary, 'lectern-uploads-older0');
  mkdirSync(old);
  writeFileSync(path.join(old, 'an upload'), '');
  utimesSync(old, weekAgo, weekAgo);
  const left = make('lectern-sample-aBc123');
  const foreign = process.getuid?.() === 0 ? make('lectern-uploads-nobody') : null;
  if (foreign !== null) chownSync(foreign, 65_534, 65_534);

  await removeAbandonedFolders();
  for (const name of [...stay, 'lectern-uploads-linked', 'lectern-sample-afile0', 'lectern-uploads-fresh0']) {
    expect(existsSync(path.join(temporary, name)), name).toBe(true);
  }
  expect([existsSync(old), existsSync(left), existsSync(precious)]).toEqual([false, false, true]);
  if (foreign !== null) expect(existsSync(foreign)).toBe(true);
});
