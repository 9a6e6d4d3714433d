import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { makeSpokenLibrary } from '../../support/spoken-library.ts';
import { median, type Figure } from '../figures.ts';
import { button, heard, inspect, visit, type Bench } from './visit.ts';

const seeks = 10;
const book = { title: 'Ten Hours', chapters: 1, chunksPerChapter: 2_000, takeSeconds: 17.5 };

/** Seeks in a chapter of ten hours, as the player of the window does, and counts what the network carried for it. */
export async function measureWindowSeeking(bench: Bench): Promise<Figure[]> {
  const library = mkdtempSync(path.join(os.tmpdir(), 'lectern-bench-'));
  try {
    await makeSpokenLibrary(library, [book]);
    return await visit(bench, library, seekAround);
  } finally {
    rmSync(library, { recursive: true, force: true });
  }
}

async function seekAround(page: Page): Promise<Figure[]> {
  const traffic = await Traffic.watch(await inspect(page));
  await page.getByRole('link', { name: book.title }).first().click();
  await page.getByRole('region', { name: 'Player' }).waitFor();
  await button(page, 'Play').click();
  await heard(page);
  const opened = traffic.bytes;
  const waits: number[] = [];
  const firstBytes: number[] = [];
  for (let seek = 1; seek <= seeks; seek += 1) {
    traffic.forget();
    // Steps by the golden ratio: all over the book, and the same every time.
    waits.push(await page.evaluate<number>(seeking((seek * 0.618034) % 1)));
    firstBytes.push(traffic.firstByte ?? NaN);
  }
  return [
    { name: 'opening and playing a chapter of 10 h carried', value: opened / 1e6, unit: 'MB' },
    { name: `${seeks} seeks in it carried`, value: (traffic.bytes - opened) / 1e6, unit: 'MB', limit: 10 },
    { name: 'first byte after a seek, in the page', value: median(firstBytes), unit: 'ms', limit: 50 },
    { name: 'sound again after a seek', value: median(waits), unit: 'ms' },
  ];
}

/** Text, because it runs in the page: milliseconds from the seek until the sound goes on there. */
const seeking = (share: number): string => `(async () => {
  const started = performance.now();
  const target = ${share} * media.duration;
  media.currentTime = target;
  while (media.seeking || media.currentTime <= target) await new Promise(requestAnimationFrame);
  return performance.now() - started;
})()`;

/** What the network carries for a page. */
class Traffic {
  readonly #requests = new Map<string, { plain: number; encoded: number }>();
  /** Milliseconds from asking for media to the first byte, of the first request since the last was forgotten. */
  firstByte: number | undefined;

  static async watch(session: CDPSession): Promise<Traffic> {
    const traffic = new Traffic();
    session.on('Network.dataReceived', ({ requestId, dataLength, encodedDataLength }) => {
      const { plain, encoded } = traffic.#requests.get(requestId) ?? { plain: 0, encoded: 0 };
      traffic.#requests.set(requestId, {
        plain: plain + dataLength,
        encoded: encoded + encodedDataLength,
      });
    });
    session.on('Network.responseReceived', ({ type, response }) => {
      if (type === 'Media') traffic.firstByte ??= response.timing?.receiveHeadersEnd;
    });
    await session.send('Network.enable');
    return traffic;
  }

  /** What arrived; Chromium tells one of the two lengths late or not at all when a request is given up. */
  get bytes(): number {
    return [...this.#requests.values()].reduce(
      (sum, { plain, encoded }) => sum + Math.max(plain, encoded),
      0,
    );
  }

  forget(): void {
    this.firstByte = undefined;
  }
}
