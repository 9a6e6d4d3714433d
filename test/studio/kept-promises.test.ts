import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { stitchWav } from '../support/stitch-wav.ts';
import { stitchedUrl, ticketUrl } from '../../electron/contract/media.ts';
import { defaultSettings } from '../../electron/contract/settings.ts';
import { defaultStyleTts2Voice } from '../../electron/engines/styletts2/voice.ts';
import { planBook } from '../../electron/book/plan.ts';
import { endedExport } from '../support/ended-export.ts';
import { book, imported, sectionNamed } from '../support/lamp-book.ts';
import { tone, wavOf } from '../support/sounds.ts';
import { locations, openTestStudio, type TestStudio } from '../support/test-studio.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { ToneEngine } from '../support/tone-engine.ts';

/** Changes a library as no Lectern would, while it is closed or beside it. */
function edit(library: string, sql: string): void {
  const db = new Sqlite(path.join(library, 'lectern.sqlite'));
  db.exec(sql);
  db.close();
}

async function media({ studio }: Pick<TestStudio, 'studio'>, url: string): Promise<number> {
  const response = await studio.media(new Request(`http://studio/${url}`), url);
  await response.arrayBuffer();
  return response.status;
}

test('an export that failed has no file to be shown or fetched', async () => {
  const { client, library, project, self, studio } = await imported();
  await self.narrate(project);
  const { assembly } = await client.call('assembly.get', { project: project.id });
  const { name } = await client.call('stitched.register', { file: stitchWav(assembly) });
  writeFileSync(path.join(library, 'there.wav'), 'somebody’s own');
  const ended = endedExport(self);
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
      const chapters = assembly.chapters.map((chapter) => ({ ...chapter, title: `Chapter ${mark}` }));
      return (await client.call('stitched.register', { file: stitchWav({ ...assembly, chapters }) })).name;
    };
    const [heard, forgotten] = [await register(0), await register(1)];
    for (let mark = 2; mark < 16; mark++) await register(mark);
    // Whoever listens on registers the same list again.
    expect(await register(0)).toBe(heard);
    await register(16);
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

test('a reference is looked at, heard and cut only once the terms were accepted and it is audio', async () => {
  const { client, library, self, studio } = await imported();
  const sound = path.join(library, 'voice.wav');
  writeFileSync(sound, wavOf(tone({ frequency: 220, seconds: 8, sampleRate: 24_000 }), 24_000));
  const ticket = studio.tickets.forAudio(sound);
  const cutting = { ticket, name: 'Voice', from: 0, to: 6 };
  for (const refused of [
    client.call('references.inspect', { ticket }),
    client.call('references.cut', cutting),
  ]) {
    await expect(refused).rejects.toMatchObject({ problem: { code: 'consent-needed' } });
  }
  expect(await client.call('references.list', {})).toEqual([]);
  await client.call('settings.update', { referenceTermsAccepted: '2026-11-25' });
  expect(await media(self, ticketUrl(ticket))).toBe(404);
  await client.call('references.inspect', { ticket });
  expect(await media(self, ticketUrl(ticket))).toBe(200);
  await client.call('references.cut', cutting);
  expect(await client.call('references.list', {})).toMatchObject([{ name: 'Voice' }]);
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
  const { id } = await sectionNamed({ client }, project, 'Two');
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
