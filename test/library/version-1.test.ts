import { expect, test } from 'vitest';
import type { Voice } from '../../electron/contract/voice.ts';
import {
  contentOf,
  type Content,
  expectBackupOfBefore,
  expectNothingOfAMachine,
  expectTrueCounts,
  formerLibrary,
  openFormer,
} from '../support/former-library.ts';

// A library that Lectern’s first version left: narrated by one draft voice and exported, its first chapter then by another,
// which was killed in the second one; a chapter in a script that no draft voice speaks.
const first: Voice = { engine: 'draft', speaker: 'kal16', rate: 2 };

test('a library of the first version opens with its takes, receipts and exports, and nothing of it changed', async () => {
  const library = formerLibrary(1);
  const before = contentOf(library);
  const { studio, client, project, states } = await openFormer(library);
  expect(await states('Dusk')).toEqual([
    ['Dusk', 'ready'],
    ['The lamp was lit.', 'ready'],
    ['* * *', 'ornament'],
    ['And then it rained.', 'ready'],
  ]);
  // The other voice had not come so far: a draft does not stand in for a draft.
  expect(await states('Dawn')).toEqual([
    ['Dawn', 'missing'],
    ['It went out.', 'missing'],
  ]);
  expect(await states('Signs of old')).toEqual([
    ['Signs', 'missing'],
    ['Огни погасли.', 'failed'],
  ]);
  expect(
    (await client.call('exports.list', { project: project.id })).map(({ fileName }) => fileName),
  ).toEqual(['keeper.wav']);
  const { predictions } = await client.call('predictions.list', { limit: 50 });
  expect(predictions.map(({ state }) => state).toReversed()).toEqual([
    ...Array.from({ length: 6 }, () => 'succeeded'),
    'failed',
    ...Array.from({ length: 3 }, () => 'succeeded'),
    // The process was killed while it was spoken.
    'aborted',
  ]);
  await studio.close();
  const killed = 11;
  const without = ({ predictions, ...rest }: Content) => ({
    ...rest,
    predictions: predictions.filter((row) => !(Array.isArray(row) && row[0] === killed)),
  });
  expect(without(contentOf(library))).toEqual(without(before));
  expectTrueCounts(library);
});

test('its first voice is ready at once where it spoke before, also in the chapter that another spoke since', async () => {
  const library = formerLibrary(1);
  const { studio, client, project, states, narrate, section } = await openFormer(library);
  await client.call('projects.update', { project: project.id, voice: first });
  const sections = [(await section('Dusk')).id, (await section('Dawn')).id];
  const forecast = await client.call('narration.forecast', { project: project.id, sections });
  expect(forecast).toMatchObject({ chunks: 0, characters: 0 });
  expect((await states('Dusk')).filter(([, state]) => state === 'ready')).toHaveLength(3);
  expect((await states('Dawn')).filter(([, state]) => state === 'ready')).toHaveLength(2);
  expect(await narrate(['Dusk', 'Dawn'])).toMatchObject({ state: 'done', ready: 5 });
  const { totals } = await client.call('predictions.list', { limit: 1 });
  expect(totals.count).toBe(11);
  await studio.close();
  expectTrueCounts(library);
});

test('the backup of before can be put back, and opens as it did', async () => {
  const library = formerLibrary(1);
  const { studio } = await openFormer(library);
  await studio.close();
  const again = await expectBackupOfBefore(library, 1);
  expect((await again.states('Dusk')).filter(([, state]) => state === 'ready')).toHaveLength(3);
});

test('the library that is kept for these tests tells nothing of the machine that it was made on', () => {
  expectNothingOfAMachine(1);
});
