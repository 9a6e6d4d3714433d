import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test, vi } from 'vitest';
import { allFormats, Formats } from '../../electron/audio/formats/formats.ts';
import { catalogue } from '../../electron/engines/catalogue.ts';
import { browserServices } from '../../electron/hosts/browser/browser-services.ts';
import { parseNarrate } from '../../electron/hosts/cli/arguments.ts';
import { perform } from '../../electron/hosts/cli/main.ts';
import { Tickets } from '../../electron/library/tickets.ts';
import { beep } from '../support/beep.ts';
import { script } from '../support/script-format.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

// A second format is one file, `test/support/script-format.ts`: whatever a host offers, it offers that, too.
const both = [...allFormats, script];
const formats = new Formats(both);
const entry = pathToFileURL(path.resolve(import.meta.dirname, '../../electron/cli.ts')).href;

/** Runs the command line with the second format, and a voice that needs no time. */
async function run(...args: string[]) {
  const told = { out: '', err: '' };
  const output = (name: 'out' | 'err') => ({
    isTTY: false,
    columns: 80,
    write: (text: string) => (told[name] += text),
  });
  const code = await perform(
    args,
    entry,
    { out: output('out'), err: output('err') },
    {
      formats: both,
      catalogue: [...catalogue, beep],
      stitchedWorker: new URL('../support/script-worker.ts', import.meta.url),
    },
  );
  return { code, ...told };
}

test('the command line writes what the name of the file says', async () => {
  const folder = temporaryFolder();
  vi.stubEnv('LECTERN_CONFIG', path.join(folder, 'configuration'));
  const out = path.join(folder, 'sample.txt');
  const library = path.join(folder, 'library');
  const end = await run(
    ...['narrate', 'sample', '--out', out, '--library', library, '--voice', 'beep'],
    ...['--chapters', '1'],
  );
  expect(end).toMatchObject({ code: 0 });
  expect(end.out).toContain('sample.txt: 1 chapter');
  expect(readFileSync(out, 'utf8')).toMatch(/^\{"title":.*\n0\.000 \S/u);
});

test('a name that no format ends for is told which there are, and so is who asks for help', async () => {
  const refused = await run('narrate', 'sample', '--out', 'sample.mp3');
  expect(refused.code).toBe(2);
  expect(refused.err).toContain('WAV (.wav), Script (.txt)');
  const { out } = await run('narrate', '--help');
  expect(out).toContain('.wav as WAV: Uncompressed');
  expect(out).toContain('.txt as Script: What is said, and when');
});

test('the case of an extension does not matter, and Lectern as it is writes WAV alone', () => {
  const parse = (out: string) => parseNarrate(['book.md', '--out', out], '/books');
  expect(parse('Lamp.WAV')?.out).toEqual({ path: path.resolve('/books/Lamp.WAV'), format: 'wav' });
  expect(() => parse('lamp.txt')).toThrow(/WAV \(\.wav\); “lamp\.txt”/u);
});

test('the browser host names its target by the format that was chosen', async () => {
  const library = temporaryFolder();
  const tickets = new Tickets();
  const services = browserServices(library, { tickets, formats });
  const asked = { suggestedName: 'The Lamp.txt', format: 'script' };
  const target = await services['host.chooseTarget'](asked);
  expect(target?.format).toBe('script');
  expect(target && path.basename(tickets.target(target.ticket).path)).toBe('The Lamp.txt');
  const usual = await services['host.chooseTarget']({ suggestedName: 'The Lamp' });
  expect(usual && path.basename(tickets.target(usual.ticket).path)).toBe('The Lamp.wav');
});
