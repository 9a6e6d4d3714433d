import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { keepCompiledCode } from './compile-cache.ts';
import { chooseHost, findElectron } from './hosts/browser/find-electron.ts';
import { runBrowserHost } from './hosts/browser/run-browser-host.ts';
import { locate } from './locations.ts';
import { onParentEnd } from './hosts/shared/caller.ts';

// `npm start`: builds, then opens Lectern's window, or serves it to a browser where there can be no window.
// `npm run start:browser` (--browser) goes there directly. Runs from source only.

const root = new URL('../', import.meta.url);
const electronPackage = new URL('node_modules/electron/', root);

/** Milliseconds that fetching Electron (some 100 MB) may take before a person is better served by their browser. */
const fetchTime = 90_000;

/** What a shell answers when a program or one of its libraries is missing. */
const cannotRun = 127;

async function start(args: readonly string[]): Promise<number> {
  const rest = args.filter((argument) => argument !== '--browser');
  if (!rest.includes('--help') && !rest.includes('-h') && !build()) return 1;
  if (args.includes('--browser')) return serve(rest);
  const host = chooseHost({
    platform: process.platform,
    environment: process.env,
    find: () => findElectron(electronPackage),
    fetch: fetchElectron,
  });
  if ('why' in host) return serve(rest, host.why);
  const code = await openWindow(host.electron, rest);
  return code === cannotRun
    ? serve(rest, 'Electron cannot run on this computer, so Lectern comes to your browser.')
    : code;
}

function serve(args: readonly string[], why?: string): Promise<number> {
  if (why !== undefined) process.stderr.write(`${why}\n`);
  return runBrowserHost(args, locate(import.meta.url));
}

/** Builds quietly; what went wrong is printed when something did. */
function build(): boolean {
  const builder = fileURLToPath(new URL('node_modules/electron-vite/bin/electron-vite.js', root));
  const { status, stdout, stderr } = spawnSync(process.execPath, [builder, 'build'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status === 0) return true;
  process.stderr.write(`${stdout}${stderr}\nlectern: Lectern could not be built.\n`);
  if (!existsSync(builder)) process.stderr.write('         Run “npm ci” first.\n');
  return false;
}

/** Fetches Electron once, by its own program for that; whether it did is for the caller to see. */
function fetchElectron(): void {
  process.stderr.write('Fetching Electron for Lectern’s window …\n');
  const installer = fileURLToPath(new URL('install.js', electronPackage));
  spawnSync(process.execPath, [installer], { cwd: root, stdio: 'ignore', timeout: fetchTime });
}

/** Opens the window and waits until it is closed; the answer is its exit code. */
async function openWindow(electron: string, args: readonly string[]): Promise<number> {
  const { ELECTRON_RUN_AS_NODE: _, ...environment } = process.env;
  const child = spawn(electron, [fileURLToPath(root), ...args], { env: environment, stdio: 'inherit' });
  const forward = (signal: NodeJS.Signals): void => {
    child.kill(signal);
  };
  process.on('SIGTERM', forward);
  process.on('SIGINT', forward);
  const stopWatching = onParentEnd(() => {
    forward('SIGTERM');
  });
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    return code ?? 1;
  } catch {
    return cannotRun;
  } finally {
    process.off('SIGTERM', forward);
    process.off('SIGINT', forward);
    stopWatching();
  }
}

keepCompiledCode();
process.exitCode = await start(process.argv.slice(2));
