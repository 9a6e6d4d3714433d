import { expect, test } from 'vitest';
import { defaultStyleTts2Voice } from '../../electron/engines/styletts2/voice.ts';
import type { Voice } from '../../electron/contract/voice.ts';
import { chunkOf, chunkWith, step } from '../support/editing-book.ts';
import { book, imported } from '../support/lamp-book.ts';
import { openTestStudio } from '../support/test-studio.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { ToneEngine } from '../support/tone-engine.ts';

const words = 'Nobody saw who had lit it, and nobody asked.';

async function spokenTwice() {
  const opened = await imported();
  const { client, project, self } = opened;
  await self.narrate(project);
  const slt: Voice = { engine: 'draft', speaker: 'slt', rate: 1 };
  await client.call('voices.save', { name: 'The Keeper', voice: slt });
  await client.call('projects.update', { project: project.id, voice: slt });
  await self.narrate(project);
  const chunk = await chunkWith(client, project, words);
  return { ...opened, slt, chunk, takes: await client.call('takes.list', { chunk: chunk.id }) };
}

test('the takes of a chunk are those of its words, told by their voices', async () => {
  const { takes, chunk, slt, project } = await spokenTwice();
  expect(takes).toMatchObject([
    {
      fit: 'wanted',
      heard: true,
      chosen: false,
      voice: slt,
      voiceName: 'The Keeper',
      text: words,
      draft: true,
    },
    { fit: 'voice', heard: false, chosen: false, voice: project.voice, voiceName: null, cost: 0 },
  ]);
  expect(takes[0]?.id).toBe(chunk.take?.id);
});

test('choosing one of another voice gives the chunk that voice, whatever the project’s becomes', async () => {
  const { client, engine, takes, chunk, project, self } = await spokenTwice();
  const other = takes[1];
  if (other === undefined) throw new Error('two takes expected');
  const chosen = await client.call('takes.choose', { chunk: chunk.id, take: other.id });
  expect(chosen).toMatchObject({
    state: 'ready',
    take: { id: other.id, chosen: true },
    ownVoice: project.voice,
  });
  const rms = { ...project.voice, rate: 1.5 };
  await client.call('projects.update', { project: project.id, voice: rms });
  expect(await chunkOf(client, project, chunk.id)).toMatchObject({ state: 'ready', take: { id: other.id } });
  const { length } = engine.spoken;
  await self.narrate(project);
  expect(engine.spoken.slice(length)).not.toContain(words);
  await client.call('projects.update', { project: project.id, voice: project.voice });
  const left = await client.call('takes.choose', { chunk: chunk.id, take: null });
  expect(left).toMatchObject({ ownVoice: null, state: 'ready', take: { id: other.id, chosen: false } });
  await step(client, project, 'undo');
  expect(await chunkOf(client, project, chunk.id)).toMatchObject({ take: { chosen: true } });
});

test('choosing one of its own voice with another seed keeps following the voice', async () => {
  const engine = new ToneEngine('styletts2', false);
  const library = temporaryFolder();
  const self = await openTestStudio(library, new ToneEngine(), [engine]);
  const { client } = self;
  const { project } = await self.import('# One\n\nThe lamp was lit at dusk.\n\nNobody saw it.\n');
  await client.call('projects.update', { project: project.id, voice: defaultStyleTts2Voice });
  await self.narrate(project);
  const chunk = await chunkWith(client, project, 'Nobody');
  await client.call('chunks.update', { chunk: chunk.id, seed: 5 });
  await self.narrate(project);
  const [five, zero] = await client.call('takes.list', { chunk: chunk.id });
  expect([five?.voice, zero?.voice]).toMatchObject([{ seed: 5 }, { seed: 0 }]);
  const back = await client.call('takes.choose', { chunk: chunk.id, take: zero?.id ?? null });
  expect(back).toMatchObject({ seed: null, ownVoice: null, state: 'ready', take: { id: zero?.id } });
  const again = await client.call('takes.choose', { chunk: chunk.id, take: five?.id ?? null });
  expect(again).toMatchObject({ seed: 5, ownVoice: null, state: 'ready', take: { id: five?.id } });
});

