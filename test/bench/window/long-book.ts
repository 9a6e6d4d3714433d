import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { makeSpokenLibrary, type SpokenBook } from '../../support/spoken-library.ts';
import { median, type Figure } from '../figures.ts';
import { visit, type Bench } from './visit.ts';

const rounds = 3;
const wheelTurns = 60;
const one = { title: 'One Long Year', chapters: 1, chunksPerChapter: 10_000, takeSeconds: 5 };
const many = { title: 'Forty Years', chapters: 40, chunksPerChapter: 250, takeSeconds: 5 };

/** Opens projects of 10,000 spoken chunks, in one chapter and in forty, and scrolls through the one. */
export async function measureLongBook(bench: Bench): Promise<Figure[]> {
  const library = mkdtempSync(path.join(os.tmpdir(), 'lectern-bench-'));
  try {
    await makeSpokenLibrary(library, [one, many]);
    return await visit(bench, library, async (page) => {
      const inOne = await measureOpening(page, one);
      const inMany = await measureOpening(page, many);
      const blank = await measureScrolling(page);
      return [
        { name: '10,000 chunks in one chapter open in', value: inOne, unit: 's', limit: 0.7 },
        { name: '10,000 chunks in 40 chapters open in', value: inMany, unit: 's', limit: 0.7 },
        { name: 'frames while scrolling', value: blank.frames, unit: '' },
        { name: 'of them without a row in the middle', value: blank.moving, unit: '' },
        { name: 'the same at rest', value: blank.resting, unit: '', limit: 0 },
      ];
    });
  } finally {
    rmSync(library, { recursive: true, force: true });
  }
}

/** Seconds from the click on a project to the frame with its text and sections, by the page's own clock. */
async function measureOpening(page: Page, { title }: SpokenBook): Promise<number> {
  const seconds: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    await page.goto(`${page.url().split('#')[0] ?? ''}#/`);
    await page.reload();
    await page.getByRole('link', { name: title }).first().waitFor();
    const milliseconds = await page.evaluate<number>(opening(title));
    if (round > 0) seconds.push(milliseconds / 1000);
  }
  return median(seconds);
}

/** Text, because it runs in the page. */
const opening = (title: string): string => `(async () => {
  const started = performance.now();
  Array.from(document.querySelectorAll('main a')).find((link) => link.textContent === '${title}').click();
  const shown = () =>
    document.querySelector('main h1')?.textContent === '${title}' &&
    document.querySelector('nav[aria-label="Sections"] li') !== null &&
    document.querySelector('ol[aria-label="Text"] [data-chunk]') !== null;
  while (!shown()) await new Promise(requestAnimationFrame);
  // The frame that shows it is drawn when the next one begins.
  await new Promise(requestAnimationFrame);
  return performance.now() - started;
})()`;

interface Blank {
  frames: number;
  moving: number;
  resting: number;
  /** Pixels from the top, at most. */
  farthest: number;
}

/** Turns the wheel through the chapter, jumps to its end and back, and counts frames that show no text. */
async function measureScrolling(page: Page): Promise<Blank> {
  await page.goto(`${page.url().split('#')[0] ?? ''}#/`);
  await page.getByRole('link', { name: one.title }).first().click();
  await page.locator('ol[aria-label="Text"] [data-chunk]').first().waitFor();
  await page.evaluate(counting);
  await page.locator('ol[aria-label="Text"] [data-chunk]').nth(2).hover();
  for (let turn = 0; turn < wheelTurns; turn += 1) await page.mouse.wheel(0, 900);
  await page.evaluate(atRest);
  const wheeled = await page.evaluate<number>('counted.farthest');
  for (const share of [1, 0.5, 0.9, 0]) {
    await page.evaluate(`counted.scroller.scrollTo(0, ${share} * counted.scroller.scrollHeight)`);
    await page.evaluate(atRest);
  }
  const blank = await page.evaluate<Blank>('({ ...counted, scroller: undefined, list: undefined })');
  // Whoever stands still sees no blank frames either.
  if (wheeled < 10_000 || blank.farthest < 100_000) throw new Error('the chapter was not scrolled through');
  return blank;
}

/** Looks at every frame: is there a row in the middle of what is seen? */
const counting = `(() => {
  const list = document.querySelector('ol[aria-label="Text"]');
  let scroller = list.parentElement;
  while (!/auto|scroll/.test(getComputedStyle(scroller).overflowY)) scroller = scroller.parentElement;
  const counted = { frames: 0, moving: 0, resting: 0, still: 0, farthest: 0, scroller, list };
  globalThis.counted = counted;
  let top = scroller.scrollTop;
  const look = () => {
    const { top: above, height } = scroller.getBoundingClientRect();
    const middle = above + height / 2;
    const covered = Array.from(list.children).some((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return top <= middle + 1 && bottom >= middle - 1;
    });
    counted.still = scroller.scrollTop === top ? counted.still + 1 : 0;
    top = scroller.scrollTop;
    counted.farthest = Math.max(counted.farthest, top);
    counted.frames += 1;
    if (!covered) counted[counted.still > 1 ? 'resting' : 'moving'] += 1;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()`;

/** Waits until the scroller has stood still for some frames. */
const atRest = `(async () => {
  do await new Promise(requestAnimationFrame); while (counted.still < 10);
})()`;
