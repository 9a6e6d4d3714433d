import { readManuscript } from '../../electron/manuscript/read-manuscript.ts';
import type { ManuscriptCalls } from '../../electron/book/manuscript-calls.ts';
import { serveWorker } from '../../electron/base/port.ts';

// A manuscript worker whose parser never comes to an end of files that are named so, and fills memory for others.

/** Never returns to the event loop, as a parser with a fault does not. */
function spin(): never {
  for (let turns = 0; ; turns += 1) if (turns < 0) break;
  throw new Error('never reached');
}

const kept: unknown[] = [];

/** What grows until somebody ends it. */
const hunger: Record<string, () => void> = {
  'objects.md': () => kept.push({ number: kept.length }),
  'buffers.md': () => kept.push(Buffer.alloc(1024 * 1024, 1)),
  // V8 ends the process when one single allocation, here of 160 MB, passes V8's own limit.
  'leap.md': () => {
    kept.push('a b '.repeat(10_000_000).split(' '));
    spin();
  },
};

serveWorker<ManuscriptCalls>({
  plan: async ({ path, name }) => {
    if (name.startsWith('stuck')) spin();
    const eat = hunger[name];
    if (eat !== undefined) for (;;) eat();
    const manuscript = await readManuscript(path, name);
    return { ...manuscript, sections: manuscript.sections.map((section) => ({ ...section, chunks: [] })) };
  },
});
