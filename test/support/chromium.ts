import { existsSync, globSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import type { TestContext } from 'vitest';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Runs without a display, without a sandbox (which root may not have), and without looking for anything on a network. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

/** Where Chromium is: by `CHROMIUM_PATH`, on PATH, or in Playwright's cache. */
export function findChromium(): string | null {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') return existsSync(named) ? named : null;
  return onPath() ?? inPlaywrightsCache();
}

/** Starts a headless Chromium with a new profile. Throws where there is none. */
export function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error(howToGetIt);
  return chromium.launch({ ...options, executablePath, args: [...flags, ...(options.args ?? [])] });
}

/** Skips a test where there is no Chromium; in CI that is a failure instead. */
export function needChromium(context: TestContext): void {
  if (findChromium() !== null) return;
  if (process.env['CI'] !== undefined) throw new Error(howToGetIt);
  context.skip(howToGetIt);
}

let shared: Promise<Browser> | undefined;

/** One Chromium for all tests of a file, started with the first; skips where there is none, as {@link needChromium}. */
export function chromiumFor(context: TestContext): Promise<Browser> {
  needChromium(context);
  return (shared ??= launchChromium());
}

const howToGetIt =
  'Chromium was not found. Install it (on Debian: apt-get install chromium), or name it in CHROMIUM_PATH.';

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
