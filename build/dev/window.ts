import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import process from 'node:process';
import { findElectron } from '../../electron/hosts/browser/find-electron.ts';
import { onInterrupt } from '../../electron/hosts/shared/caller.ts';
import { freePort } from '../free-port.ts';

const root = path.resolve(import.meta.dirname, '../..');
const builder = path.join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');

/**
 * Opens Electron's window on the page's source by `electron-vite dev`, which builds the main process and starts it anew
 * when it has changed. The answer is the exit code; 1, with a sentence, where Electron's binary is not.
 */
export async function runDevelopmentWindow(library: string): Promise<number> {
  const electron = new URL('../../node_modules/electron/', import.meta.url);
  if (findElectron(electron) === null && (process.env['ELECTRON_EXEC_PATH'] ?? '') === '') {
    process.stderr.write(
      'Electron’s binary is not here, so there can be no window: “npx install-electron” fetches it. ' +
        'Without --window the page comes to your browser.\n',
    );
    return 1;
  }
  const ownGroup = process.platform !== 'win32';
  const child = spawn(process.execPath, [builder, 'dev', '--watch'], {
    cwd: root,
    stdio: 'inherit',
    // A group of its own, so that Electron and all below it can be ended together.
    detached: ownGroup,
    env: { ...process.env, LECTERN_HOME: library, LECTERN_PAGE_PORT: String(await freePort()) },
  });
  const end = (signal: NodeJS.Signals): void => {
    if (child.pid === undefined) return;
    try {
      process.kill(ownGroup ? -child.pid : child.pid, signal);
    } catch {
      // All of it has ended by itself.
    }
  };
  const stopListening = onInterrupt(() => {
    end('SIGTERM');
  });
  // A second signal ends this process at once, and then nothing may be left.
  process.once('exit', () => {
    end('SIGKILL');
  });
  const [code] = (await once(child, 'close')) as [number | null];
  stopListening();
  return code ?? 0;
}
