import { readFileSync } from 'node:fs';
import path from 'node:path';
import { launchChromium } from '../test/support/chromium.ts';

// `node build/icon.ts` draws icon.svg as the icon.png from which electron-builder makes every platform's own kind.

/** What macOS wants at most, in pixels. */
const size = 1024;

const folder = import.meta.dirname;
const browser = await launchChromium();
const page = await browser.newPage({ viewport: { width: size, height: size } });
await page.setContent(
  `<style>body { margin: 0 }</style>${readFileSync(path.join(folder, 'icon.svg'), 'utf8')}`,
);
await page.screenshot({ path: path.join(folder, 'icon.png'), omitBackground: true });
await browser.close();
