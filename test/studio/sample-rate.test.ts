import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Project } from '../../electron/contract/project.ts';
import { defaultStyleTts2Voice } from '../../electron/engines/styletts2/voice.ts';
import { exportBook } from '../support/exporting.ts';
import { book, chunksOf, imported } from '../support/lamp-book.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openTestStudio, type TestStudio } from '../support/test-studio.ts';
import { ToneEngine } from '../support/tone-engine.ts';
import { readWav } from '../support/wav-file.ts';

// The tone engine speaks at 24 kHz.

async function exported(self: TestStudio, project: Project, name: string): Promise<Buffer> {
  const { end, bytes } = await exportBook(self, project, path.join(temporaryFolder(), name));
  expect(end).toMatchObject({ state: 'succeeded' });
  if (bytes === null) throw new Error('an export expected');
  return bytes;
}

async function undo({ client }: TestStudio, { id: project }: Project): Promise<void> {
  const { undo: edit } = await client.call('history.get', { project });
  await client.call('history.undo', { project, edit: edit?.id ?? 0 });
}

async function redo({ client }: TestStudio, { id: project }: Project): Promise<void> {
  const { redo: edit } = await client.call('history.get', { project });
  await client.call('history.redo', { project, edit: edit?.id ?? 0 });
}

async function seconds({ client }: TestStudio, { id: project }: Project): Promise<number> {
  const sections = await client.call('sections.list', { project });
  return sections.reduce((sum, section) => sum + section.seconds, 0);
}

describe('the rate of a project', () => {
  test('is chosen for new ones, and what is spoken is kept at the rate of its engine, too', async () => {
    const library = temporaryFolder();
    const self = await openTestStudio(library);
    await self.client.call('settings.update', { sampleRate: 44_100 });
    const { project } = await self.import(book);
    expect(project.sampleRate).toBe(44_100);
    expect(await self.narrate(project)).toMatchObject({ state: 'done' });
    const bytes = await exported(self, project, 'book.wav');
    expect(readWav(bytes)).toMatchObject({ sampleRate: 44_100, marks: [{ title: 'One' }, { title: 'Two' }] });
    const [first] = (await chunksOf(self, project)).filter(({ state }) => state === 'ready');
    if (first === undefined) throw new Error('a chunk expected');
    const [take] = await self.client.call('takes.list', { chunk: first.id });
    const file = path.join(library, 'takes', String(project.id), String(take?.prediction));
    const [heard, own] = [`${file}.wav`, `${file}.own.wav`].map((one) => readWav(readFileSync(one)));
    expect(heard?.sampleRate).toBe(44_100);
    expect(own?.sampleRate).toBe(24_000);
    expect((own?.dataBytes ?? 0) / 24_000).toBeCloseTo((heard?.dataBytes ?? 0) / 44_100, 2);
  });

  test('of an engine that speaks at it has one file a take', async () => {
    const { library, self, project } = await imported();
    await self.narrate(project);
    const [first] = (await chunksOf(self, project)).filter(({ state }) => state === 'ready');
    const takes = path.join(library, 'takes', String(project.id));
    expect(first?.take).not.toBeNull();
    expect(existsSync(path.join(takes, '1.wav'))).toBe(true);
    expect(existsSync(path.join(takes, '1.own.wav'))).toBe(false);
  });

  test('is changed without speaking anything again, and undone and done again to the byte', async () => {
    const { client, engine, project, self } = await imported();
    const { total } = await self.narrate(project);
    const before = await exported(self, project, 'before.wav');
    const length = await seconds(self, project);
    const spoken = engine.spoken.length;
    const changed = await client.call('projects.update', { project: project.id, sampleRate: 48_000 });
    expect(changed.sampleRate).toBe(48_000);
    const chunks = (await chunksOf(self, project)).filter(({ state }) => state !== 'ornament');
    expect(chunks.filter(({ state }) => state !== 'ready' && state !== 'missing')).toEqual([]);
    expect(chunks.filter(({ state }) => state === 'ready')).toHaveLength(total);
    expect(await seconds(self, project)).toBeCloseTo(length, 2);
    const after = await exported(self, project, 'after.wav');
    expect(readWav(after).sampleRate).toBe(48_000);
    // Each of the takes may be a sample longer or shorter.
    const samples = (bytes: Buffer): number => readWav(bytes).dataBytes / 2;
    expect(Math.abs(samples(after) - 2 * samples(before))).toBeLessThanOrEqual(2 * total);
    expect(await client.call('history.get', { project: project.id })).toMatchObject({
      undo: { name: 'sample rate of the project' },
    });
    await undo(self, project);
    expect((await exported(self, project, 'undone.wav')).equals(before)).toBe(true);
    await redo(self, project);
    expect((await exported(self, project, 'redone.wav')).equals(after)).toBe(true);
    expect(await self.narrate(project)).toMatchObject({ state: 'done', ready: total });
    expect(engine.spoken).toHaveLength(spoken);
  });

  test('is undone with what was spoken since', async () => {
    const { client, engine, project, self } = await imported();
    for (const sampleRate of [48_000, 16_000] as const) {
      await client.call('projects.update', { project: project.id, sampleRate });
    }
    const { total } = await self.narrate(project);
    // None of what was spoken was ever there at the rate that comes back.
    await undo(self, project);
    expect(await client.call('projects.get', { project: project.id })).toMatchObject({ sampleRate: 48_000 });
    const spoken = engine.spoken.length;
    expect(await self.narrate(project)).toMatchObject({ state: 'done', ready: total });
    expect(engine.spoken).toHaveLength(spoken);
    expect(readWav(await exported(self, project, 'book.wav')).sampleRate).toBe(48_000);
  });

  test('has its takes follow that are made while it is changed', async () => {
    const { client, engine, project, self } = await imported();
    engine.holds = (text) => text.includes('Nobody');
    const held = engine.held();
    const ended = self.narration(({ state }) => state === 'done');
    const { total } = await client.call('narration.start', { project: project.id });
    await held;
    await client.call('projects.update', { project: project.id, sampleRate: 16_000 });
    engine.release();
    expect(await ended).toMatchObject({ ready: total, failed: 0 });
    expect(engine.spoken).toHaveLength(total);
    const chunks = (await chunksOf(self, project)).filter(({ state }) => state === 'ready');
    expect(chunks).toHaveLength(total);
    expect(readWav(await exported(self, project, 'book.wav')).sampleRate).toBe(16_000);
  });
});

