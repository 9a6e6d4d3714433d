import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { stitchWav } from '../support/stitch-wav.ts';
import { chunkIdSchema, voiceIdSchema } from '../../electron/contract/ids.ts';
import { LecternError } from '../../electron/contract/problem.ts';
import { defaultStyleTts2Voice } from '../../electron/engines/styletts2/voice.ts';
import { endedExport } from '../support/ended-export.ts';
import { book, chunksOf, imported, sectionNamed } from '../support/lamp-book.ts';
import { openTestStudio, type TestStudio } from '../support/test-studio.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { ToneEngine } from '../support/tone-engine.ts';

describe('sections', () => {
  test('are moved to any place, others close up, and it lasts', async () => {
    const { client, library, project, studio, self } = await imported();
    const titles = async (of: TestStudio) =>
      (await of.client.call('sections.list', { project: project.id })).map(({ title }) => title);
    const moveTo = async (title: string, position: number) => {
      const { id } = await sectionNamed(self, project, title);
      const listed = await client.call('sections.move', { section: id, position });
      return listed.map((section) => section.title);
    };
    expect(await moveTo('Two', 0)).toEqual(['Two', 'Title page', 'One', 'Copyright']);
    expect(await moveTo('Two', 3)).toEqual(['Title page', 'One', 'Copyright', 'Two']);
    expect(await moveTo('Copyright', 1)).toEqual(['Title page', 'Copyright', 'One', 'Two']);
    await studio.close();
    expect(await titles(await openTestStudio(library))).toEqual(['Title page', 'Copyright', 'One', 'Two']);
  });

  test('follow only voices that there are', async () => {
    const { client, project, self } = await imported();
    const { id: section } = await sectionNamed(self, project, 'One');
    const unknown = voiceIdSchema.parse(99);
    await expect(client.call('sections.update', { section, voice: unknown })).rejects.toMatchObject({
      problem: { code: 'not-found' },
    });
    expect((await sectionNamed(self, project, 'One')).voice).toBeNull();
  });

  test('of which nothing is heard are no chapters of the audiobook', async () => {
    const { client, engine, project, self } = await imported();
    engine.fails = (text) => !text.includes('night') && text !== 'Two';
    await self.narrate(project);
    const { assembly, gaps } = await client.call('assembly.get', { project: project.id });
    expect(assembly.chapters.map(({ title }) => title)).toEqual(['Two']);
    expect(gaps.length).toBeGreaterThan(0);
  });

  test('of another project are left out of a narration', async () => {
    const { client, engine, project, self } = await imported();
    const { project: other } = await self.import(book.replaceAll('lamp', 'candle'), 'other.md');
    const theirs = await sectionNamed(self, other, 'Two');
    const ended = self.narration(({ state }) => state === 'done');
    await client.call('narration.start', { project: project.id, sections: [theirs.id] });
    expect(await ended).toMatchObject({ total: 0 });
    expect(engine.spoken).toEqual([]);
  });
});

describe('a chunk', () => {
  test('that failed once has nothing against it any more when it was spoken', async () => {
    const { client, engine, project, self } = await imported();
    engine.fails = (text) => text.includes('Nobody');
    await self.narrate(project);
    engine.fails = () => false;
    await self.narrate(project);
    const slt = { ...project.voice, speaker: 'slt' as const };
    await client.call('projects.update', { project: project.id, voice: slt });
    const chunk = (await chunksOf(self, project)).find(({ text }) => text.includes('Nobody'));
    expect(chunk).toMatchObject({ state: 'missing', problem: null });
  });

  test('that was cut in two leaves its voice, seed and pause to both halves, and its failure to none', async () => {
    const paid = new ToneEngine('styletts2');
    const self = await openTestStudio(temporaryFolder(), new ToneEngine(), [paid]);
    const { client } = self;
    const { project } = await self.import(book);
    const anna = await client.call('voices.save', { name: 'Anna', voice: defaultStyleTts2Voice });
    const whole = (await chunksOf(self, project)).find(({ text }) => text.includes('Nobody'));
    if (whole === undefined) throw new Error('a chunk expected');
    await client.call('chunks.update', { chunk: whole.id, voice: anna.id, seed: 5 });
    paid.fails = () => true;
    await self.narrate(project);
    paid.fails = () => false;
    paid.refuses = (text) =>
      text === whole.text ? new LecternError('text-too-long', 'Too long.', 'Cut it.') : null;
    paid.holds = (text) => text !== whole.text;
    const held = paid.held();
    const ended = self.narration(({ state }) => state === 'done');
    await client.call('narration.start', { project: project.id });
    await held;
    const chunks = await chunksOf(self, project);
    const first = chunks.findIndex(({ id }) => id === whole.id);
    const halves = chunks.slice(first, first + 2);
    expect(halves.map(({ text }) => text).join(' ')).toBe(whole.text);
    for (const half of halves) {
      expect(half).toMatchObject({ state: 'missing', problem: null, voice: anna.id, seed: 5 });
    }
    expect(halves[1]).toMatchObject({ boundary: whole.boundary, pauseAfter: whole.pauseAfter });
    paid.release();
    await ended;
  });

  test('spoken by the draft voice takes no seed, and stays as it is', async () => {
    const { client, project, self } = await imported();
    await self.narrate(project);
    const chunk = (await chunksOf(self, project)).find(({ text }) => text.includes('Nobody'));
    const seeding = client.call('chunks.update', {
      chunk: chunk?.id ?? chunkIdSchema.parse(1),
      seed: 9,
    });
    await expect(seeding).rejects.toThrow('no seed');
    const after = (await chunksOf(self, project)).find(({ id }) => id === chunk?.id);
    expect(after).toMatchObject({ state: 'ready', seed: null, take: chunk?.take });
  });
});

describe('lists', () => {
  test('of projects and of exports have the newest first', async () => {
    const { client, library, project, self, studio } = await imported();
    const { project: second } = await self.import(book.replace('The Lamp', 'The Candle'), 'other.md');
    expect((await client.call('projects.list', {})).map(({ id }) => id)).toEqual([second.id, project.id]);
    await self.narrate(project);
    const { assembly } = await client.call('assembly.get', { project: project.id });
    const { name } = await client.call('stitched.register', { file: stitchWav(assembly) });
    for (const file of ['first.wav', 'second.wav']) {
      const ended = endedExport(self);
      const ticket = studio.tickets.forTarget(path.join(library, file), { overwrite: false });
      await client.call('exports.start', { project: project.id, name, ticket });
      await ended;
    }
    const listed = await client.call('exports.list', { project: project.id });
    expect(listed.map(({ fileName }) => fileName)).toEqual(['second.wav', 'first.wav']);
  });

  test('of predictions lose those of the free voice with their project', async () => {
    const { client, project, self } = await imported();
    await self.narrate(project);
    expect((await client.call('predictions.list', { limit: 10 })).totals.count).toBeGreaterThan(0);
    await client.call('projects.remove', { project: project.id });
    expect((await client.call('predictions.list', { limit: 10 })).totals.count).toBe(0);
  });
});
