import type { Browser, CDPSession, Locator, Page } from 'playwright-core';
import { serve, type Built } from '../../support/built-host.ts';

/** What the window is measured with. */
export interface Bench {
  built: Built;
  browser: Browser;
}

/** Serves a library, opens its page, and puts both away again. */
export async function visit<Value>(
  { built, browser }: Bench,
  library: string,
  use: (page: Page) => Promise<Value>,
): Promise<Value> {
  const host = await serve(built, library);
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    try {
      const page = await context.newPage();
      // As soon as a sound plays, it can be asked when it was first heard.
      await page.addInitScript(hearing);
      await page.goto(host.url);
      return await use(page);
    } finally {
      await context.close();
    }
  } finally {
    await host.stop();
  }
}

/** Text, because it runs in the page: keeps the player that nobody else can reach, and when its time first moved. */
const hearing = `(() => {
  const { play } = HTMLMediaElement.prototype;
  globalThis.heard = new Promise((resolve) => {
    HTMLMediaElement.prototype.play = function () {
      globalThis.media = this;
      const look = () => (this.currentTime > 0 ? resolve(true) : requestAnimationFrame(look));
      look();
      return play.call(this);
    };
  });
})()`;

/** Resolves when the player's time has moved for the first time. */
export async function heard(page: Page): Promise<void> {
  await page.evaluate('heard');
}

export function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true });
}

/** Talks to the page's inspector. */
export function inspect(page: Page): Promise<CDPSession> {
  return page.context().newCDPSession(page);
}
