import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makeNovel } from '../../support/novel.ts';
import { median, type Figure } from '../figures.ts';
import { button, heard, visit, type Bench } from './visit.ts';

const rounds = 3;
const alice = path.resolve(import.meta.dirname, '../../../../shared/books/alice.txt');

/** From handing over a book to hearing it: imported, “Narrate book” pressed, “Play” pressed, the player's time moves. */
export async function measureFirstSound(bench: Bench): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lectern-bench-'));
  try {
    const novel = path.join(folder, 'novel.txt');
    writeFileSync(novel, makeNovel(170_000));
    const book = existsSync(alice) ? alice : novel;
    const runs: Course[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const library = path.join(folder, `library-${round}`);
      const course = await visit(bench, library, async (page) => {
        const picker = page.locator('input[type=file]');
        await picker.waitFor({ state: 'attached' });
        const started = performance.now();
        const since = (): number => (performance.now() - started) / 1000;
        await picker.setInputFiles(book);
        await button(page, 'Narrate book').click();
        const imported = since();
        await page.getByRole('region', { name: 'Player' }).getByRole('button', { name: 'Play' }).click();
        const playable = since();
        await heard(page);
        return { imported, playable, heard: since() };
      });
      if (round > 0) runs.push(course);
    }
    const of = (part: keyof Course): number => median(runs.map((run) => run[part]));
    return [
      { name: '170 kB dropped until “Narrate book” pressed', value: of('imported'), unit: 's' },
      { name: 'until Play could be pressed', value: of('playable'), unit: 's' },
      { name: 'until the first chunk is heard', value: of('heard'), unit: 's', limit: 3 },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Seconds since the book was handed over. */
interface Course {
  imported: number;
  playable: number;
  heard: number;
}
