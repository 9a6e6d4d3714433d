import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const root = path.resolve(import.meta.dirname, '../..');

/** The hosts and the renderer, built in a folder of their own. */
export interface Built {
  folder: string;
  remove(): void;
}

/** A browser host in a process of its own. */
export interface Served {
  /** The address that it printed. */
  url: string;
  /** Ends it as Ctrl-C does and waits until it is gone. */
  stop(): Promise<void>;
}

/** Builds for a program outside of the test runner. Throws with the builder's words when it fails. */
export function build(): Built {
  // Below the project, so that what is built finds the packages that it does not contain.
  const folder = mkdtempSync(path.join(root, 'out-for-tests-'));
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  const builder = path.join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [builder, 'build', '--outDir', folder], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status === 0) return { folder, remove };
  remove();
  throw new Error(`the build failed:\n${stdout}\n${stderr}`);
}

/** Starts the built browser host on a library. Rejects with what it said when it ends before it serves. */
export async function serve(
  built: Built,
  library: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<Served> {
  const entry = path.join(built.folder, 'main', 'browser-host.js');
  const child = spawn(process.execPath, [entry, '--no-open', '--library', library], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = once(child, 'close');
  let said = '';
  const url = new Promise<string>((resolve, reject) => {
    const hear = (text: string): void => {
      said += text;
      const found = /Lectern is at (http:\S+)/u.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    child.once('close', () => {
      reject(new Error(`the browser host ended:\n${said}`));
    });
  });
  return {
    url: await url,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
      await gone;
    },
  };
}
