import { describe, expect, test } from 'vitest';
import { chunkOf, chunkWith, step } from '../support/editing-book.ts';
import { chunksOf, imported, sectionNamed } from '../support/lamp-book.ts';
import { openTestStudio } from '../support/test-studio.ts';

const words = 'Nobody saw who had lit it, and nobody asked.';

async function narrated() {
  const opened = await imported();
  await opened.self.narrate(opened.project);
  return { ...opened, spokenBefore: opened.engine.spoken.length };
}

describe('a correction', () => {
  test('makes one chunk stale, keeps the manuscript’s words, and brings its take back with them', async () => {
    const { client, engine, project, self, spokenBefore } = await narrated();
    const before = await chunksOf(self, project);
    const chunk = await chunkWith(client, project, words);
    const corrected = await client.call('chunks.correct', {
      chunk: chunk.id,
      text: '  Nobody had seen who lit it.  ',
    });
    expect(corrected).toMatchObject({
      text: 'Nobody had seen who lit it.',
      original: words,
      state: 'missing',
      take: null,
    });
    const others = (chunks: typeof before) => chunks.filter(({ id }) => id !== chunk.id);
    expect(others(await chunksOf(self, project))).toEqual(others(before));
    expect(await client.call('narration.forecast', { project: project.id })).toMatchObject({ chunks: 1 });
    await self.narrate(project);
    expect(engine.spoken.slice(spokenBefore)).toEqual(['Nobody had seen who lit it.']);
    const restored = await client.call('chunks.correct', { chunk: chunk.id, text: null });
    expect(restored).toEqual(chunk);
    expect(await client.call('narration.forecast', { project: project.id })).toMatchObject({ chunks: 0 });
  });

  test('by the manuscript’s own words is none, and leaves nothing to undo', async () => {
    const { client, project } = await imported();
    const chunk = await chunkWith(client, project, words);
    await client.call('chunks.correct', { chunk: chunk.id, text: words });
    expect(await client.call('history.get', { project: project.id })).toMatchObject({ undo: null });
  });

  test('that nobody could speak is refused, and nothing is changed', async () => {
    const { client, project } = await imported();
    const chunk = await chunkWith(client, project, words);
    const correcting = client.call('chunks.correct', { chunk: chunk.id, text: '…!' });
    await expect(correcting).rejects.toMatchObject({ problem: { code: 'text-unspeakable' } });
    const ornament = await chunkWith(client, project, '* * *');
    const speaking = client.call('chunks.sayAs', { chunk: ornament.id, text: 'A pause' });
    await expect(speaking).rejects.toMatchObject({ problem: { code: 'invalid-call' } });
    expect(await chunkOf(client, project, chunk.id)).toEqual(chunk);
    expect(await client.call('history.get', { project: project.id })).toMatchObject({ undo: null });
  });
});

describe('say as', () => {
  test('is spoken instead, and what is written stays', async () => {
    const { client, engine, project, self, spokenBefore } = await narrated();
    const chunk = await chunkWith(client, project, words);
    const said = await client.call('chunks.sayAs', { chunk: chunk.id, text: 'No one saw.' });
    expect(said).toMatchObject({ text: words, original: null, sayAs: 'No one saw.', state: 'missing' });
    await self.narrate(project);
    expect(engine.spoken.slice(spokenBefore)).toEqual(['No one saw.']);
    // A correction of what is written changes nothing that is spoken.
    const corrected = await client.call('chunks.correct', { chunk: chunk.id, text: 'Nobody saw.' });
    expect(corrected).toMatchObject({ text: 'Nobody saw.', sayAs: 'No one saw.', state: 'ready' });
    const written = await client.call('chunks.sayAs', { chunk: chunk.id, text: null });
    expect(written).toMatchObject({ sayAs: null, state: 'missing' });
  });
});

