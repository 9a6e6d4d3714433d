import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseNarrate } from '../../electron/hosts/cli/arguments.ts';
import { narrate } from '../../electron/hosts/cli/narrate.ts';
import { plan } from '../../electron/hosts/cli/plan-book.ts';
import { LecternError } from '../../electron/contract/problem.ts';
import type { ReadingLimits } from '../../electron/manuscript/too-much.ts';
import { ManuscriptReader } from '../../electron/book/manuscript-reader.ts';
import { describeProblem } from '../../electron/hosts/shared/console.ts';
import { exitCodeOf } from '../../electron/hosts/shared/exit-code.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { locations } from '../support/test-studio.ts';

const stuck = new URL('../support/stuck-manuscript.ts', import.meta.url);
const patient: ReadingLimits = { seconds: 60, megabytes: 256 };

function file(name: string, text = 'The lamp was lit.') {
  const place = path.join(temporaryFolder(), name);
  writeFileSync(place, text);
  return { path: place, name };
}

function readerWith(limits: ReadingLimits) {
  return new ManuscriptReader(stuck, limits);
}

describe('a manuscript that cannot be read in reasonable time or memory', () => {
  test('is given up at the time limit, with a way out, and the next one is read', async () => {
    const reader = readerWith({ ...patient, seconds: 2 });
    const giving = reader.plan(file('stuck.md'), 280);
    await expect(giving).rejects.toMatchObject({
      problem: {
        code: 'manuscript-too-much',
        message: 'Reading “stuck.md” was given up after 2 seconds: no book takes so long.',
        action: expect.stringContaining('divide it into several files') as string,
      },
    });
    expect(await reader.plan(file('good.md'), 280)).toMatchObject({ format: 'markdown' });
    await reader.close();
  });

  test.each(['objects.md', 'buffers.md', 'leap.md'])(
    'is given up at the memory limit, whatever fills it, and the host lives on: %s',
    async (name) => {
      const reader = readerWith({ ...patient, megabytes: 128 });
      await expect(reader.plan(file(name), 280)).rejects.toMatchObject({
        problem: {
          code: 'manuscript-too-much',
          message: `Reading “${name}” was given up at 128 MB of memory: no book takes so much.`,
        },
      });
      expect(await reader.plan(file('good.md'), 280)).toMatchObject({ format: 'markdown' });
      await reader.close();
    },
  );

  test('keeps no other import waiting: others are hashed and read beside it', async () => {
    const reader = readerWith(patient);
    const held = expect(reader.plan(file('stuck.md'), 280)).rejects.toMatchObject({
      problem: { code: 'cancelled' },
    });
    expect(await reader.hash(file('known.md'))).toMatch(/^[0-9a-f]{64}$/u);
    expect(await reader.plan(file('good.md'), 280)).toMatchObject({ format: 'markdown' });
    await reader.close();
    await held;
  });

  test('more than two wait their turn, and what they wait is not counted', async () => {
    const reader = readerWith({ ...patient, seconds: 3 });
    const given = [file('stuck 1.md'), file('stuck 2.md')].map((one) => reader.plan(one, 280));
    const third = reader.plan(file('good.md'), 280);
    const outcome = await Promise.allSettled([...given, third]);
    expect(outcome.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
    await reader.close();
  });

  test.each([false, true])(
    'is ended at once by closing, and so is what waits: at work %s',
    async (atWork) => {
      const reader = readerWith(patient);
      const calls = ['stuck 1.md', 'stuck 2.md', 'good.md'].map((name) => reader.plan(file(name), 280));
      const outcomes = Promise.allSettled(calls);
      // By the time that another thread has done its work, the first ones have begun theirs.
      if (atWork) await reader.hash(file('known.md'));
      const started = performance.now();
      await reader.close();
      for (const outcome of await outcomes) {
        expect(outcome).toMatchObject({ status: 'rejected', reason: { problem: { code: 'cancelled' } } });
      }
      expect(performance.now() - started).toBeLessThan(20_000);
      await expect(reader.hash(file('late.md'))).rejects.toMatchObject({ problem: { code: 'cancelled' } });
    },
  );
});

describe('on the command line', () => {
  const context = (written: string[]) => {
    const output = { isTTY: false, columns: 80, write: (text: string) => written.push(text) };
    return {
      console: { out: output, err: output },
      locations: { ...locations, manuscriptWorker: stuck },
      readingLimits: { ...patient, seconds: 1 },
      onInterrupt: () => () => undefined,
    };
  };

  test.each([[['--plan']], [['--out', 'book.wav']]])('it is bad input, said plainly: %j', async (options) => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'stuck.md'), 'The lamp was lit.');
    const args = parseNarrate(['stuck.md', '--library', 'shelf', ...options], folder);
    if (args === null) throw new Error('arguments expected');
    const run = args.out === null ? plan(args, context([])) : narrate(args, args.out, context([]));
    const thrown: unknown = await run.catch((reason: unknown) => reason);
    if (!(thrown instanceof LecternError)) throw new Error('a problem expected');
    expect(exitCodeOf(thrown.problem.code)).toBe(2);
    expect(describeProblem(thrown.problem)).toMatch(
      /stuck\.md.*given up after 1 seconds.*\n.*several files/u,
    );
  });
});
