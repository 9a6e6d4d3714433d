import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ManuscriptCalls } from '../../electron/book/manuscript-calls.ts';
import { WorkerClient } from '../../electron/base/port.ts';
import { makeNovel } from '../support/novel.ts';
import { median, type Figure } from './figures.ts';

const rounds = 7;
const characters = 3_300_000;

/** Plans a generated novel in the worker, beside a bare pass of Intl.Segmenter over the same text in this thread. */
export async function measurePlanning(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lectern-bench-'));
  const worker = new WorkerClient<ManuscriptCalls>(
    new URL('../../electron/book/manuscript-worker.ts', import.meta.url),
  );
  try {
    const file = path.join(folder, 'novel.txt');
    writeFileSync(file, makeNovel(characters));
    const ours: number[] = [];
    const bare: number[] = [];
    let chunks = 0;
    for (let round = 0; round <= rounds; round++) {
      const started = performance.now();
      const plan = await worker.call('plan', { path: file, name: 'novel.txt', limit: 280 });
      const planned = performance.now();
      const sentences = [
        ...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(readFileSync(file, 'utf8')),
      ];
      const segmented = performance.now();
      chunks = plan.sections.reduce((sum, section) => sum + section.chunks.length, 0);
      if (round === 0 || sentences.length === 0) continue;
      ours.push((planned - started) / 1000);
      bare.push((segmented - planned) / 1000);
    }
    return [
      { name: 'planning 3.3 MB, read to chunks, from a worker', value: median(ours), unit: 's', limit: 1 },
      { name: 'reference: reading and Intl.Segmenter alone', value: median(bare), unit: 's' },
      { name: 'ratio', value: median(ours) / median(bare), unit: 'x' },
      { name: 'chunks', value: chunks, unit: '' },
    ];
  } finally {
    await worker.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
