import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { narrate } from '../../../electron/hosts/cli/narrate.ts';
import { parseNarrate } from '../../../electron/hosts/cli/arguments.ts';
import { locations } from '../../support/test-studio.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('Ctrl-C is heard from the beginning, before the library is opened, and leaves it properly closed', async () => {
  const folder = temporaryFolder();
  const args = parseNarrate(['sample', '--out', 'sample.wav', '--library', 'shelf'], folder);
  assert(args !== null && args.out !== null);
  const library = path.join(folder, 'shelf');
  const written: string[] = [];
  const output = { isTTY: false, columns: 80, write: (text: string) => written.push(text) };
  let early: boolean | undefined;
  const narrating = narrate(args, args.out, {
    console: { out: output, err: output },
    locations,
    onInterrupt(listener) {
      early = !existsSync(library);
      listener();
      return () => undefined;
    },
  });
  await expect(narrating).rejects.toMatchObject({ problem: { code: 'cancelled' } });
  expect(early).toBe(true);
  expect(written).toEqual([]);
  expect(readdirSync(library)).not.toContain('holder.json');
  expect(readdirSync(folder)).toEqual(['shelf']);
});
