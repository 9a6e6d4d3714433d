import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { DevTools, findPage } from './devtools.ts';
import { freePort } from '../free-port.ts';

// `npm run smoke [PROGRAM]`: starts a packed or installed Lectern, without it the one in dist/, and speaks the sample
// with it. Playwright's `_electron` needs Node's inspector, which a package's fuses leave out (electron-builder.yml);
// Chromium's own `--remote-debugging-port` is no fuse, and leads to the page.

const root = path.resolve(import.meta.dirname, '../..');

/** Milliseconds that the window may take to open, and the program to end. */
const startTime = 120_000;
const endTime = 30_000;

/** What the page answers. */
const spokenSchema = z.object({ state: z.string(), chunks: z.int(), ready: z.int() });

/** In the page: speaks the whole sample, and tells in which state that ended and what is ready. */
const speakSample = `(async () => {
  const value = async (name, input) => {
    const answer = await window.lectern.call(name, input);
    if (!answer.ok) throw new Error(answer.problem.message);
    return answer.value;
  };
  const { project } = await value('projects.importSample', {});
  const ended = new Promise((resolve) => window.lectern.onEvent(({ name, payload }) => {
    if (name === 'narration' && ['done', 'cancelled', 'stopped'].includes(payload.state)) resolve(payload.state);
  }));
  await value('narration.start', { project: project.id });
  const state = await ended;
  const [{ chunks, ready }] = await value('projects.list', {});
  return { state, chunks, ready };
})()`;

/** Lectern as `npm run package` leaves it, before it is put into an installer. */
function packed(): string {
  const [program] = globSync(
    [
      'dist/linux*-unpacked/lectern',
      'dist/win*-unpacked/Lectern.exe',
      'dist/mac*/Lectern.app/Contents/MacOS/Lectern',
    ],
    { cwd: root },
  );
  if (program === undefined) throw new Error('There is no Lectern in dist/: run “npm run package” first.');
  return path.join(root, program);
}

/** Waits until the program shows its page. Throws when it ends before, or takes too long. */
async function pageOf(child: ChildProcess, port: number, pageUrl: string): Promise<DevTools> {
  const last = performance.now() + startTime;
  while (performance.now() < last) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`Lectern ended by itself (${child.exitCode ?? child.signalCode ?? 'unknown'}).`);
    }
    const address = await findPage(port, pageUrl);
    if (address !== null) return DevTools.connect(address);
    await sleep(250);
  }
  throw new Error(`Lectern showed no page within ${startTime / 1000} seconds.`);
}

async function smoke(program: string, pageUrl: string, home: string): Promise<string> {
  const library = path.join(home, 'library');
  const port = await freePort();
  // Chromium’s sandbox refuses to start for root.
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(program, [`--remote-debugging-port=${port}`, ...flags], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      HOME: home,
      APPDATA: home,
      XDG_CONFIG_HOME: home,
      LECTERN_CONFIG: path.join(home, 'config'),
      LECTERN_HOME: library,
      REPLICATE_API_TOKEN: '',
    },
  });
  const gone = once(child, 'close');
  try {
    const page = await pageOf(child, port, pageUrl);
    const confined = await page.evaluate('[typeof require, typeof process, typeof window.lectern]');
    if (JSON.stringify(confined) !== '["undefined","undefined","object"]') {
      throw new Error(`The page is not confined: ${JSON.stringify(confined)}.`);
    }
    const spoken = spokenSchema.parse(await page.evaluate(speakSample));
    if (spoken.state !== 'done' || spoken.chunks === 0 || spoken.ready !== spoken.chunks) {
      throw new Error(`The sample was not spoken: ${JSON.stringify(spoken)}.`);
    }
    const takes = globSync('takes/**/*.wav', { cwd: library });
    const sizes = takes.map((take) => statSync(path.join(library, take)).size);
    if (takes.length < spoken.chunks || Math.min(...sizes) < 10_000) {
      throw new Error(`${spoken.chunks} chunks are ready, but ${takes.length} takes are on disk.`);
    }
    // On a Mac a program goes on without a window.
    if (process.platform === 'darwin') child.kill('SIGTERM');
    else page.close();
    if (!(await Promise.race([gone.then(() => true), sleep(endTime, false, { ref: false })]))) {
      throw new Error(`Lectern did not end within ${endTime / 1000} seconds.`);
    }
    return `${spoken.chunks} chunks of the sample were spoken by ${program}.`;
  } finally {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await gone;
  }
}

const home = mkdtempSync(path.join(os.tmpdir(), 'lectern-smoke-'));
try {
  // The page's address is another one around the Electron of the tests.
  const [named, pageUrl = 'studio://app/'] = process.argv.slice(2);
  const program = named === undefined ? packed() : path.resolve(named);
  if (!existsSync(program)) throw new Error(`${program} is not there.`);
  process.stdout.write(`${await smoke(program, pageUrl, home)}\n`);
} catch (thrown) {
  process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
  process.exitCode = 1;
} finally {
  // Windows gives files up a little later than their program.
  rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
}
