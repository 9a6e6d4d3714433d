import { readFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { makeClient } from '../../electron/contract/client.ts';
import type { Voice } from '../../electron/contract/voice.ts';
import { defaultStyleTts2Voice } from '../../electron/engines/styletts2/voice.ts';
import { rebuild } from '../../electron/library/replacement.ts';
import { openStudio } from '../../electron/studio/open-studio.ts';
import {
  contentOf,
  expectBackupOfBefore,
  expectNothingOfAMachine,
  expectTrueCounts,
  formerLibrary,
  openFormer,
  type FormerStudio,
} from '../support/former-library.ts';
import { database } from '../support/lost-library.ts';
import { locations } from '../support/test-studio.ts';

// A library that Lectern’s third version left. Storm was narrated by a draft voice; then the book followed the named voice
// Keeper, but for Dawn, which is Sister’s. See the README of the fixtures.
const drafts: Voice = { engine: 'draft', speaker: 'kal16', rate: 2 };
/** What Lectern’s third version showed of it. */
const shown: Readonly<Record<string, readonly (readonly [text: string, state: string])[]>> = {
  Dusk: [
    ['Dusk', 'ready'],
    ['The lamp was lit before dark.', 'ready'],
    ['It burned for 9 hours that night.', 'ready'],
    ['* * *', 'ornament'],
    // With a seed of its own.
    ['And then it rained on the sea.', 'ready'],
  ],
  // It was too long for the model, and cut in two.
  Noon: [
    ['Noon', 'ready'],
    ['The sea was calm that night.', 'ready'],
    ['Nobody came to ask for anything.', 'ready'],
  ],
  Dawn: [
    ['Dawn', 'ready'],
    ['The lamp was lit before dark.', 'ready'],
  ],
  'Deep night': [
    ['Night', 'ready'],
    // What was sent for it was sent before, for other words.
    ['It burned for nine hours that night.', 'ready'],
    ['The keeper slept until the noon.', 'failed'],
    ['The lamp was lit before dark.', 'ready'],
  ],
  Storm: [
    ['Storm', 'draft'],
    ['The wind rose.', 'draft'],
  ],
  Copyright: [
    ['Copyright', 'missing'],
    ['All rights reserved.', 'missing'],
  ],
};

async function expectAsShown({ states }: Pick<FormerStudio, 'states'>): Promise<void> {
  for (const [title, chunks] of Object.entries(shown)) {
    expect([title, await states(title)]).toEqual([title, chunks]);
  }
}

describe('a library of the third version', () => {
  test('opens as it was, with its takes, receipts, exports, voices and tries', async () => {
    const library = formerLibrary(3);
    const before = contentOf(library);
    const opened = await openFormer(library);
    const { studio, client, project } = opened;
    await expectAsShown(opened);
    const receipt = await client.call('costs.receipt', { project: project.id });
    expect(receipt).toMatchObject({ predictions: 14, perhapsBilled: 0 });
    expect(receipt.cost).toBeCloseTo(0.00029385, 9);
    const exports = await client.call('exports.list', { project: project.id });
    expect(exports.map(({ fileName, state }) => [fileName, state])).toEqual([
      ['paid.wav', 'succeeded'],
      ['draft.wav', 'succeeded'],
    ]);
    expect((await client.call('voices.list', {})).map(({ name }) => name)).toEqual(['Keeper', 'Sister']);
    expect((await client.call('tries.list', {})).map(({ text }) => text)).toEqual(['Try me.']);
    expect(await client.call('narration.interrupted', {})).toMatchObject({ title: 'The Keeper', left: 1 });
    await studio.close();
    expect(contentOf(library)).toEqual(before);
    expectTrueCounts(library);
  });

  test('is heard with the very takes that were heard', async () => {
    const library = formerLibrary(3);
    const db = new Sqlite(database(library), { readonly: true });
    const heard = db
      .prepare<[], [number, string, number]>(
        `SELECT chunks.id, takes.file, takes.samples FROM chunks JOIN takes ON takes.id = take_id ORDER BY chunks.id`,
      )
      .raw()
      .all();
    db.close();
    expect(heard.length).toBeGreaterThan(12);
    const { studio, client, section } = await openFormer(library);
    const found: [number, number][] = [];
    for (const title of Object.keys(shown)) {
      const chunks = await client.call('chunks.list', { section: (await section(title)).id });
      for (const { id, take } of chunks) if (take !== null) found.push([id, take.samples]);
    }
    const byNumber = (a: readonly number[], b: readonly number[]): number => (a[0] ?? 0) - (b[0] ?? 0);
    expect(found.toSorted(byNumber)).toEqual(heard.map(([id, , samples]) => [id, samples]));
    await studio.close();
    const after = new Sqlite(database(library), { readonly: true });
    const files = after
      .prepare(
        'SELECT chunks.id, file, samples FROM chunks JOIN takes ON takes.id = heard_id ORDER BY chunks.id',
      )
      .raw()
      .all();
    after.close();
    expect(files).toEqual(heard);
  });

  test('goes back to an earlier voice, and to the later one again, with everything ready at once', async () => {
    const library = formerLibrary(3);
    const opened = await openFormer(library);
    const { studio, client, project, section, states } = opened;
    await client.call('projects.update', { project: project.id, voice: drafts });
    expect((await states('Storm')).map(([, state]) => state)).toEqual(['ready', 'ready']);
    const storm = [(await section('Storm')).id];
    const forecast = await client.call('narration.forecast', { project: project.id, sections: storm });
    expect(forecast).toMatchObject({ chunks: 0, cost: 0 });
    expect((await states('Dawn')).map(([, state]) => state)).toEqual(['ready', 'ready']);
    const [keeper] = await client.call('voices.list', {});
    if (keeper === undefined) throw new Error('Keeper is not there');
    await client.call('projects.update', { project: project.id, voiceId: keeper.id });
    await expectAsShown(opened);
    // Also the reading that another seed took the place of.
    const rain = await opened.chunk('Dusk', 'And then it rained on the sea.');
    expect(rain).toMatchObject({ state: 'ready', seed: 7 });
    const plain = await client.call('chunks.update', { chunk: rain.id, seed: null });
    expect(plain).toMatchObject({ state: 'ready' });
    expect(plain.take?.id).not.toBe(rain.take?.id);
    const seeded = await client.call('chunks.update', { chunk: rain.id, seed: 7 });
    expect(seeded).toMatchObject({ state: 'ready', take: { id: rain.take?.id } });
    await studio.close();
    expectTrueCounts(library);
  });

  test('the backup of before can be put back, and opens as it did', async () => {
    const library = formerLibrary(3);
    const { studio } = await openFormer(library);
    await studio.close();
    const again = await expectBackupOfBefore(library, 3);
    await expectAsShown(again);
  });

  test('without its database, what its audio says makes the same chunks ready, as far as audio tells of voices', async () => {
    const library = formerLibrary(3);
    rebuild(library, 'A test');
    const studio = await openStudio({ library, program: 'A test', locations });
    const client = makeClient(studio.call);
    const ticket = studio.tickets.forManuscript(path.join(library, 'keeper.md'));
    await client.call('projects.import', { ticket });
    await studio.close();
    const service = (
      JSON.parse(readFileSync(path.join(library, 'originals/1/5.json'), 'utf8')) as {
        sent: { service: string };
      }
    ).sent.service;
    const server = { url: service, token: 'r8_nobody' };
    const opened = await openFormer(library, server);
    const { project, section, states, narrate } = opened;
    expect(project).toMatchObject({
      id: 1,
      title: 'The Keeper',
      voice: { ...defaultStyleTts2Voice, seed: 3 },
    });
    const stateOf = async (title: string) => (await states(title)).map(([, state]) => state);
    expect(await stateOf('Dusk')).toEqual(['ready', 'ready', 'ready', 'ornament', 'ready']);
    // It is whole again, and was never spoken so.
    expect(await stateOf('Noon')).toEqual(['ready', 'missing']);
    // Sister's name is gone with the database, her takes are not.
    expect(await stateOf('Dawn')).toEqual(['missing', 'ready']);
    const sister = await opened.client.call('voices.save', {
      name: 'Sister',
      voice: { ...defaultStyleTts2Voice, alpha: 0.5 },
    });
    await opened.client.call('sections.update', { section: (await section('Dawn')).id, voice: sister.id });
    expect(await stateOf('Dawn')).toEqual(['ready', 'ready']);
    expect(await stateOf('Storm')).toEqual(['draft', 'draft']);
    // Its audio says the other words that it was made for; what was sent is the same, and nobody is asked.
    expect(await stateOf('Night')).toEqual(['ready', 'missing', 'missing', 'ready']);
    const nine = await opened.chunk('Night', 'It burned for nine hours that night.');
    const done = new Promise<void>((resolve) => {
      opened.studio.subscribe(({ name, payload }) => {
        if (name === 'narration' && payload.state === 'done') resolve();
      });
    });
    await opened.client.call('narration.start', { project: project.id, chunks: [nine.id] });
    await done;
    expect(await stateOf('Night')).toEqual(['ready', 'ready', 'missing', 'ready']);
    expect(await narrate(['Dusk', 'Dawn'])).toMatchObject({ state: 'done', spent: 0, ready: 6 });
    await opened.studio.close();
    expectTrueCounts(library);
  });

  test('holds nothing of the machine that it was made on', () => {
    expectNothingOfAMachine(3);
  });
});
