import { readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { stitch } from '../../renderer/stitch/stitch.ts';
import { stitchWav } from '../support/stitch-wav.ts';
import { sectionIdSchema } from '../../electron/contract/ids.ts';
import type { StudioEvent } from '../../electron/contract/events.ts';
import { ticketSchema } from '../../electron/contract/calls.ts';
import { book, chunksOf, imported } from '../support/lamp-book.ts';

describe('importing', () => {
  test('makes a project with its chapters and skipped sections; the same bytes find it again', async () => {
    const { client, project, self } = await imported();
    expect(project).toMatchObject({ title: 'The Lamp', sourceName: 'book.md', sampleRate: 24_000 });
    const sections = await client.call('sections.list', { project: project.id });
    expect(sections.map(({ title, included }) => [title, included])).toEqual([
      ['Title page', false],
      ['One', true],
      ['Two', true],
      ['Copyright', false],
    ]);
    expect(sections[3]?.reason).toBe('Copyright notice');
    const again = await self.import(book, 'a copy.md');
    expect(again).toEqual({ project, created: false });
    expect(await client.call('projects.list', {})).toHaveLength(1);
  });

  test('the same file dropped twice at once is one project', async () => {
    const { client, self } = await imported();
    const other = book.replace('The Lamp', 'The Other Lamp');
    const both = await Promise.all([self.import(other, 'one.md'), self.import(other, 'two.md')]);
    expect(both.map(({ created }) => created).toSorted()).toEqual([false, true]);
    expect(both[0].project).toEqual(both[1].project);
    expect(await client.call('projects.list', {})).toHaveLength(2);
  });

  test('a project never gets the number of one that was removed, whose audio may still lie there', async () => {
    const { client, project, self } = await imported();
    await client.call('projects.remove', { project: project.id });
    const next = await self.import(book);
    expect(next.created).toBe(true);
    expect(next.project.id).not.toBe(project.id);
  });

  test('a file that is refused leaves nothing behind', async () => {
    const { client, self } = await imported();
    await expect(self.import('', 'empty.txt')).rejects.toMatchObject({ problem: { code: 'file-empty' } });
    expect(await client.call('projects.list', {})).toHaveLength(1);
  });

  test('a ticket is good for one import, and only a real one', async () => {
    const { client, studio, library } = await imported();
    const ticket = studio.tickets.forManuscript(path.join(library, 'book.md'));
    await client.call('projects.import', { ticket });
    for (const spent of [ticket, ticketSchema.parse('../../etc/passwd')]) {
      await expect(client.call('projects.import', { ticket: spent })).rejects.toMatchObject({
        problem: { code: 'not-found' },
      });
    }
  });

  test('the sample is a book that can be narrated', async () => {
    const { client } = await imported();
    const { project } = await client.call('projects.importSample', {});
    const sections = await client.call('sections.list', { project: project.id });
    expect(sections.filter(({ included }) => included).length).toBeGreaterThanOrEqual(3);
  });
});

describe('narrating', () => {
  test('speaks what is included, in order, each chunk once, and then has nothing left to do', async () => {
    const { engine, project, self } = await imported();
    expect(await self.narrate(project)).toMatchObject({ state: 'done', failed: 0 });
    const chunks = await chunksOf(self, project);
    const expected = chunks.filter(({ state }) => state === 'ready').map(({ text }) => text);
    expect(engine.spoken).toEqual(expected);
    expect(expected.join(' ')).toContain('second night');
    expect(expected.join(' ')).not.toContain('rights');
    expect(chunks.map(({ state }) => state)).toContain('ornament');
    expect(await self.narrate(project)).toMatchObject({ state: 'done', ready: expected.length });
    expect(engine.spoken).toHaveLength(expected.length);
  });

  test('a failed chunk keeps its problem until a later narration speaks it', async () => {
    const { engine, project, self } = await imported();
    engine.fails = (text) => text.includes('second night');
    expect(await self.narrate(project)).toMatchObject({ state: 'done', failed: 1 });
    const failed = (await chunksOf(self, project)).filter(({ state }) => state === 'failed');
    expect(failed).toMatchObject([{ problem: { code: 'engine-failed' }, take: null }]);
    engine.fails = () => false;
    const before = engine.spoken.length;
    expect(await self.narrate(project)).toMatchObject({ failed: 0 });
    expect(engine.spoken).toHaveLength(before + 1);
    expect((await chunksOf(self, project)).some(({ state }) => state === 'failed')).toBe(false);
  });

  test('another voice makes everything stale, and going back finds the earlier takes', async () => {
    const { client, engine, project, self } = await imported();
    await self.narrate(project);
    const once = engine.spoken.length;
    const slt = { ...project.voice, speaker: 'slt' as const };
    const changed = await client.call('projects.update', { project: project.id, voice: slt });
    expect((await chunksOf(self, project)).some(({ state }) => state === 'ready')).toBe(false);
    await self.narrate(changed);
    expect(engine.spoken).toHaveLength(once * 2);
    await client.call('projects.update', { project: project.id, voice: project.voice });
    expect(await self.narrate(project)).toMatchObject({ state: 'done', failed: 0 });
    expect(engine.spoken).toHaveLength(once * 2);
  });

  test('a second narration waits its turn; cancelling makes room and a new one goes on', async () => {
    const { client, engine, project, self } = await imported();
    engine.holds = (text) => text.includes('Nobody');
    const held = engine.held();
    const cancelled = self.narration(({ state }) => state === 'cancelled');
    await client.call('narration.start', { project: project.id });
    await held;
    await expect(client.call('narration.start', { project: project.id })).rejects.toMatchObject({
      problem: { code: 'narration-busy' },
    });
    await client.call('narration.cancel', {});
    const { ready } = await cancelled;
    engine.holds = () => false;
    const end = await self.narrate(project);
    expect(end.state).toBe('done');
    // The one that was given up is the only one spoken twice.
    expect(engine.spoken).toHaveLength(end.total + 1);
    expect(ready).toBeGreaterThan(0);
  });

  test('a take whose file is gone or cut short is spoken again, the others are not', async () => {
    const { engine, library, project, self } = await imported();
    const { total } = await self.narrate(project);
    const folder = path.join(library, 'takes', String(project.id));
    const [first, second] = readdirSync(folder).filter((name) => name.endsWith('.wav'));
    rmSync(path.join(folder, String(first)));
    truncateSync(path.join(folder, String(second)), 100);
    expect(await self.narrate(project)).toMatchObject({ state: 'done', ready: total });
    expect(engine.spoken).toHaveLength(total + 2);
  });

  test('skipping a section leaves it out; naming sections narrates just those', async () => {
    const { client, engine, project, self } = await imported();
    const sections = await client.call('sections.list', { project: project.id });
    const one = sections.find(({ title }) => title === 'One');
    if (one === undefined) throw new Error('a chapter “One” expected');
    await client.call('sections.update', { section: one.id, included: false, title: 'First' });
    await self.narrate(project);
    expect(engine.spoken.join(' ')).not.toContain('dusk');
    const ended = self.narration(({ state }) => state === 'done');
    await client.call('narration.start', { project: project.id, sections: [one.id] });
    await ended;
    expect(engine.spoken.join(' ')).toContain('dusk');
    const listed = await client.call('sections.list', { project: project.id });
    expect(listed[1]).toMatchObject({ title: 'First', included: false, ready: one.chunks });
  });
});

describe('the assembly', () => {
  test('is every ready take in order, each with the pause of its boundary, to the sample', async () => {
    const { client, project, self } = await imported();
    await self.narrate(project);
    const { assembly, gaps } = await client.call('assembly.get', { project: project.id });
    expect(gaps).toEqual([]);
    expect(assembly.chapters.map(({ title }) => title)).toEqual(['One', 'Two']);
    const chunks = (await chunksOf(self, project)).filter(({ state }) => state === 'ready');
    expect(assembly.chapters.flatMap(({ spoken }) => spoken.flatMap(({ items }) => items))).toEqual(
      chunks.flatMap(({ take, pauseAfter }) => [
        { kind: 'take', take: take?.id, from: 0, samples: take?.samples, gain: 0, fadeIn: 0, fadeOut: 0 },
        { kind: 'silence', samples: Math.round(pauseAfter * 24_000) },
      ]),
    );
    let start = 0;
    const expected = chunks.map(({ id, text, take, pauseAfter }) => {
      const position = { chunk: id, start, end: start + (take?.samples ?? 0), text };
      start = position.end + Math.round(pauseAfter * 24_000);
      return position;
    });
    expect(stitch(assembly).chunks).toEqual(expected);
    const beforeBreak = chunks.find(({ text }) => text.includes('Nobody'));
    expect(beforeBreak?.pauseAfter).toBe(project.pauses.scene);
  });

  test('a chunk that was not spoken is a gap that says why', async () => {
    const { client, engine, project, self } = await imported();
    engine.fails = (text) => text.includes('second night');
    await self.narrate(project);
    const { assembly, gaps } = await client.call('assembly.get', { project: project.id });
    expect(gaps).toMatchObject([{ sectionTitle: 'Two', problem: { code: 'engine-failed' } }]);
    // Nothing stands in its place, but the heading before it now ends the chapter.
    expect(assembly.chapters[1]?.spoken.flatMap(({ items }) => items)).toMatchObject([
      { kind: 'take' },
      { kind: 'silence', samples: 48_000 },
    ]);
  });
});

/** Exports what was registered, and waits for the event that tells of its end. */
async function exportTo(
  target: string,
  name: string,
  { client, project, studio }: Pick<Awaited<ReturnType<typeof imported>>, 'client' | 'project' | 'studio'>,
) {
  const ended = new Promise((resolve) => {
    studio.subscribe((event) => {
      if (event.name === 'export' && event.payload.state !== 'running') resolve(event.payload);
    });
  });
  const ticket = studio.tickets.forTarget(target, { overwrite: false });
  await client.call('exports.start', { project: project.id, name, ticket });
  return ended;
}

describe('exporting', () => {
  test('writes what was registered, tells how it goes, and records it', async () => {
    const { client, library, project, self, studio } = await imported();
    await self.narrate(project);
    const { assembly } = await client.call('assembly.get', { project: project.id });
    const file = stitchWav(assembly);
    const { name } = await client.call('stitched.register', { file });
    expect(name).toMatch(/^[0-9a-f]{64}$/);
    const target = path.join(library, 'book.wav');
    const end = await exportTo(target, name, { client, project, studio });
    expect(end).toMatchObject({ state: 'succeeded', fraction: 1, bytes: file.bytes });
    expect(readFileSync(target)).toHaveLength(file.bytes);
  });

  test('an end that cannot be recorded is told all the same', async () => {
    const { client, library, project, self, studio } = await imported();
    await self.narrate(project);
    const { assembly } = await client.call('assembly.get', { project: project.id });
    const { name } = await client.call('stitched.register', { file: stitchWav(assembly) });
    const beside = new Sqlite(path.join(library, 'lectern.sqlite'));
    beside.exec("CREATE TRIGGER no BEFORE UPDATE ON exports BEGIN SELECT RAISE(FAIL, 'not today'); END");
    beside.close();
    const end = await exportTo(path.join(library, 'book.wav'), name, { client, project, studio });
    expect(end).toMatchObject({
      state: 'failed',
      problem: { message: expect.stringContaining('not today') as string },
    });
  });

  test('a name that was never registered is refused', async () => {
    const { client, library, project, studio } = await imported();
    const ticket = studio.tickets.forTarget(path.join(library, 'book.wav'), { overwrite: false });
    await expect(
      client.call('exports.start', { project: project.id, name: 'f00', ticket }),
    ).rejects.toMatchObject({ problem: { code: 'not-found' } });
  });
});

test('settings for new projects are kept and used', async () => {
  const { client, self, studio } = await imported();
  const told: StudioEvent[] = [];
  studio.subscribe((event) => told.push(event));
  const pauses = { clause: 0.05, sentence: 0.1, paragraph: 0.2, scene: 0.3, heading: 0.4, chapter: 0.5 };
  await client.call('settings.update', { pauses, chunkLimit: 100 });
  const settings = await client.call('settings.get', {});
  expect(settings).toMatchObject({ pauses, chunkLimit: 100 });
  expect(told).toEqual([{ name: 'settings', payload: settings }]);
  const { project } = await self.import(book.replace('lamp was', 'candle was'), 'other.md');
  expect(project).toMatchObject({ pauses, chunkLimit: 100 });
  const texts = (await chunksOf(self, project)).map(({ text }) => text.length);
  expect(Math.max(...texts)).toBeLessThanOrEqual(100);
});

test('what does not exist is said to be missing', async () => {
  const { client } = await imported();
  await expect(client.call('chunks.list', { section: sectionIdSchema.parse(999) })).rejects.toMatchObject({
    problem: { code: 'not-found', message: 'There is no such section in this library.' },
  });
});