describe('splitting and joining', () => {
  test('keep every word and every take: undoing brings the whole back at once', async () => {
    const { client, engine, project, self, spokenBefore } = await narrated();
    const chunk = await chunkWith(client, project, words);
    const chunks = await client.call('chunks.split', { chunk: chunk.id, at: words.indexOf('and') });
    const at = chunks.findIndex(({ id }) => id === chunk.id);
    expect(chunks.slice(at, at + 2)).toMatchObject([
      { text: 'Nobody saw who had lit it,', boundary: 'clause', state: 'missing' },
      { text: 'and nobody asked.', boundary: chunk.boundary, state: 'missing' },
    ]);
    const [whole] = await client.call('takes.list', { chunk: chunk.id });
    expect(whole).toMatchObject({ text: words, fit: 'elsewhere', heard: false });
    const second = chunks[at + 1];
    if (second === undefined || whole === undefined) throw new Error('two halves and a take expected');
    expect(await client.call('takes.list', { chunk: second.id })).toMatchObject([{ id: whole.id }]);
    const choosing = client.call('takes.choose', { chunk: second.id, take: whole.id });
    await expect(choosing).rejects.toMatchObject({ problem: { code: 'invalid-call' } });
    await self.narrate(project);
    expect(engine.spoken.slice(spokenBefore)).toEqual(['Nobody saw who had lit it,', 'and nobody asked.']);
    expect(await step(client, project, 'undo')).toMatch(/^split/u);
    expect(await chunkOf(client, project, chunk.id)).toEqual(chunk);
    expect(await step(client, project, 'redo')).toMatch(/^split/u);
    expect(await chunkOf(client, project, second.id)).toMatchObject({ state: 'ready' });
    const joined = await client.call('chunks.join', { chunk: chunk.id });
    expect(joined.find(({ id }) => id === chunk.id)).toMatchObject({
      text: words,
      boundary: chunk.boundary,
      state: 'ready',
    });
    expect(joined.some(({ id }) => id === second.id)).toBe(false);
    await step(client, project, 'undo');
    expect(await chunkOf(client, project, second.id)).toMatchObject({ state: 'ready' });
  });

  test('carry corrections along, each half with its own', async () => {
    const { client, project } = await imported();
    const chunk = await chunkWith(client, project, words);
    const text = 'Nobody SAW who had lit it, and nobody asked.';
    await client.call('chunks.correct', { chunk: chunk.id, text });
    const chunks = await client.call('chunks.split', { chunk: chunk.id, at: text.indexOf('and') });
    const at = chunks.findIndex(({ id }) => id === chunk.id);
    expect(chunks.slice(at, at + 2)).toMatchObject([
      { text: 'Nobody SAW who had lit it,', original: 'Nobody saw who had lit it,' },
      { text: 'and nobody asked.', original: null },
    ]);
    const joined = await client.call('chunks.join', { chunk: chunk.id });
    expect(joined.find(({ id }) => id === chunk.id)).toMatchObject({ text, original: words });
  });

  test('that cannot be are refused with the reason', async () => {
    const { client, project } = await imported();
    const chunks = await chunksOf({ client }, project);
    const before = chunks.find((_chunk, index) => chunks[index + 1]?.state === 'ornament');
    if (before === undefined) throw new Error('a chunk before a scene break expected');
    await expect(client.call('chunks.join', { chunk: before.id })).rejects.toThrow(/scene break/u);
    const last = await chunkWith(client, project, 'The second night');
    await expect(client.call('chunks.join', { chunk: last.id })).rejects.toThrow(/last of its chapter/u);
    await expect(client.call('chunks.split', { chunk: last.id, at: 1000 })).rejects.toThrow(/halves/u);
    await client.call('chunks.sayAs', { chunk: last.id, text: 'Colder.' });
    await expect(client.call('chunks.split', { chunk: last.id, at: 10 })).rejects.toThrow(/otherwise/u);
  });
});

