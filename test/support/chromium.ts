import process from 'node:process';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import type { TestContext } from 'vitest';
import { chromiumFlags, findChromium, howToGetChromium } from './find-chromium.ts';

/** Starts a headless Chromium with a new profile. Throws where there is none. */
export function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error(howToGetChromium);
  return chromium.launch({
    ...options,
    executablePath,
    args: [...chromiumFlags, ...(options.args ?? [])],
  });
}

/** Skips a test where there is no Chromium; in CI that is a failure instead. */
export function needChromium(context: TestContext): void {
  if (findChromium() !== null) return;
  if (process.env['CI'] !== undefined) throw new Error(howToGetChromium);
  context.skip(howToGetChromium);
}

let shared: Promise<Browser> | undefined;

/** One Chromium for all tests of a file, started with the first; skips where there is none, as {@link needChromium}. */
export function chromiumFor(context: TestContext): Promise<Browser> {
  needChromium(context);
  return (shared ??= launchChromium());
}
