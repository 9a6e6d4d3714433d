import { existsSync, globSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Runs without a display, without a sandbox (which root may not have), and without looking for anything on a network. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

/** What to do where there is no Chromium. */
export const howToGetChromium =
  'Chromium was not found. Install it (on Debian: apt-get install chromium), or name it in CHROMIUM_PATH.';

/** Where Chromium is: by `CHROMIUM_PATH`, on PATH, or in Playwright's cache. */
export function findChromium(): string | null {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') return existsSync(named) ? named : null;
  return onPath() ?? inPlaywrightsCache();
}

function onPath(): string | null {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const candidates = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return candidates.find((candidate) => existsSync(candidate)) ?? null;
}

function inPlaywrightsCache(): string | null {
  const caches: Partial<Record<NodeJS.Platform, string>> = {
    darwin: path.join(os.homedir(), 'Library', 'Caches', 'ms-playwright'),
    win32: path.join(os.homedir(), 'AppData', 'Local', 'ms-playwright'),
  };
  const cache = caches[process.platform] ?? path.join(os.homedir(), '.cache', 'ms-playwright');
  const programs = [
    'chromium-*/chrome-linux*/chrome',
    'chromium-*/chrome-mac*/*.app/Contents/MacOS/*',
    'chromium-*/chrome-win*/chrome.exe',
  ];
  const found = programs.flatMap((program) => globSync(program, { cwd: cache })).sort();
  const newest = found.at(-1);
  return newest === undefined ? null : path.join(cache, newest);
}