describe('at another rate', () => {
  test('a chosen take stays chosen, and every take is there once', async () => {
    const library = temporaryFolder();
    const paid = new ToneEngine('styletts2');
    const self = await openTestStudio(library, new ToneEngine(), [paid]);
    const { client } = self;
    const { project } = await self.import(book);
    await client.call('projects.update', { project: project.id, voice: defaultStyleTts2Voice });
    await self.narrate(project);
    const [first] = (await chunksOf(self, project)).filter(({ state }) => state === 'ready');
    if (first === undefined) throw new Error('a chunk expected');
    await client.call('chunks.update', { chunk: first.id, seed: 7 });
    await self.narrate(project);
    const takes = await client.call('takes.list', { chunk: first.id });
    expect(takes).toHaveLength(2);
    const older = takes.find(({ id }) => id === first.take?.id);
    await client.call('takes.choose', { chunk: first.id, take: older?.id ?? null });
    await client.call('projects.update', { project: project.id, sampleRate: 48_000 });
    const there = await client.call('takes.list', { chunk: first.id });
    expect(there.map(({ sampleRate }) => sampleRate)).toEqual([48_000, 48_000]);
    expect(there.find(({ chosen }) => chosen)).toMatchObject({ prediction: older?.prediction, heard: true });
    await undo(self, project);
    expect((await client.call('takes.list', { chunk: first.id })).find(({ chosen }) => chosen)).toEqual(
      expect.objectContaining({ id: older?.id, sampleRate: 24_000, heard: true }),
    );
  });

  test('another project of the same words is paid for no second time, also where only the take is left', async () => {
    const library = temporaryFolder();
    const paid = new ToneEngine('styletts2');
    const self = await openTestStudio(library, new ToneEngine(), [paid]);
    const { client, studio } = self;
    await client.call('settings.update', { voice: defaultStyleTts2Voice });
    const { project } = await self.import(book);
    const { total } = await self.narrate(project);
    const spoken = paid.spoken.length;
    rmSync(path.join(library, 'originals'), { recursive: true });
    await client.call('settings.update', { sampleRate: 48_000 });
    const ticket = studio.tickets.forManuscript(path.join(library, 'book.md'));
    const { project: other } = await client.call('projects.import', { ticket, again: true });
    expect(other.sampleRate).toBe(48_000);
    expect(await self.narrate(other)).toMatchObject({ state: 'done', ready: total, failed: 0 });
    expect(paid.spoken).toHaveLength(spoken);
    expect(readWav(await exported(self, other, 'book.wav')).sampleRate).toBe(48_000);
  });

  test('a take whose audio is gone is not there, and is all that is spoken again', async () => {
    const { client, engine, library, project, self } = await imported();
    const { total } = await self.narrate(project);
    rmSync(path.join(library, 'takes', String(project.id), '2.wav'));
    await client.call('projects.update', { project: project.id, sampleRate: 22_050 });
    const ready = (await chunksOf(self, project)).filter(({ state }) => state === 'ready');
    expect(ready).toHaveLength(total - 1);
    const spoken = engine.spoken.length;
    expect(await self.narrate(project)).toMatchObject({ state: 'done', ready: total });
    expect(engine.spoken).toHaveLength(spoken + 1);
  });
});

test('a rate that is not among those of a project is refused', async () => {
  const { studio, client, project } = await imported();
  // As a page that is not to be trusted might ask for it.
  const answer = await studio.call('projects.update', { project: project.id, sampleRate: 11_025 });
  expect(answer).toMatchObject({ ok: false, problem: { code: 'invalid-call' } });
  expect(await client.call('projects.get', { project: project.id })).toEqual(project);
});
