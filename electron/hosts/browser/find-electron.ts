import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Electron's program; null where it was never fetched. Its package is read as files, because importing it would fetch.
 * `electron` is the package's folder, with a slash at its end.
 */
export function findElectron(electron: URL): string | null {
  const named = new URL('path.txt', electron);
  if (!existsSync(named)) return null;
  const program = new URL(`dist/${readFileSync(named, 'utf8').trim()}`, electron);
  return existsSync(program) ? fileURLToPath(program) : null;
}

/** What decides between the window and the browser. */
export interface Surroundings {
  platform: NodeJS.Platform;
  environment: NodeJS.ProcessEnv;
  /** Finds Electron's program. */
  find: () => string | null;
  /** Tries to fetch Electron. */
  fetch: () => void;
}

/** Electron's program, to open a window with; or why there can be none, in a sentence. */
export function chooseHost({
  platform,
  environment,
  find,
  fetch,
}: Surroundings): { electron: string } | { why: string } {
  const { DISPLAY, WAYLAND_DISPLAY } = environment;
  if (platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) {
    return { why: 'There is no display to open a window on, so Lectern comes to your browser.' };
  }
  let electron = find();
  if (electron === null) {
    fetch();
    electron = find();
  }
  if (electron !== null) return { electron };
  return { why: 'Electron could not be fetched for a window, so Lectern comes to your browser.' };
}
