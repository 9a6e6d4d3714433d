import { expect, test } from 'vitest';
import { chunkOf, chunkWith, step } from '../support/editing-book.ts';
import { imported } from '../support/lamp-book.ts';

const words = 'Nobody saw who had lit it, and nobody asked.';
const later = 'The second night was colder than the first, and the lamp burned lower.';

/** A narration that is held at its first chunk. */
async function held() {
  const opened = await imported();
  const { client, engine, project, self } = opened;
  engine.holds = (text) => text === 'The Lamp' || text === 'One';
  const holding = engine.held();
  const ended = self.narration(({ state }) => ['done', 'cancelled', 'stopped'].includes(state));
  await client.call('narration.start', { project: project.id });
  await holding;
  return {
    ...opened,
    ended: async () => {
      engine.holds = () => false;
      engine.release();
      return ended;
    },
  };
}

test('what is edited before its turn is spoken as it is by then', async () => {
  const { client, engine, project, ended } = await held();
  const chunk = await chunkWith(client, project, words);
  await client.call('chunks.correct', { chunk: chunk.id, text: 'Nobody saw.' });
  expect(await ended()).toMatchObject({ state: 'done', failed: 0 });
  expect(engine.spoken).toContain('Nobody saw.');
  expect(engine.spoken).not.toContain(words);
});

test('both halves of what is split are spoken, and what is joined is spoken once', async () => {
  const { client, engine, project, ended } = await held();
  const chunk = await chunkWith(client, project, words);
  await client.call('chunks.split', { chunk: chunk.id, at: words.indexOf('and') });
  const lamp = await chunkWith(client, project, 'The lamp was lit');
  await client.call('chunks.split', { chunk: lamp.id, at: lamp.text.indexOf('It burned') });
  await client.call('chunks.join', { chunk: lamp.id });
  const progress = await ended();
  expect(progress).toMatchObject({ state: 'done', failed: 0 });
  expect(progress.ready).toBe(progress.total);
  expect(engine.spoken.filter((text) => text.startsWith('Nobody') || text.startsWith('and nobody'))).toEqual([
    'Nobody saw who had lit it,',
    'and nobody asked.',
  ]);
  expect(engine.spoken.filter((text) => text === lamp.text)).toHaveLength(1);
  expect(await client.call('narration.forecast', { project: project.id })).toMatchObject({ chunks: 0 });
});

test('what is out is kept under what it was asked for, and is there when that is wanted again', async () => {
  const { client, engine, project, self } = await imported();
  engine.holds = (text) => text === later;
  const holding = engine.held();
  const ended = self.narration(({ state }) => state === 'done');
  await client.call('narration.start', { project: project.id });
  await holding;
  const chunk = await chunkWith(client, project, later);
  await client.call('chunks.correct', { chunk: chunk.id, text: 'The second night was colder.' });
  engine.holds = () => false;
  engine.release();
  expect(await ended).toMatchObject({ state: 'done' });
  // The narration had its turn with this chunk; the new words wait for the next one.
  expect(await chunkOf(client, project, chunk.id)).toMatchObject({ state: 'missing' });
  expect(await client.call('takes.list', { chunk: chunk.id })).toMatchObject([{ text: later, fit: 'words' }]);
  await step(client, project, 'undo');
  expect(await chunkOf(client, project, chunk.id)).toMatchObject({ state: 'ready', text: later });
});
