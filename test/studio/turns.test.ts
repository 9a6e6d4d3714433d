import { expect, test } from 'vitest';
import type { Voice } from '../../electron/contract/voice.ts';
import { defaultStyleTts2Voice } from '../../electron/engines/styletts2/voice.ts';
import type { Studio } from '../../electron/studio/open-studio.ts';
import { book } from '../support/lamp-book.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openTestStudio } from '../support/test-studio.ts';
import { ToneEngine } from '../support/tone-engine.ts';

const voice = defaultStyleTts2Voice;
/** One that nobody agreed to yet: it cannot speak. */
const copying: Voice = { ...voice, reference: { kind: 'url', url: 'https://example.com/a.wav' } };
const busy = (message: string) => ({ problem: { code: 'narration-busy', message } });
const trying = busy('A voice is being tried, and predictions are made one after another.');

/** A book in the draft voice, and a paid engine to try. */
async function opened() {
  const paid = new ToneEngine('styletts2');
  const self = await openTestStudio(temporaryFolder(), new ToneEngine(), [paid]);
  const { project } = await self.import(book);
  const tried = (text = 'A trial.', by: Voice = voice) =>
    self.client.call('tries.start', { text, voice: by });
  return { ...self, self, paid, project, tried, start: { project: project.id } };
}

/** Resolves once no try is out any more, and whoever spoke it has put it away. */
async function idle(studio: Studio): Promise<void> {
  while (studio.isBusy()) await new Promise(setImmediate);
}

test('while a book is narrated nothing else is spoken, and each is told which book', async () => {
  const { client, engine, studio, self, tried, project, start } = await opened();
  engine.holds = () => true;
  const held = engine.held();
  const ended = self.narration(({ state }) => state === 'cancelled');
  await client.call('narration.start', start);
  await held;
  expect(studio.isBusy()).toBe(true);
  const message = `“${project.title}” is being narrated.`;
  await expect(tried()).rejects.toMatchObject(busy(message));
  await expect(client.call('narration.start', start)).rejects.toMatchObject(busy(message));
  await expect(client.call('predictions.adopt', { remoteId: 'x' })).rejects.toMatchObject(busy(message));
  await client.call('narration.cancel', {});
  await ended;
  expect(studio.isBusy()).toBe(false);
  await expect(tried()).resolves.toMatchObject({ state: 'running' });
});

test('while a voice is tried nothing else is spoken, and when it is cancelled others are', async () => {
  const { client, paid, studio, self, tried, project, start } = await opened();
  paid.holds = () => true;
  const held = paid.held();
  const { id: prediction } = await tried();
  await held;
  expect(studio.isBusy()).toBe(true);
  await expect(tried('Another.')).rejects.toMatchObject(trying);
  await expect(client.call('narration.start', start)).rejects.toMatchObject(trying);
  await expect(client.call('predictions.adopt', { remoteId: 'x' })).rejects.toMatchObject(trying);
  await client.call('predictions.cancel', { prediction });
  await idle(studio);
  expect(await self.narrate(project)).toMatchObject({ state: 'done', failed: 0 });
});

test('whoever hears that a narration has ended may start the next one at once', async () => {
  const { client, studio, tried, start } = await opened();
  const next = new Promise<unknown>((resolve) => {
    const stop = studio.subscribe((event) => {
      if (event.name !== 'narration' || event.payload.state !== 'done') return;
      stop();
      resolve(tried());
    });
  });
  await client.call('narration.start', start);
  expect(await next).toMatchObject({ text: 'A trial.' });
});

test('a start that is refused for its voice leaves the turn to others', async () => {
  const { client, self, studio, tried, project, start } = await opened();
  await expect(tried('A trial.', copying)).rejects.toMatchObject({ problem: { code: 'consent-needed' } });
  await client.call('projects.update', { project: project.id, voice: copying });
  await expect(client.call('narration.start', start)).rejects.toMatchObject({
    problem: { code: 'consent-needed' },
  });
  expect(studio.isBusy()).toBe(false);
  await expect(client.call('predictions.adopt', { remoteId: 'x' })).rejects.not.toMatchObject({
    problem: { code: 'narration-busy' },
  });
  await client.call('projects.update', { project: project.id, voice: project.voice });
  expect(await self.narrate(project)).toMatchObject({ state: 'done' });
});

test('a try that was spoken before takes no turn from anybody, and neither does one that failed', async () => {
  const { paid, studio, tried } = await opened();
  await tried();
  await idle(studio);
  const again = await tried();
  expect(again.state).toBe('succeeded');
  expect([studio.isBusy(), paid.spoken]).toEqual([false, ['A trial.']]);
  paid.fails = () => true;
  await tried('Another.');
  await idle(studio);
  paid.fails = () => false;
  await expect(tried('One more.')).resolves.toMatchObject({ state: 'running' });
});
