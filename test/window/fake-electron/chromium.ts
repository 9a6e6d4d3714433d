import type { Browser } from 'playwright-core';
import { launchChromium } from '../../support/chromium.ts';
import { app } from './app.ts';

let browser: Promise<Browser> | undefined;

/** The real Chromium that the fake is built around. */
export function chromium(): Promise<Browser> {
  return (browser ??= launchChromium({
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: app.switches,
  }));
}
