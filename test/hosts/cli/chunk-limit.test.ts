import assert from 'node:assert/strict';
import { expect, test } from 'vitest';
import { parseNarrate } from '../../../electron/hosts/cli/arguments.ts';
import { narrate } from '../../../electron/hosts/cli/narrate.ts';
import { printPlan } from '../../../electron/hosts/cli/print-plan.ts';
import { catalogue, entries } from '../../../electron/engines/catalogue.ts';
import { localKind } from '../../../electron/engines/local-engine.ts';
import { wavOf, tone } from '../../support/sounds.ts';
import { locations } from '../../support/test-studio.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** Speaks no more than 100 characters at once. */
const short = localKind(
  { id: 'short', name: 'Short breath', hint: 'A tone as long as the text.', longestText: 100 },
  {
    speak: (text) => wavOf(tone({ frequency: 440, seconds: text.length / 400, sampleRate: 24_000 }), 24_000),
  },
);

function terminal(folder: string) {
  const written: string[] = [];
  const output = { isTTY: false, columns: 80, write: (text: string) => written.push(text) };
  const context = { console: { out: output, err: output }, locations, catalogue: [...catalogue, short] };
  const parse = (...options: string[]) => {
    const args = parseNarrate(['sample', '--library', 'shelf', ...options], folder, [
      ...entries,
      short.entry,
    ]);
    assert(args !== null);
    return args;
  };
  const take = (): string => written.splice(0).join('');
  return {
    narrate: async (...options: string[]) => {
      const args = parse('--out', 'sample.wav', '--chapters', '1', '--force', ...options);
      assert(args.out !== null);
      await narrate(args, args.out, {
        ...context,
        onInterrupt: () => () => undefined,
      });
      return take();
    },
    lengths: async (...options: string[]) => {
      await printPlan(parse('--plan', '--json', ...options), {
        ...context,
        onInterrupt: () => () => undefined,
      });
      const { chapters } = JSON.parse(take()) as { chapters: { chunks: { text: string }[] }[] };
      return chapters.flatMap(({ chunks }) => chunks.map(({ text }) => text.length));
    },
  };
}

test('a new book is cut as its voice needs it; what is left of it is cut anew when that is asked for', async () => {
  const { narrate: run, lengths } = terminal(temporaryFolder());
  const most = async (...options: string[]) => Math.max(...(await lengths(...options)));
  expect(await most('--voice', 'short')).toBeLessThanOrEqual(100);
  expect(await most('--voice', 'short')).toBeGreaterThan(80);
  expect(await most('--voice', 'short', '--chunk-limit', '70')).toBeLessThanOrEqual(70);
  await run('--voice', 'short');
  const cut = await lengths();
  expect(Math.max(...cut)).toBeLessThanOrEqual(100);
  await expect(lengths('--chunk-limit', '70')).rejects.toMatchObject({
    problem: { code: 'bad-usage', message: expect.stringContaining('--plan') as string },
  });
  // The first chapter is spoken, and nothing of it is cut again.
  expect(await run('--chunk-limit', '70')).toMatch(
    /\d+ chunks cut anew, to at most 70 .*Nothing was left to speak/su,
  );
  const now = await lengths();
  const spoken = cut.findIndex((length, index) => length !== now[index]);
  expect(spoken).toBeGreaterThan(0);
  expect(Math.max(...now.slice(spoken))).toBeLessThanOrEqual(70);
});
