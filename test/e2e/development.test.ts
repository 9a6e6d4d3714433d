import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { expect, onTestFinished, test } from 'vitest';
import { needChromium } from '../support/chromium.ts';
import { openPage } from '../support/browser-studio.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** The project without its tests, below the real one, so that it finds the same packages. */
function copyOfProject(): string {
  const copy = mkdtempSync(path.join(root, 'out-for-dev-'));
  onTestFinished(() => {
    rmSync(copy, { recursive: true, force: true });
  });
  // Vite reads the settings of all projects that refer to each other.
  const settings = globSync(['tsconfig*.json', 'test/**/tsconfig.json'], { cwd: root });
  for (const name of ['electron', 'renderer', 'build', 'package.json', ...settings]) {
    cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
  }
  return copy;
}

interface Development {
  /** The shell below which npm runs, in a process group of its own, as from a terminal. */
  shell: ChildProcess;
  said(): string;
  /** Waits until it has said something. */
  hear(pattern: RegExp): Promise<string>;
  ended: Promise<unknown>;
}

function develop(project: string, ...args: readonly string[]): Development {
  const { npm_config_local_prefix: _, ...environment } = process.env;
  const shell = spawn('npm', ['run', 'dev', '--', ...args], {
    cwd: project,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...environment,
      LECTERN_CONFIG: path.join(temporaryFolder(), 'config'),
      REPLICATE_API_TOKEN: '',
      ELECTRON_EXEC_PATH: '',
    },
  });
  let said = '';
  shell.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  shell.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = once(shell, 'close');
  onTestFinished(() => {
    if (shell.pid !== undefined && isThere(-shell.pid)) process.kill(-shell.pid, 'SIGKILL');
  });
  return {
    shell,
    ended,
    said: () => said,
    async hear(pattern) {
      await expect.poll(() => said, { timeout: 60_000 }).toMatch(pattern);
      return pattern.exec(said)?.[1] ?? '';
    },
  };
}

/** Whether a process, or with a negative number one of a group, is there. */
function isThere(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}

/** The processes below one, by their ids. */
function below(id: number): number[] {
  const file = `/proc/${id}/task/${id}/children`;
  if (!existsSync(file)) return [];
  const children = readFileSync(file, 'utf8').split(' ').filter(Boolean).map(Number);
  return children.flatMap((child) => [child, ...below(child)]);
}

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}

const address = /Lectern is at (http:\/\/127\.0\.0\.1:\d+\/t\/[\w-]{43}\/)\n/u;

test('a change of the page is seen at once, one of the host starts it anew, and the page goes on', async (context) => {
  needChromium(context);
  const project = copyOfProject();
  const dev = develop(project, '--no-open', '--library', path.join(temporaryFolder(), 'library'));
  const url = await dev.hear(address);
  const page = await openPage(context, url);
  const blocked: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/iu.test(message.text())) blocked.push(message.text());
  });
  await page.getByRole('heading', { name: 'From manuscript to audiobook' }).waitFor({ timeout: 60_000 });

  // Whatever is kept in the page is still there afterwards: it was not loaded anew.
  await page.evaluate('window.kept = true');
  edit(
    path.join(project, 'renderer', 'library', 'first-start.tsx'),
    'From manuscript to audiobook',
    'From lamp to light',
  );
  await page.getByRole('heading', { name: 'From lamp to light' }).waitFor({ timeout: 30_000 });
  expect(await page.evaluate('window.kept')).toBe(true);

  const [before = 0] = below(dev.shell.pid ?? 0).slice(-1);
  edit(
    path.join(project, 'electron', 'manuscript', 'sample.ts'),
    'title: The Library at the End of the Line',
    'title: The Lamp Anew',
  );
  await dev.hear(/(sample\.ts has changed: the host starts anew)/u);
  await expect.poll(() => isThere(before), { timeout: 30_000 }).toBe(false);
  // The call waits for the new host, by the page's own connection.
  await page.getByRole('button', { name: 'Try the sample manuscript' }).click();
  await page.getByText('The Lamp Anew').first().waitFor({ timeout: 60_000 });
  expect(await page.evaluate('window.kept')).toBe(true);
  expect(blocked).toEqual([]);

  // A host that cannot start says so, and is tried again at the next change.
  const broken = path.join(project, 'electron', 'manuscript', 'sample.ts');
  writeFileSync(broken, `${readFileSync(broken, 'utf8')}\nconst = 1;\n`);
  await dev.hear(/(The host has ended \(1\))/u);
  edit(broken, '\nconst = 1;\n', '');
  await page.getByRole('link', { name: 'Voices', exact: true }).click();
  await page.getByText(/connection to Lectern was lost/u).waitFor({ state: 'detached', timeout: 60_000 });

  // It answers nobody who has not its whole address.
  const { origin } = new URL(url);
  const strangers = [`${origin}/`, `${origin}/main.tsx`, `${origin}/@vite/client`, `${origin}/t/x/main.tsx`];
  for (const stranger of strangers) {
    const answer = await fetch(stranger);
    expect([stranger, answer.status]).toEqual([stranger, 403]);
    expect(await answer.text()).not.toContain(new URL(url).pathname);
  }
  const foreign = await fetch(`${url}main.tsx`, { headers: { Origin: 'http://localhost:5173' } });
  expect(foreign.status).toBe(403);
});

const ends: readonly (readonly [string, (dev: Development) => boolean])[] = [
  ['Ctrl-C on a terminal', (dev) => process.kill(-(dev.shell.pid ?? 0), 'SIGINT')],
  ['the end of npm', (dev) => dev.shell.kill('SIGTERM')],
];

test.each(ends)('%s ends all of it', async (_, end) => {
  const library = path.join(temporaryFolder(), 'library');
  const dev = develop(root, '--no-open', '--library', library);
  const url = await dev.hear(address);
  // The host runs, and holds the library.
  await expect.poll(() => existsSync(path.join(library, 'lectern.sqlite')), { timeout: 30_000 }).toBe(true);
  const running = below(dev.shell.pid ?? 0);
  expect(running.length).toBeGreaterThanOrEqual(2);
  end(dev);
  await expect.poll(() => running.filter(isThere), { timeout: 20_000 }).toEqual([]);
  await expect(fetch(url)).rejects.toThrow();
  expect(dev.said()).not.toMatch(/error|exception/iu);
});

test('--window says plainly where Electron is not, and --help what there is', async () => {
  const folder = copyOfProject();
  const dev = develop(folder, '--window', '--library', temporaryFolder());
  await dev.ended;
  expect(dev.said()).toContain('Electron’s binary is not here');
  expect(dev.shell.exitCode).toBe(1);
  const help = develop(folder, '--help');
  await help.ended;
  expect(help.said()).toContain('--window');
  expect(help.shell.exitCode).toBe(0);
});
