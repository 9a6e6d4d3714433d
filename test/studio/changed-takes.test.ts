import {
  copyFileSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { stitchedUrl } from '../../electron/contract/media.ts';
import type { Chunk } from '../../electron/contract/project.ts';
import type { StudioEvent } from '../../electron/contract/events.ts';
import { stitch } from '../../renderer/stitch/stitch.ts';
import { stitchWav } from '../support/stitch-wav.ts';
import { exportBook } from '../support/exporting.ts';
import { chunksOf, imported } from '../support/lamp-book.ts';
import { expectSoundAccount, openPaidStudio, startFastServer } from '../support/paid-studio.ts';

/** The lamp book, narrated, and what it is like when it is exported as it should be. */
async function narrated() {
  const book = await imported();
  await book.self.narrate(book.project);
  const { library, project, self } = book;
  const target = path.join(library, 'book.wav');
  const { bytes } = await exportBook(self, project, target);
  rmSync(target);
  const take = (prediction: number) => path.join(library, 'takes', String(project.id), `${prediction}.wav`);
  const told: StudioEvent[] = [];
  book.studio.subscribe((event) => told.push(event));
  const toldChunks = (): Chunk[] =>
    told.flatMap((event) => (event.name === 'chunk' ? [event.payload.chunk] : []));
  return { ...book, target, right: bytes, take, toldChunks };
}

/** Puts other bytes in the place of a take's samples. */
function overwrite(file: string, change: (samples: Buffer) => void): void {
  const bytes = readFileSync(file);
  change(bytes.subarray(44, 44 + bytes.readUInt32LE(40)));
  writeFileSync(file, bytes);
}

const ways: [string, (file: string, other: string) => void][] = [
  [
    'one bit',
    (file) => {
      overwrite(file, (samples) => samples.writeUInt8(samples.readUInt8(4321) ^ 1, 4321));
    },
  ],
  [
    'a cut that was padded',
    (file) => {
      const { length } = readFileSync(file);
      truncateSync(file, 3000);
      truncateSync(file, length);
    },
  ],
  [
    'nothing at all',
    (file) => {
      rmSync(file);
    },
  ],
  [
    'another take',
    (file, other) => {
      renameSync(file, `${file}.away`);
      copyFileSync(other, file);
      copyFileSync(`${file}.away`, other);
    },
  ],
];

describe('a take in whose place there is', () => {
  test.each(ways)('%s is named, not exported, and spoken again', async (_, change) => {
    const { self, project, client, engine, target, right, take, toldChunks } = await narrated();
    const chunks = await chunksOf(self, project);
    const heading = chunks.find(({ text }) => text === 'One');
    const first = chunks.find(({ text }) => text.startsWith('The lamp was lit'));
    change(take(2), take(3));
    const { end } = await exportBook(self, project, target);
    expect(end).toMatchObject({ state: 'failed', problem: { code: 'take-changed' } });
    expect(end.problem?.message).toContain('in “One”, “The lamp was lit at dusk.');
    expect(end.problem?.action).toContain('Narrate again');
    expect(existsSync(target)).toBe(false);
    expect(toldChunks()).toContainEqual(
      expect.objectContaining({ id: first?.id, state: 'failed', take: null }),
    );
    expect(await chunksOf(self, project)).toContainEqual(heading);
    expect(heading?.state).toBe('ready');
    expect(await client.call('exports.list', { project: project.id })).toMatchObject([
      { state: 'failed', problem: { code: 'take-changed' } },
      { state: 'succeeded' },
    ]);
    const spoken = engine.spoken.length;
    expect(await self.narrate(project)).toMatchObject({ state: 'done' });
    const again = engine.spoken.slice(spoken);
    expect(again).toContain(first?.text);
    expect(again.length).toBeLessThanOrEqual(2);
    const { bytes } = await exportBook(self, project, target);
    expect(right !== null && bytes?.equals(right)).toBe(true);
  });

  // What is a matter of bytes alone is held to every way in test/audio/stitched/changed-takes.test.ts.
  test.each(ways.slice(1))('%s is not heard either', async (_, change) => {
    const { self, project, studio, client, take, toldChunks } = await narrated();
    const { assembly } = await client.call('assembly.get', { project: project.id });
    const file = stitchWav(assembly);
    const at = stitch(assembly).chunks[1];
    if (at === undefined) throw new Error('there must be a second chunk');
    change(take(2), take(3));
    const { name } = await client.call('stitched.register', { file });
    const url = stitchedUrl(name);
    const ask = async (range?: string): Promise<Response> => {
      const headers = range === undefined ? {} : { Range: range };
      return studio.media(new Request(`http://studio/${url}`, { headers }), url);
    };
    const from = file.bytes - file.samples * 2 + at.start * 2;
    const answer = await ask(`bytes=${from}-`);
    expect(answer.status).not.toBe(206);
    expect(await answer.text()).toContain('in “One”, “The lamp was lit at dusk.');
    expect(toldChunks()).toContainEqual(expect.objectContaining({ id: at.chunk, state: 'failed' }));
    // Nobody hears it by asking again, or for all of it.
    expect((await ask(`bytes=${from}-${from + 9}`)).status).toBe(404);
    const whole = await ask();
    expect(whole.status).toBe(404);
    const next = await client.call('assembly.get', { project: project.id });
    expect(stitch(next.assembly).chunks.map(({ chunk }) => chunk)).not.toContain(at.chunk);
    expect(next.gaps).toMatchObject([
      { chunk: at.chunk, problem: { code: 'take-changed' } },
      ...next.gaps.slice(1),
    ]);
    expect(await self.narrate(project)).toMatchObject({ state: 'done' });
  });
});

test('many changed takes are told together, the first of them by name', async () => {
  const { self, project, target, take, library } = await narrated();
  const chunks = (await chunksOf(self, project)).filter(({ state }) => state === 'ready');
  for (let id = 1; id <= chunks.length; id++) overwrite(take(id), (samples) => samples.fill(1));
  const { end } = await exportBook(self, project, target);
  expect(end.problem?.message).toMatch(
    new RegExp(`The sound of ${chunks.length} chunks .*“One”.*; and ${chunks.length - 3} more\\.$`, 'u'),
  );
  expect(end.problem?.message).not.toContain(library);
});

test('a take that is heard again and again is read for it once', async () => {
  const { project, studio, client, take } = await narrated();
  const { assembly } = await client.call('assembly.get', { project: project.id });
  const { name } = await client.call('stitched.register', { file: stitchWav(assembly) });
  const url = stitchedUrl(name);
  const ask = () =>
    studio.media(new Request(`http://studio/${url}`, { headers: { Range: 'bytes=100-199' } }), url);
  expect((await ask()).status).toBe(206);
  // The same file put back with its old time is not the file that was looked at.
  overwrite(take(1), (samples) => samples.fill(1));
  expect((await ask()).status).toBe(500);
});

test('a take that cannot be reached for a while is no take that was changed', async () => {
  const { self, project, library, target, right } = await narrated();
  renameSync(path.join(library, 'takes'), path.join(library, 'elsewhere'));
  const { end } = await exportBook(self, project, target);
  expect(end).toMatchObject({ state: 'failed', problem: { code: 'export-mismatch' } });
  renameSync(path.join(library, 'elsewhere'), path.join(library, 'takes'));
  const { bytes } = await exportBook(self, project, target);
  expect(right !== null && bytes?.equals(right)).toBe(true);
});

test('a paid take that was changed is made anew of what was received, at no cost, and sounds as it did', async () => {
  const server = await startFastServer();
  const studio = await openPaidStudio(server);
  const project = await studio.importPaid();
  await studio.narrate(project);
  const { library } = studio;
  const target = path.join(library, 'book.wav');
  const { bytes: right } = await exportBook(studio, project, target);
  rmSync(target);
  const { creates } = server.stats;
  overwrite(path.join(library, 'takes', String(project.id), '2.wav'), (samples) => samples.fill(1));
  const { end } = await exportBook(studio, project, target);
  expect(end.problem).toMatchObject({
    code: 'take-changed',
    action: 'Narrate again: it is made anew of the audio that was received, at no cost.',
  });
  expect(existsSync(target)).toBe(false);
  expect(await studio.narrate(project)).toMatchObject({ state: 'done', spent: 0 });
  const { bytes } = await exportBook(studio, project, target);
  expect(right !== null && bytes?.equals(right)).toBe(true);
  expect(server.stats.creates).toBe(creates);
  expectSoundAccount(server);
});
