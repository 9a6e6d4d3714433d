import { build } from '../support/built-host.ts';
import { launchChromium } from '../support/chromium.ts';
import { printFigures, type Figure } from './figures.ts';
import { measureExport } from './window/export.ts';
import { measureFirstSound } from './window/first-sound.ts';
import { measureLongBook } from './window/long-book.ts';
import { measureWindowSeeking } from './window/seek.ts';

/** Measures the built studio in real Chromium, as a person meets it. */
export async function measureWindow(): Promise<Figure[]> {
  const built = build();
  try {
    const browser = await launchChromium();
    try {
      const bench = { built, browser };
      return [
        ...(await measureFirstSound(bench)),
        ...(await measureExport(bench)),
        ...(await measureLongBook(bench)),
        ...(await measureWindowSeeking(bench)),
      ];
    } finally {
      await browser.close();
    }
  } finally {
    built.remove();
  }
}

if (import.meta.main) printFigures('window', await measureWindow());
