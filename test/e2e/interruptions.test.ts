import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { narrate, Run } from '../support/command-line.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const paragraph =
  'The keeper climbed the stairs slowly, counting under his breath. At the top he lit the lamp, and waited for the sea to answer.';
const story = Array.from(
  { length: 3 },
  (_, chapter) =>
    `Chapter ${chapter + 1}\n\n${Array.from({ length: 8 }, (__, index) => `${paragraph} That was night number ${chapter * 8 + index + 1}.`).join('\n\n')}`,
).join('\n\n\n');

function workshop() {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'nights.txt'), story);
  const args = (library: string) => ['nights.txt', '--out', `${library}.wav`, '--voice', 'draft:kal'];
  const at = (library: string) => ({ folder, library: path.join(folder, library) });
  return {
    folder,
    start: (library: string) => new Run(['narrate', ...args(library)], at(library)),
    finish: async (library: string) => {
      const { code, err } = await narrate([...args(library), '--force'], at(library));
      expect(code, err).toBe(0);
      return readFileSync(path.join(folder, `${library}.wav`));
    },
    leftovers: () => readdirSync(folder).filter((name) => name.includes('.part')),
  };
}

test('Ctrl-C ends within a second with 130, leaves nothing half-done, and the next run goes on', async () => {
  const { start, finish, leftovers, folder } = workshop();
  const undisturbed = await finish('one');
  const run = start('two');
  await run.says(/Chapter 2 of 3/);
  const asked = performance.now();
  run.child.kill('SIGINT');
  const { code, err } = await run.ended;
  expect(code).toBe(130);
  expect((performance.now() - asked) / 1000).toBeLessThan(1);
  expect(err).toMatch(/Cancelled; \d+ chunks left to speak/);
  expect(leftovers()).toEqual([]);
  expect(
    readdirSync(path.join(folder, 'two', 'takes', '1')).filter((name) => name.endsWith('.part')),
  ).toEqual([]);
  const { err: next } = await start('two').ended;
  expect(next).toMatch(/[1-9]\d* chunks? there already/);
  expect(readFileSync(path.join(folder, 'two.wav')).equals(undisturbed)).toBe(true);
});

test('kill -9, again and again, and a last run give the bytes of an undisturbed run', async () => {
  const { start, finish, leftovers } = workshop();
  const undisturbed = await finish('one');
  for (const moment of [/nights/, /Chapter 1 of 3/, /Chapter 2 of 3/, /Chapter 3 of 3/, /spoken/]) {
    const run = start('two');
    await run.says(moment);
    run.child.kill('SIGKILL');
    expect(await run.ended).toMatchObject({ signal: 'SIGKILL' });
  }
  expect((await finish('two')).equals(undisturbed)).toBe(true);
  expect(leftovers()).toEqual([]);
});
