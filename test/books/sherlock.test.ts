import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Plan } from '../../electron/book/plan.ts';
import { realBook } from '../support/books.ts';
import { narrate, Run } from '../support/command-line.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { listen, readWav } from '../support/wav-file.ts';

const kills = 20;

test('the twelve stories are included in order, and what a listener does not want is skipped', async (context) => {
  const book = realBook(context, 'sherlock-holmes.epub');
  const folder = temporaryFolder();
  const { out } = await narrate([book, '--plan', '--json'], {
    folder,
    library: path.join(folder, 'library'),
  });
  const { chapters } = JSON.parse(out) as Plan;
  const included = chapters.filter((chapter) => chapter.included).map(({ title }) => title);
  expect(included).toHaveLength(12);
  expect(included[0]).toBe('A Scandal in Bohemia');
  expect(included[11]).toBe('The Adventure of the Copper Beeches');
  expect(chapters.filter((chapter) => !chapter.included).map(({ reason }) => reason)).toEqual([
    'Title page',
    'Imprint',
    'Colophon',
    'Copyright notice',
  ]);
});

test('a story killed at twenty random instants ends in the bytes of an undisturbed run', async (context) => {
  const book = realBook(context, 'sherlock-holmes.epub');
  const folder = temporaryFolder();
  const at = (name: string) => ({ folder, library: path.join(folder, name) });
  const args = (name: string) => [book, '--chapters', '1', '--out', `${name}.wav`];

  const undisturbed = await narrate(args('undisturbed'), at('undisturbed'));
  expect(undisturbed.code, undisturbed.err).toBe(0);
  const bytes = readFileSync(path.join(folder, 'undisturbed.wav'));
  const file = readWav(bytes);
  expect(file.marks).toEqual([{ title: 'A Scandal in Bohemia', position: 0 }]);
  const minutes = file.dataBytes / 48_000 / 60;
  expect(minutes).toBeGreaterThan(40);
  expect(minutes).toBeLessThan(70);
  expect(listen(bytes, file)).toMatchObject({ clipped: 0 });

  for (let kill = 0; kill < kills; kill++) {
    const run = new Run(['narrate', ...args('killed')], at('killed'));
    await Promise.race([delay(200 + Math.random() * 4000), run.ended]);
    run.child.kill('SIGKILL');
    await run.ended;
  }
  const last = await narrate([...args('killed'), '--force'], at('killed'));
  expect(last.code, last.err).toBe(0);
  expect(readFileSync(path.join(folder, 'killed.wav')).equals(bytes)).toBe(true);
});
