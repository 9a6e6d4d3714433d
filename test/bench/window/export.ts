import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { makeSpokenLibrary, manuscriptOf } from '../../support/spoken-library.ts';
import { evenStart } from '../even-start.ts';
import { median, type Figure } from '../figures.ts';
import { button, inspect, visit, type Bench } from './visit.ts';

const rounds = 3;
const book = { title: 'Three Hours', chapters: 12, chunksPerChapter: 50, takeSeconds: 17.5 };

/**
 * Exports three hours from the window, beside the command line's export of the same book: from its word that nothing is
 * left to speak to its end, so neither reading the book nor starting the program counts.
 */
export async function measureExport(bench: Bench): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lectern-bench-'));
  try {
    const library = path.join(folder, 'library');
    await makeSpokenLibrary(library, [book]);
    writeFileSync(path.join(folder, 'book.md'), manuscriptOf(book));
    const ours: Exported[] = [];
    const reference: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      evenStart();
      const command = await exportByCommand(bench, folder, library);
      const window = await visit(bench, library, (page) => exportInWindow(bench.browser, page));
      rmSync(path.join(library, 'exports'), { recursive: true, force: true });
      if (round === 0) continue;
      reference.push(command);
      ours.push(window);
    }
    const seconds = median(ours.map((run) => run.seconds));
    return [
      { name: '3 h exported in the window', value: seconds, unit: 's' },
      { name: 'reference: the command line', value: median(reference), unit: 's' },
      { name: 'window / command line', value: seconds / median(reference), unit: 'x', limit: 1.5 },
      { name: 'the page’s heap grew by', value: median(ours.map(({ heap }) => heap)), unit: 'MB', limit: 50 },
      ...(Number.isNaN(ours[0]?.resident)
        ? []
        : [
            {
              name: 'its whole process, with garbage, grew by',
              value: median(ours.map(({ resident }) => resident)),
              unit: 'MB',
              limit: 50,
            },
          ]),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Exported {
  seconds: number;
  /** MB of the page's objects, garbage apart, more than before the sheet was opened. */
  heap: number;
  /** MB of its whole process, garbage included; NaN where the system does not tell. */
  resident: number;
}

/** Seconds that the command line takes to write and check the book. */
async function exportByCommand({ built }: Bench, folder: string, library: string): Promise<number> {
  const entry = path.join(built.folder, 'main', 'cli.js');
  const args = [entry, 'narrate', 'book.md', '--out', 'book.wav', '--library', library];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const gone = once(child, 'close');
  let said = '';
  const spoken = new Promise<number>((resolve) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('Nothing was left to speak')) resolve(performance.now());
    });
  });
  await gone;
  const ended = performance.now();
  if (child.exitCode !== 0) throw new Error(`the command line's export failed:\n${said}`);
  rmSync(path.join(folder, 'book.wav'));
  return (ended - (await spoken)) / 1000;
}

async function exportInWindow(browser: Browser, page: Page): Promise<Exported> {
  await page.getByRole('link', { name: book.title }).first().click();
  await button(page, 'Export').waitFor();
  const memory = await Memory.watch(browser, page);
  await button(page, 'Export').click();
  const order = page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true });
  await order.and(page.locator(':enabled')).waitFor();
  evenStart();
  const started = performance.now();
  await order.click();
  await page
    .getByRole('dialog')
    .getByText(/^Checked: /u)
    .waitFor({ timeout: 120_000 });
  const seconds = (performance.now() - started) / 1000;
  return { seconds, ...(await memory.growth()) };
}

/** How much more memory a page takes than when it was first looked at. */
class Memory {
  readonly #session: CDPSession;
  readonly #process: number | null;
  #before = { heap: NaN, resident: NaN };

  private constructor(session: CDPSession, process: number | null) {
    this.#session = session;
    this.#process = process;
  }

  static async watch(browser: Browser, page: Page): Promise<Memory> {
    const inspector = await browser.newBrowserCDPSession();
    const { processInfo } = await inspector.send('SystemInfo.getProcessInfo');
    // Chromium keeps a spare one, which has done nothing; the page's has.
    const [busiest] = processInfo
      .filter(({ type }) => type === 'renderer')
      .toSorted((a, b) => b.cpuTime - a.cpuTime);
    const session = await inspect(page);
    await session.send('Performance.enable');
    const memory = new Memory(session, busiest?.id ?? null);
    memory.#before = await memory.#now();
    return memory;
  }

  async growth(): Promise<{ heap: number; resident: number }> {
    const { heap, resident } = await this.#now();
    return { heap: heap - this.#before.heap, resident: resident - this.#before.resident };
  }

  async #now(): Promise<{ heap: number; resident: number }> {
    // Before garbage is collected: what was taken while the export ran counts.
    const resident = this.#resident();
    await this.#session.send('HeapProfiler.collectGarbage');
    const { metrics } = await this.#session.send('Performance.getMetrics');
    const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? NaN;
    return { heap: heap / 1e6, resident };
  }

  #resident(): number {
    if (process.platform !== 'linux' || this.#process === null) return NaN;
    const status = readFileSync(`/proc/${this.#process}/status`, 'utf8');
    return (Number(/^VmRSS:\s+(\d+) kB/mu.exec(status)?.[1]) * 1024) / 1e6;
  }
}