test('a pause of its own is heard, and its boundary’s again without it', async () => {
  const { client, project } = await narrated();
  const chunk = await chunkWith(client, project, words);
  const silenceAfter = async (): Promise<number> => {
    const { assembly } = await client.call('assembly.get', { project: project.id });
    const items = assembly.chapters.flatMap(({ spoken }) => spoken.flatMap(({ items: all }) => all));
    const at = items.findIndex((item) => item.kind === 'take' && item.take === chunk.take?.id);
    const silence = items[at + 1];
    return silence?.kind === 'silence' ? silence.samples / assembly.sampleRate : 0;
  };
  const before = await silenceAfter();
  const { seconds } = await sectionNamed({ client }, project, 'One');
  await client.call('chunks.pause', { chunk: chunk.id, seconds: 3.25 });
  expect(await silenceAfter()).toBe(3.25);
  expect((await sectionNamed({ client }, project, 'One')).seconds).toBeCloseTo(seconds + 3.25 - before, 6);
  expect(await chunkOf(client, project, chunk.id)).toMatchObject({ pause: 3.25, pauseAfter: 3.25 });
  await client.call('chunks.pause', { chunk: chunk.id, seconds: null });
  expect(await silenceAfter()).toBe(before);
});

describe('renaming a chapter', () => {
  test('leaves its heading, or has it read so', async () => {
    const { client, engine, project, self, spokenBefore } = await narrated();
    const section = await sectionNamed(self, project, 'One');
    expect(section.heading).toBe('One');
    const silent = await client.call('sections.update', { section: section.id, title: 'The first night' });
    expect(silent).toMatchObject({ title: 'The first night', heading: 'One', ready: section.ready });
    const title = 'The First Night';
    const read = await client.call('sections.update', { section: section.id, title, heading: true });
    expect(read).toMatchObject({ title, heading: title, ready: section.ready - 1 });
    await self.narrate(project);
    expect(engine.spoken.slice(spokenBefore)).toEqual([title]);
    expect(await step(client, project, 'undo')).toContain('rename');
    expect(await sectionNamed(self, project, 'The first night')).toMatchObject({ heading: 'One' });
  });
});

test('going back to an earlier voice is ready at once, and costs nothing', async () => {
  const { client, engine, project, self, spokenBefore } = await narrated();
  const before = await chunksOf(self, project);
  const slt = { ...project.voice, speaker: 'slt' as const };
  await client.call('projects.update', { project: project.id, voice: slt });
  expect((await client.call('projects.list', {}))[0]).toMatchObject({ ready: 0 });
  // No draft stands in for another draft voice.
  const states = new Set((await chunksOf(self, project)).map(({ state }) => state));
  expect([...states].toSorted()).toEqual(['missing', 'ornament']);
  await self.narrate(project);
  const { length } = engine.spoken;
  expect(length).toBe(2 * spokenBefore);
  await client.call('projects.update', { project: project.id, voice: project.voice });
  expect(await chunksOf(self, project)).toEqual(before);
  expect(await client.call('narration.forecast', { project: project.id })).toMatchObject({
    chunks: 0,
    cost: 0,
  });
  expect((await client.call('assembly.get', { project: project.id })).gaps).toEqual([]);
  await self.narrate(project);
  expect(engine.spoken).toHaveLength(length);
});

