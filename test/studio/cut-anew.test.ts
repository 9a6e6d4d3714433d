import { describe, expect, test } from 'vitest';
import type { ProjectId } from '../../electron/contract/ids.ts';
import { chunkWith, step } from '../support/editing-book.ts';
import { chunksOf, imported } from '../support/lamp-book.ts';
import { openTestStudio } from '../support/test-studio.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const long = `# The Long Lamp

## One

${'The keeper of the lamp went down to the harbour before the tide, and nobody saw him go, for the night was dark and the wind was loud. '.repeat(8)}

It was lit.

* * *

${'She came back in the morning with salt in her hair and said nothing at all to the people of the village who asked her. '.repeat(6)}
`;

async function opened() {
  const self = await openTestStudio(temporaryFolder());
  const { project } = await self.import(long);
  return { self, project, client: self.client };
}

const bare = (chunks: readonly { text: string }[]) =>
  chunks.map(({ text }) => text.replace(/\s+/gu, '')).join('');

async function lengths(self: Parameters<typeof chunksOf>[0], project: { id: ProjectId }) {
  return (await chunksOf(self, project)).map(({ text }) => text.length);
}

describe('cutting anew', () => {
  test('cuts for another length as an import would, and is undone to the chunk', async () => {
    const { self, client, project } = await opened();
    const before = await chunksOf(self, project);
    const planned = await client.call('chunks.planCut', { project: project.id, limit: 150, spoken: false });
    expect(await chunksOf(self, project)).toEqual(before);
    const done = await client.call('chunks.cutAnew', { project: project.id, limit: 150, spoken: false });
    expect(done).toEqual(planned);
    const after = await chunksOf(self, project);
    expect(Math.max(...after.map(({ text }) => text.length))).toBeLessThanOrEqual(150);
    expect(bare(after)).toBe(bare(before));
    const speech = (chunks: typeof before) => chunks.filter(({ state }) => state !== 'ornament').length;
    expect(done).toMatchObject({ before: speech(before), after: speech(after), spoken: 0 });
    expect(done.changed).toBeGreaterThan(0);
    expect(await client.call('projects.get', { project: project.id })).toMatchObject({ chunkLimit: 150 });
    const other = await openTestStudio(temporaryFolder());
    await other.client.call('settings.update', { chunkLimit: 150 });
    const { project: asImported } = await other.import(long);
    const told = (chunks: typeof before) =>
      chunks.map(({ text, boundary, pauseAfter }) => ({ text, boundary, pauseAfter }));
    expect(told(after)).toEqual(told(await chunksOf(other, asImported)));
    expect(await step(client, project, 'undo')).toBe('cut into chunks of at most 150 characters');
    expect(await chunksOf(self, project)).toEqual(before);
    expect(await client.call('projects.get', { project: project.id })).toMatchObject({ chunkLimit: 280 });
    await step(client, project, 'redo');
    expect(told(await chunksOf(self, project))).toEqual(told(after));
  });

  test('and cut back, what was spoken is heard again without speaking', async () => {
    const { self, client, project } = await opened();
    await self.narrate(project);
    const before = await chunksOf(self, project);
    const spoken = self.engine.spoken.length;
    const cut = { project: project.id, spoken: true };
    const done = await client.call('chunks.cutAnew', { ...cut, limit: 100 });
    expect(done.spoken).toBe(done.changed);
    expect((await chunksOf(self, project)).filter(({ state }) => state === 'missing').length).toBeGreaterThan(
      0,
    );
    await client.call('chunks.cutAnew', { ...cut, limit: 280 });
    const back = await chunksOf(self, project);
    expect(bare(back)).toBe(bare(before));
    expect(back.map(({ text, state }) => ({ text, state }))).toEqual(
      before.map(({ text, state }) => ({ text, state })),
    );
    expect(await self.narrate(project)).toMatchObject({ state: 'done' });
    expect(self.engine.spoken).toHaveLength(spoken);
  });

  test('leaves what is spoken, and what a person decided, as it is', async () => {
    const { self, client, project } = await opened();
    const chunk = await chunkWith(client, project, 'salt in her hair');
    const corrected = await client.call('chunks.correct', { chunk: chunk.id, text: 'She came back.' });
    const first = (await chunksOf(self, project)).find(({ text }) => text.includes('harbour'));
    if (first === undefined) throw new Error('a chunk expected');
    await client.call('chunks.pause', { chunk: first.id, seconds: 4 });
    const { ready } = await self.narrate(project);
    expect(ready).toBeGreaterThan(2);
    const all = await chunksOf(self, project);
    expect(
      await client.call('chunks.cutAnew', { project: project.id, limit: 60, spoken: false }),
    ).toMatchObject({ changed: 0, spoken: 0 });
    expect(await chunksOf(self, project)).toEqual(all);
    const { changed } = await client.call('chunks.cutAnew', { project: project.id, limit: 60, spoken: true });
    expect(changed).toBeGreaterThan(0);
    const after = await chunksOf(self, project);
    expect(after.find(({ id }) => id === corrected.id)).toMatchObject({
      text: 'She came back.',
      state: 'ready',
    });
    expect(after.find(({ id }) => id === first.id)).toMatchObject({
      text: first.text,
      pause: 4,
      state: 'ready',
    });
  });

  test('leaves the pause before what it leaves as it was', async () => {
    const { self, client, project } = await opened();
    const all = (await chunksOf(self, project)).filter(({ text }) => text.includes('salt in her hair'));
    const [before, middle] = all;
    if (before === undefined || middle === undefined) throw new Error('two chunks expected');
    expect(before.boundary).toBe('sentence');
    await client.call('chunks.correct', { chunk: middle.id, text: 'She came back.' });
    await client.call('chunks.cutAnew', { project: project.id, limit: 60, spoken: false });
    const after = await chunksOf(self, project);
    const at = after.findIndex(({ id }) => id === middle.id);
    expect(after[at - 1]).toMatchObject({ boundary: 'sentence', pauseAfter: before.pauseAfter });
    expect(after.filter(({ boundary }) => boundary === 'chapter')).toHaveLength(2);
  });

  test('for the length that it has changes nothing, and leaves nothing to undo', async () => {
    const { client, project } = await imported();
    expect(
      await client.call('chunks.cutAnew', { project: project.id, limit: 280, spoken: true }),
    ).toMatchObject({
      changed: 0,
    });
    expect(await client.call('history.get', { project: project.id })).toMatchObject({ undo: null });
  });

  test('while it is narrated, what is new is spoken too; what was under way is kept as it was asked for', async () => {
    const { self, client, project } = await opened();
    const ended = self.narrate(project);
    await client.call('chunks.cutAnew', { project: project.id, limit: 90, spoken: false });
    expect(await ended).toMatchObject({ state: 'done', failed: 0 });
    const left = async () => (await client.call('narration.forecast', { project: project.id })).chunks;
    expect(await left()).toBeLessThanOrEqual(1);
    expect(await self.narrate(project)).toMatchObject({ state: 'done', failed: 0 });
    expect(await left()).toBe(0);
  });
});

test('a book that is asked to be cut for another length is imported so', async () => {
  const self = await openTestStudio(temporaryFolder());
  const { project } = await self.client.call('projects.importSample', { chunkLimit: 90 });
  expect(project.chunkLimit).toBe(90);
  expect(Math.max(...(await lengths(self, project)))).toBeLessThanOrEqual(90);
});