test('choosing one of the words before a correction says those again', async () => {
  const { client, takes, chunk } = await spokenTwice();
  await client.call('chunks.correct', { chunk: chunk.id, text: 'Nobody saw.' });
  const [first] = await client.call('takes.list', { chunk: chunk.id });
  expect(first).toMatchObject({ id: takes[0]?.id, fit: 'words', text: words });
  const chosen = await client.call('takes.choose', { chunk: chunk.id, take: first?.id ?? null });
  expect(chosen).toMatchObject({
    text: 'Nobody saw.',
    sayAs: words,
    state: 'ready',
    take: { id: first?.id },
  });
});

test('each take is listed once, at the rate of the project, and chosen there', async () => {
  const { client, takes, chunk, project } = await spokenTwice();
  await client.call('projects.update', { project: project.id, sampleRate: 48_000 });
  const now = await client.call('takes.list', { chunk: chunk.id });
  const told = (all: typeof takes) => all.map(({ prediction, fit, heard }) => ({ prediction, fit, heard }));
  expect(told(now)).toEqual(told(takes));
  expect(now.map(({ sampleRate }) => sampleRate)).toEqual([48_000, 48_000]);
  const chosen = await client.call('takes.choose', { chunk: chunk.id, take: now[1]?.id ?? null });
  expect(chosen).toMatchObject({ state: 'ready', take: { id: now[1]?.id, chosen: true } });
});

test('what another project has spoken for nothing is not spoken again, and outlives that project', async () => {
  const { client, engine, project, self } = await spokenTwice();
  const changed = book.replace('burned lower', 'went out');
  const { project: other } = await self.import(changed, 'other.md');
  await client.call('projects.update', { project: other.id, voice: project.voice });
  const { length } = engine.spoken;
  const { total } = await self.narrate(other);
  expect(engine.spoken.slice(length)).toEqual([expect.stringContaining('went out')]);
  await client.call('projects.remove', { project: project.id });
  expect((await client.call('projects.list', {}))[0]).toMatchObject({ id: other.id, ready: total });
  expect(await self.narrate(other)).toMatchObject({ state: 'done', ready: total });
  expect(engine.spoken).toHaveLength(length + 1);
});

test('a take of another chunk is none of this one', async () => {
  const { client, takes, project } = await spokenTwice();
  const other = await chunkWith(client, project, 'The second night');
  const choosing = client.call('takes.choose', { chunk: other.id, take: takes[0]?.id ?? null });
  await expect(choosing).rejects.toMatchObject({ problem: { code: 'not-found' } });
});

test('a forecast counts no equal that was paid, for whichever project or try', async () => {
  const engine = new ToneEngine('styletts2');
  const self = await openTestStudio(temporaryFolder(), new ToneEngine(), [engine]);
  const { client } = self;
  await client.call('settings.update', { voice: defaultStyleTts2Voice });
  const first = await self.import('# One\n\nThe lamp was lit at dusk.\n', 'first.md');
  await self.narrate(first.project);
  const second = await self.import(
    '# One\n\nThe lamp was lit at dusk.\n\n# Two\n\nNobody saw it.\n',
    'second.md',
  );
  const of = { project: second.project.id };
  const expected = await client.call('narration.forecast', of);
  expect(expected).toMatchObject({ chunks: 2, characters: 'TwoNobody saw it.'.length });
  expect(expected.cost).toBeGreaterThan(0);
  const { length } = engine.spoken;
  expect(await self.narrate(second.project)).toMatchObject({ state: 'done', ready: 4, failed: 0 });
  expect(engine.spoken.slice(length)).toEqual(['Two', 'Nobody saw it.']);
});