describe('the history', () => {
  test('undoes every kind of edit in turn, after a restart too, and does all of it again', async () => {
    const { client, library, project, self, studio } = await narrated();
    const chunk = await chunkWith(client, project, words);
    const one = await sectionNamed(self, project, 'One');
    const two = await sectionNamed(self, project, 'Two');
    const slt = { ...project.voice, speaker: 'slt' as const };
    const voice = await client.call('voices.save', { name: 'Other', voice: slt });
    const look = async (from = self) => ({
      project: await from.client.call('projects.get', { project: project.id }),
      sections: await from.client.call('sections.list', { project: project.id }),
      chunks: await chunksOf(from, project),
    });
    const states = [await look()];
    const edits: (() => Promise<unknown>)[] = [
      () => client.call('chunks.correct', { chunk: chunk.id, text: 'Nobody saw.' }),
      () => client.call('chunks.sayAs', { chunk: chunk.id, text: 'No one.' }),
      () => client.call('chunks.pause', { chunk: chunk.id, seconds: 2 }),
      () => client.call('chunks.update', { chunk: chunk.id, voice: voice.id }),
      () => client.call('sections.update', { section: one.id, title: 'First' }),
      () => client.call('sections.update', { section: one.id, included: false }),
      () => client.call('sections.update', { section: two.id, voice: voice.id }),
      () => client.call('sections.move', { section: two.id, position: 0 }),
      () => client.call('projects.update', { project: project.id, voice: slt }),
      () =>
        client.call('projects.update', { project: project.id, pauses: { ...project.pauses, sentence: 1 } }),
    ];
    for (const edit of edits) {
      await edit();
      states.push(await look());
    }
    await studio.close();
    const again = await openTestStudio(library);
    const names: string[] = [];
    for (const state of states.slice(0, -1).toReversed()) {
      names.push(await step(again.client, project, 'undo'));
      expect(await look(again)).toEqual(state);
    }
    expect(names.toReversed()).toEqual([
      'correct “Nobody saw who had lit it, and nobody …”',
      'say “Nobody saw.” otherwise',
      'pause after “Nobody saw.”',
      'voice of “Nobody saw.”',
      'rename “One”',
      'skip “First”',
      'voice of “Two”',
      'move “Two”',
      'voice of the project',
      'pauses of the project',
    ]);
    expect(await again.client.call('history.get', { project: project.id })).toMatchObject({ undo: null });
    for (const state of states.slice(1)) {
      await step(again.client, project, 'redo');
      expect(await look(again)).toEqual(state);
    }
    expect(await again.client.call('history.get', { project: project.id })).toMatchObject({ redo: null });
  });

  test('undoes only what was seen, and nothing again once something else was done', async () => {
    const { client, project } = await imported();
    const chunk = await chunkWith(client, project, words);
    const of = { project: project.id };
    await client.call('chunks.pause', { chunk: chunk.id, seconds: 1 });
    const { undo: seen } = await client.call('history.get', of);
    await client.call('chunks.pause', { chunk: chunk.id, seconds: 2 });
    const undoing = client.call('history.undo', { ...of, edit: seen?.id ?? 0 });
    await expect(undoing).rejects.toMatchObject({ problem: { code: 'invalid-call' } });
    expect(await chunkOf(client, project, chunk.id)).toMatchObject({ pause: 2 });
    await step(client, project, 'undo');
    await client.call('chunks.sayAs', { chunk: chunk.id, text: 'No one.' });
    expect(await client.call('history.get', of)).toMatchObject({ redo: null });
    expect(await step(client, project, 'undo')).toMatch(/^say/u);
    expect(await chunkOf(client, project, chunk.id)).toMatchObject({ pause: 1, sayAs: null });
  });

  test('goes on where a named voice is gone that an edit followed', async () => {
    const { client, project, self } = await imported();
    const voice = await client.call('voices.save', { name: 'Other', voice: project.voice });
    const one = await sectionNamed(self, project, 'One');
    await client.call('sections.update', { section: one.id, voice: voice.id });
    await client.call('sections.update', { section: one.id, voice: null });
    await client.call('voices.remove', { id: voice.id });
    await step(client, project, 'undo');
    expect(await sectionNamed(self, project, 'One')).toMatchObject({ voice: null });
  });
});

test('the same file is another project when that is wished, and its audio is found', async () => {
  const { client, project, studio, library, self } = await imported();
  const { book } = await import('../support/lamp-book.ts');
  expect(await self.import(book)).toMatchObject({ created: false, project: { id: project.id } });
  const ticket = studio.tickets.forManuscript(`${library}/book.md`);
  const second = await client.call('projects.import', { ticket, again: true });
  expect(second).toMatchObject({ created: true });
  expect(second.project.id).not.toBe(project.id);
  expect(await client.call('projects.list', {})).toHaveLength(2);
  await client.call('chunks.correct', {
    chunk: (await chunkWith(client, second.project, words)).id,
    text: 'Changed.',
  });
  expect(await chunkWith(client, project, words)).toMatchObject({ original: null });
});
