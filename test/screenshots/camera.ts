import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';

const sizes = {
  wide: { width: 1440, height: 900 },
  narrow: { width: 390, height: 844 },
};

const schemes = ['light', 'dark'] as const;

/** Takes a view as it stands in every size and theme, as `<view>-<wide|narrow>-<light|dark>.png`. */
export class Camera {
  readonly #page: Page;
  readonly #folder: string;

  constructor(page: Page, folder: string) {
    this.#page = page;
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** `prepare` puts the view in order after every change of size or theme. */
  async take(view: string, prepare?: () => Promise<void>): Promise<void> {
    for (const [size, viewport] of Object.entries(sizes)) {
      await this.#page.setViewportSize(viewport);
      for (const colorScheme of schemes) {
        await this.#page.emulateMedia({ colorScheme });
        await prepare?.();
        await settle(this.#page);
        await this.#page.screenshot({
          path: path.join(this.#folder, `${view}-${size}-${colorScheme}.png`),
          animations: 'disabled',
          caret: 'hide',
        });
      }
    }
    await this.#page.setViewportSize(sizes.wide);
  }
}

/** Waits until fonts and pictures are there, no waveform is being fetched, and nothing fades or slides any more. */
async function settle(page: Page): Promise<void> {
  // What the mouse happens to rest on would look different.
  await page.mouse.move(0, 0);
  await page.evaluate(async () => {
    await document.fonts.ready;
    let fetched = -1;
    for (let quiet = 0; quiet < 12; quiet += 1) {
      const now = performance.getEntriesByType('resource').length;
      if (now !== fetched) quiet = 0;
      fetched = now;
      await new Promise(requestAnimationFrame);
    }
    const passing = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations === 1);
    await Promise.allSettled(passing.map(({ finished }) => finished));
    await Promise.allSettled(Array.from(document.images, (image) => image.decode()));
  });
}
