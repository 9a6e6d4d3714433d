import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { inject, onTestFinished, type TestContext } from 'vitest';
import { chromiumFor } from './chromium.ts';

/** A browser host in a process of its own, as a person starts it. */
export interface BrowserHost {
  /** The address that it printed. */
  url: string;
  child: ChildProcess;
  /** Ends it as Ctrl-C does and waits until it is gone. */
  stop(): Promise<void>;
  /** Ends it as a crash does. */
  kill(): Promise<void>;
}

/** Starts the built browser host on a library; its connection to Replicate is kept beside it, never with the person's. */
export async function startBrowserHost(
  library: string,
  args: string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<BrowserHost> {
  const config = path.join(path.dirname(library), 'configuration');
  const child = spawn(
    process.execPath,
    [path.join(inject('built'), 'main', 'browser-host.js'), '--no-open', '--library', library, ...args],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LECTERN_CONFIG: config, REPLICATE_API_TOKEN: '', ...environment },
    },
  );
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  const gone = once(child, 'close');
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await gone;
  };
  onTestFinished(() => end('SIGKILL'));
  const found = (): string | undefined => /Lectern is at (http:\S+)/u.exec(said)?.[1];
  while (found() === undefined) {
    const ended = await Promise.race([once(child.stdout, 'data').then(() => false), gone.then(() => true)]);
    if (ended) throw new Error(`the browser host ended:\n${said}`);
  }
  return { url: found() ?? '', child, stop: () => end('SIGINT'), kill: () => end('SIGKILL') };
}

/** Opens an address in real Chromium; the test fails when the page throws or logs an error. */
export async function openPage(
  context: TestContext,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const browser = await chromiumFor(context);
  const window = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await window.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  onTestFinished(async () => {
    await window.close();
    if (errors.length > 0) throw new Error(`the page threw:\n${errors.join('\n')}`);
  });
  await page.goto(url);
  return page;
}
