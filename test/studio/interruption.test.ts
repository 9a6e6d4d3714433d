import { expect, test } from 'vitest';
import { defaultStyleTts2Voice } from '../../electron/engines/styletts2/voice.ts';
import { writeSetting } from '../../electron/db/queries/settings.ts';
import { openLibrary } from '../../electron/library/open-library.ts';
import { book, chunksOf } from '../support/lamp-book.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openTestStudio } from '../support/test-studio.ts';
import { ToneEngine } from '../support/tone-engine.ts';

const second = 'The second night was colder than the first, and the lamp burned lower.';

/** A studio with a book, whose narration has come to its second chapter and is held there. */
async function held(library: string) {
  const engine = new ToneEngine();
  const studio = await openTestStudio(library, engine);
  const { project } = await studio.import(book);
  engine.holds = (text) => text === second;
  const holding = engine.held();
  await studio.client.call('narration.start', { project: project.id, maxCost: 3 });
  await holding;
  return { ...studio, project, engine };
}

/** What a studio that is opened on a library finds to be gone on with. */
async function foundAgain(library: string) {
  const studio = await openTestStudio(library);
  return { ...studio, interrupted: await studio.client.call('narration.interrupted', {}) };
}

test('a narration that Lectern’s end cut off is found again with what was asked for, and is over once it is done', async () => {
  const library = temporaryFolder();
  const { studio, client, project } = await held(library);
  expect(await client.call('narration.interrupted', {}), 'while it runs').toBeNull();
  await studio.close();

  const again = await foundAgain(library);
  expect(again.interrupted).toEqual({ project: project.id, title: 'The Lamp', maxCost: 3, left: 1 });
  expect(await again.narrate(project)).toMatchObject({ state: 'done', failed: 0 });
  expect(again.engine.spoken).toEqual([second]);
  expect(await again.client.call('narration.interrupted', {})).toBeNull();
  await again.studio.close();
  expect((await foundAgain(library)).interrupted).toBeNull();
});

test('one that the person cancelled, or wants forgotten, is not offered', async () => {
  const cancelled = temporaryFolder();
  const first = await held(cancelled);
  const ended = first.narration(({ state }) => state === 'cancelled');
  await first.client.call('narration.cancel', {});
  await ended;
  await first.studio.close();
  expect((await foundAgain(cancelled)).interrupted).toBeNull();

  const forgotten = temporaryFolder();
  await (await held(forgotten)).studio.close();
  const again = await foundAgain(forgotten);
  expect(again.interrupted).not.toBeNull();
  await again.client.call('narration.forget', {});
  await again.studio.close();
  expect((await foundAgain(forgotten)).interrupted).toBeNull();
});

test('what stands in a library is not obeyed: nonsense, and books that are not there, are nothing to go on with', async () => {
  const folder = temporaryFolder();
  const { studio, project } = await held(folder);
  await studio.close();
  for (const value of [
    { project: '../1', maxCost: null },
    { project: 99, maxCost: null },
    { project: project.id, maxCost: -1 },
    { project: project.id, sections: [99], maxCost: null },
    { project: project.id, chunks: ['1; DROP TABLE chunks'], maxCost: null },
    'narrate',
  ]) {
    const library = openLibrary(folder, 'A test');
    writeSetting(library.db, 'narrationUnderWay', value);
    library.close();
    const again = await foundAgain(folder);
    expect(again.interrupted, JSON.stringify(value)).toBeNull();
    expect(again.engine.spoken).toEqual([]);
    await again.studio.close();
  }
});

test('the rest of what runs is forecast while it does, and another take as if there were none', async () => {
  const paid = new ToneEngine('styletts2');
  const studio = await openTestStudio(temporaryFolder(), new ToneEngine(), [paid]);
  const { client } = studio;
  const { project } = await studio.import(book);
  await client.call('projects.update', { project: project.id, voice: defaultStyleTts2Voice });
  expect(await client.call('narration.rest', {})).toBeNull();
  const capped = studio.narration(({ state }) => state === 'paused');
  const sections = await client.call('sections.list', { project: project.id });
  const two = sections.find(({ title }) => title === 'Two')?.id ?? never();
  await client.call('narration.start', { project: project.id, sections: [two], maxCost: 0 });
  await capped;
  const rest = await client.call('narration.rest', {});
  expect(rest).toMatchObject({ chunks: 2, characters: 'Two'.length + second.length });
  const done = studio.narration(({ state }) => state === 'done');
  await client.call('narration.resume', { maxCost: null });
  await done;

  const ready = (await chunksOf(studio, project)).find(({ text }) => text === second);
  const retake = { project: project.id, sections: [two], chunks: [ready?.id ?? never()] };
  expect(await client.call('narration.forecast', retake)).toMatchObject({ chunks: 0, cost: 0 });
  const price = await client.call('narration.forecast', { ...retake, anew: true });
  expect(price).toMatchObject({ chunks: 1, characters: second.length });
  expect(price.cost).toBeGreaterThan(0);
});

test('a chunk that the draft voice speaks takes no seed, so that its paid take stays the one that is wanted', async () => {
  const paid = new ToneEngine('styletts2');
  const studio = await openTestStudio(temporaryFolder(), new ToneEngine(), [paid]);
  const { client } = studio;
  const { project } = await studio.import(book);
  const setVoice = (voice: typeof project.voice) =>
    client.call('projects.update', { project: project.id, voice });
  await setVoice(defaultStyleTts2Voice);
  await studio.narrate(project);
  const { length } = paid.spoken;
  await setVoice(project.voice);
  const chunk = (await chunksOf(studio, project)).find(({ text }) => text === second)?.id ?? never();
  await expect(client.call('chunks.update', { chunk, seed: 7 })).rejects.toMatchObject({
    problem: { code: 'invalid-call', message: expect.stringContaining('no seed') as string },
  });
  await setVoice(defaultStyleTts2Voice);
  await studio.narrate(project);
  expect(paid.spoken).toHaveLength(length);
});

function never(): never {
  throw new Error('there is no such thing in the book');
}
