import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { stitchWav } from '../../renderer/stitch/stitch-wav.ts';
import { chunkIdSchema, voiceIdSchema } from '../../electron/contract/ids.ts';
import { stitchedUrl } from '../../electron/contract/media.ts';
import { LecternError } from '../../electron/contract/problem.ts';
import { defaultSettings } from '../../electron/contract/settings.ts';
import { defaultStyleTts2Voice } from '../../electron/contract/voice.ts';
import { planBook } from '../../electron/studio/plan.ts';
import { book, chunksOf, imported } from '../support/lamp-book.ts';
import { locations, openTestStudio, type TestStudio } from '../support/test-studio.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { ToneEngine } from '../support/tone-engine.ts';

/** Changes a library as no Lectern would, while it is closed or beside it. */
function edit(library: string, sql: string): void {
  const db = new Sqlite(path.join(library, 'lectern.sqlite'));
  db.exec(sql);
  db.close();
}

async function sectionsOf({ client }: Pick<TestStudio, 'client'>, project: { id: number }) {
  const [found] = (await client.call('projects.list', {})).filter(({ id }) => id === project.id);
  if (found === undefined) throw new Error('a project expected');
  return client.call('sections.list', { project: found.id });
}

async function named(studio: Pick<TestStudio, 'client'>, project: { id: number }, title: string) {
  const found = (await sectionsOf(studio, project)).find((section) => section.title === title);
  if (found === undefined) throw new Error(`a section “${title}” expected`);
  return found;
}

async function media({ studio }: Pick<TestStudio, 'studio'>, url: string): Promise<number> {
  const response = await studio.media(new Request(`http://studio/${url}`), url);
  await response.arrayBuffer();
  return response.status;
}

/** Waits until a studio tells that an export has ended. */
function exported({ studio }: Pick<TestStudio, 'studio'>): Promise<void> {
  return new Promise((resolve) => {
    const stop = studio.subscribe((event) => {
      if (event.name !== 'export' || event.payload.state === 'running') return;
      stop();
      resolve();
    });
  });
}

describe('sections', () => {
  test('are moved to any place, others close up, and it lasts', async () => {
    const { client, library, project, studio, self } = await imported();
    const titles = async (of: TestStudio) => (await sectionsOf(of, project)).map(({ title }) => title);
    const moveTo = async (title: string, position: number) => {
      const { id } = await named(self, project, title);
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
    const { id: section } = await named(self, project, 'One');
    const unknown = voiceIdSchema.parse(99);
    await expect(client.call('sections.update', { section, voice: unknown })).rejects.toMatchObject({
      problem: { code: 'not-found' },
    });
    expect((await named(self, project, 'One')).voice).toBeNull();
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
    const theirs = await named(self, other, 'Two');
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
      const ended = exported(self);
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

test('an export that failed has no file to be shown or fetched', async () => {
  const { client, library, project, self, studio } = await imported();
  await self.narrate(project);
  const { assembly } = await client.call('assembly.get', { project: project.id });
  const { name } = await client.call('stitched.register', { file: stitchWav(assembly) });
  writeFileSync(path.join(library, 'there.wav'), 'somebody’s own');
  const ended = exported(self);
  const ticket = studio.tickets.forTarget(path.join(library, 'there.wav'), { overwrite: false });
  const exporting = { project: project.id, name, ticket };
  const { export: id } = await client.call('exports.start', exporting);
  await ended;
  expect(() => studio.exportTarget(id)).toThrow(/no such finished export/u);
  expect(readFileSync(path.join(library, 'there.wav'), 'utf8')).toBe('somebody’s own');
});

describe('stitched files', () => {
  test('are heard again when a take that was gone is back', async () => {
    const { client, library, project, self } = await imported();
    await self.narrate(project);
    const { assembly } = await client.call('assembly.get', { project: project.id });
    const { name } = await client.call('stitched.register', { file: stitchWav(assembly) });
    const takes = path.join(library, 'takes', String(project.id));
    renameSync(takes, `${takes}.away`);
    expect(await media(self, stitchedUrl(name))).toBeGreaterThanOrEqual(400);
    renameSync(`${takes}.away`, takes);
    expect(await media(self, stitchedUrl(name))).toBe(200);
  });

  test('are remembered as long as they are among the last ones that were asked for', async () => {
    const { client, project, self } = await imported();
    await self.narrate(project);
    const { assembly } = await client.call('assembly.get', { project: project.id });
    const register = async (mark: number) => {
      const chapters = assembly.chapters.map(({ items }) => ({ title: `Chapter ${mark}`, items }));
      return (await client.call('stitched.register', { file: stitchWav({ ...assembly, chapters }) })).name;
    };
    const [heard, forgotten] = [await register(0), await register(1)];
    for (let mark = 2; mark < 17; mark++) {
      await register(mark);
      // Whoever listens on registers the same list again.
      expect(await register(0)).toBe(heard);
    }
    expect(await media(self, stitchedUrl(heard))).toBe(200);
    expect(await media(self, stitchedUrl(forgotten))).toBe(404);
  });
});

describe('only one is ever spoken', () => {
  test('of two narrations that are started at once', async () => {
    const { client, project, self } = await imported();
    const ended = self.narration(({ state }) => state === 'done');
    const both = [1, 2].map(() => client.call('narration.start', { project: project.id }));
    const outcomes = await Promise.allSettled(both);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { problem: { code: 'narration-busy' } },
    });
    await ended;
  });

  test('of a narration and a voice that is tried', async () => {
    const paid = new ToneEngine('styletts2');
    const self = await openTestStudio(temporaryFolder(), new ToneEngine(), [paid]);
    const { project } = await self.import(book);
    paid.holds = () => true;
    const held = paid.held();
    await self.client.call('tries.start', { text: 'A trial.', voice: defaultStyleTts2Voice });
    await held;
    await expect(self.client.call('narration.start', { project: project.id })).rejects.toMatchObject({
      problem: { code: 'narration-busy' },
    });
    paid.release();
  });
});

test('settings that cannot be read are the ones that Lectern comes with', async () => {
  const { client, library } = await imported();
  await client.call('settings.update', { chunkLimit: 100 });
  edit(library, `UPDATE settings SET value = '{"chunkLimit":"many"}'`);
  expect(await client.call('settings.get', {})).toEqual(defaultSettings);
});

test('a plan of a known book names the engine of the named voice that its project follows', async () => {
  const paid = new ToneEngine('styletts2');
  const library = temporaryFolder();
  const { client, studio, ...self } = await openTestStudio(library, new ToneEngine(), [paid]);
  const { project } = await self.import(book);
  const anna = await client.call('voices.save', { name: 'Anna', voice: defaultStyleTts2Voice });
  await client.call('projects.update', { project: project.id, voiceId: anna.id });
  const { id } = await named({ client }, project, 'Two');
  await client.call('sections.update', { section: id, title: 'The Second', included: false });
  await studio.close();
  const worker = locations.manuscriptWorker;
  const { plan, engine } = await planBook({
    library,
    worker,
    file: { path: path.join(library, 'book.md'), name: 'book.md' },
  });
  expect(engine).toBe('styletts2');
  expect(plan.chapters.map(({ title, included }) => [title, included])).toContainEqual(['The Second', false]);
});
