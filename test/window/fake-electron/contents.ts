import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { Page, Route } from 'playwright-core';
import { fromStandIn, toStandIn } from './addresses.ts';
import { app, PreventableEvent } from './app.ts';
import { chromium } from './chromium.ts';
import { invoke } from './ipc.ts';
import { asInitScript } from './preload.ts';
import { answerScheme } from './protocol.ts';
import { command, show } from './stage.ts';

/** Electron's `webContents`, around a page of the real Chromium. */
export class FakeContents extends EventEmitter {
  readonly mainFrame: { readonly url: string };
  readonly #preload: string;
  #page: Page | undefined;
  #opens: ((details: { url: string }) => unknown) | undefined;

  constructor(preload: string) {
    super();
    this.#preload = preload;
    const address = (): string => fromStandIn(this.#page?.url() ?? 'about:blank');
    this.mainFrame = {
      get url() {
        return address();
      },
    };
    app.emit('web-contents-created', {}, this);
    command('inPage', (expression) => this.#page?.evaluate(String(expression)));
    command('invokeAs', (who, channel, args) => this.#invokeAs(String(who), String(channel), args));
    command('navigate', (event, url) => this.#isPrevented(String(event), String(url)));
    command('openWindow', (url) => this.#opens?.({ url: String(url) }));
    command('crash', () => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 139 }));
  }

  setWindowOpenHandler(handler: (details: { url: string }) => unknown): void {
    this.#opens = handler;
  }

  isDestroyed(): boolean {
    return false;
  }

  isCrashed(): boolean {
    return false;
  }

  send(channel: string, payload: unknown): void {
    const [to, what] = [JSON.stringify(channel), JSON.stringify(structuredClone(payload))];
    // A page that is going away hears nothing, as in Electron.
    this.#page?.evaluate(`__receive(${to}, ${what})`).catch(() => undefined);
  }

  reload(): void {
    show('reload', this.mainFrame.url);
  }

  async load(address: string): Promise<void> {
    const browser = await chromium();
    const context = await browser.newContext();
    const page = await context.newPage();
    this.#page = page;
    await context.exposeBinding('__invoke', ({ frame }, channel: string, args: unknown[]) => {
      const senderFrame = frame === page.mainFrame() ? this.mainFrame : { url: fromStandIn(frame.url()) };
      return invoke({ sender: this, senderFrame }, channel, args);
    });
    await context.addInitScript(asInitScript(await readFile(this.#preload, 'utf8')));
    await page.route('**/*', answerRoute);
    page.on('console', (message) => {
      if (message.type() === 'error') show('console', message.text());
    });
    page.on('close', () => this.emit('closed by the page'));
    await page.goto(toStandIn(address));
  }

  /** A call as someone else would make it, who is not Lectern's own page. */
  #invokeAs(who: string, channel: string, args: unknown): Promise<unknown> {
    const events: Record<string, unknown> = {
      'the page': { sender: this, senderFrame: this.mainFrame },
      'another frame': { sender: this, senderFrame: { url: this.mainFrame.url } },
      'a frame that is gone': { sender: this, senderFrame: null },
      'another window': { sender: { mainFrame: this.mainFrame }, senderFrame: this.mainFrame },
    };
    return invoke(events[who], channel, Array.isArray(args) ? args : []);
  }

  #isPrevented(name: string, url: string): boolean {
    const event = Object.assign(new PreventableEvent(), { url });
    this.emit(name, event);
    return event.defaultPrevented;
  }
}

async function answerRoute(route: Route): Promise<void> {
  const request = route.request();
  const address = fromStandIn(request.url());
  if (address === request.url()) {
    show('network', address);
    return route.abort();
  }
  const response = await answerScheme(
    new Request(address, { method: request.method(), headers: await request.allHeaders() }),
  );
  return route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}
