import { rmSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { predictionIdSchema } from '../../electron/contract/ids.ts';
import { defaultStyleTts2Voice } from '../../electron/engines/styletts2/voice.ts';
import type { DraftVoice } from '../../electron/engines/draft/voice.ts';
import { expectTrueCounts, formerLibrary, moveToService, openFormer } from '../support/former-library.ts';
import { database } from '../support/lost-library.ts';
import { startFastServer } from '../support/paid-studio.ts';
import type { ReplicateServer } from '../replicate-server/replicate-server.ts';

const drafts: DraftVoice = { engine: 'draft', speaker: 'kal16', rate: 2 };
/** The prediction that is out. */
const out = predictionIdSchema.parse(17);

/** The library, whose predictions were made by this service; it goes on with the one that is out. */
async function libraryAt(server: ReplicateServer): Promise<string> {
  const library = formerLibrary(3);
  moveToService(library, server.url);
  const db = new Sqlite(database(library));
  const input = db.prepare('SELECT input FROM predictions WHERE id = ?').pluck().get(out);
  const answer = await fetch(`${server.url}/predictions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      version: '989cb5ea6d2401314eb30685740cb9f6fd1c9001b8940659b406f952837ab5ac',
      input: typeof input === 'string' ? (JSON.parse(input) as unknown) : null,
    }),
  });
  const { id } = (await answer.json()) as { id: string };
  db.prepare('UPDATE predictions SET remote_id = ? WHERE id = ?').run(id, out);
  db.close();
  return library;
}

describe('what was paid in a library of the third version', () => {
  test('asks for nothing that was paid, and foresees no cost for it, nor for what is out', async () => {
    const server = await startFastServer();
    server.faults.next('stuck', { text: 'The wind rose' });
    const library = await libraryAt(server);
    const opened = await openFormer(library, server);
    const { studio, client, project, section, narrate } = opened;
    const forecast = async (titles: readonly string[]) => {
      const sections = await Promise.all(titles.map(async (title) => (await section(title)).id));
      return client.call('narration.forecast', { project: project.id, sections });
    };
    expect(await forecast(['Dusk', 'Noon', 'Dawn'])).toMatchObject({ chunks: 0, cost: 0 });
    // What failed, and the draft's heading.
    expect(await forecast(['Deep night'])).toMatchObject({ chunks: 1 });
    expect(await forecast(['Storm'])).toMatchObject({ chunks: 1, characters: 'Storm'.length });
    expect(await narrate(['Dusk', 'Noon', 'Dawn'])).toMatchObject({ state: 'done', ready: 9, spent: 0 });
    expect(server.stats.creates).toBe(1);
    expect(await narrate(['Deep night'])).toMatchObject({ state: 'done', ready: 4, failed: 0 });
    expect(server.stats.inputs.at(-1)?.text).toBe('The keeper slept until the noon.');
    expect(server.stats).toMatchObject({ creates: 2, doublePayments: [] });
    await studio.close();
    expectTrueCounts(library);
  });

  test('the prediction that was out becomes a take under the key of now, which its chunk then hears', async () => {
    const server = await startFastServer();
    const library = await libraryAt(server);
    const opened = await openFormer(library, server);
    const { studio, client } = opened;
    const came = new Promise<void>((resolve) => {
      studio.subscribe(({ name, payload }) => {
        if (name === 'chunk' && payload.chunk.text === 'The wind rose.' && payload.chunk.state === 'ready')
          resolve();
      });
    });
    if ((await opened.chunk('Storm', 'The wind rose.')).state !== 'ready') await came;
    const { id } = await opened.chunk('Storm', 'The wind rose.');
    const takes = await client.call('takes.list', { chunk: id });
    expect(takes.map(({ prediction, fit, heard, draft }) => [prediction, fit, heard, draft])).toEqual([
      [out, 'wanted', true, false],
      [2, 'voice', false, true],
    ]);
    expect(server.stats.creates).toBe(1);
    await studio.close();
    expectTrueCounts(library);
    // It says so, too: found without a database, it is known.
    const db = new Sqlite(database(library), { readonly: true });
    expect(db.prepare('SELECT state FROM predictions WHERE id = ?').pluck().get(out)).toBe('succeeded');
    db.close();
  });

  test('one that was out for a voice that nobody wants now is kept, and heard with that voice again', async () => {
    const server = await startFastServer();
    const library = await libraryAt(server);
    const db = new Sqlite(database(library));
    db.prepare('UPDATE projects SET voice_id = NULL, voice = ?').run(JSON.stringify(drafts));
    db.close();
    const opened = await openFormer(library, server);
    const { studio, client, project } = opened;
    await expect
      .poll(async () => (await client.call('predictions.get', { prediction: out })).state)
      .toBe('succeeded');
    expect(await opened.chunk('Storm', 'The wind rose.')).toMatchObject({
      state: 'ready',
      take: { engine: 'draft' },
    });
    await client.call('projects.update', {
      project: project.id,
      voice: { ...defaultStyleTts2Voice, seed: 3 },
    });
    expect(await opened.chunk('Storm', 'The wind rose.')).toMatchObject({
      state: 'ready',
      take: { engine: 'styletts2' },
    });
    expect(server.stats.creates).toBe(1);
    await studio.close();
    expectTrueCounts(library);
  });

  test('without some of its takes, they are made anew of what was received', async () => {
    const server = await startFastServer();
    server.faults.next('stuck', { text: 'The wind rose' });
    const library = await libraryAt(server);
    for (const name of ['4.wav', '6.wav', '9.wav']) rmSync(path.join(library, 'takes', '1', name));
    const { studio, narrate } = await openFormer(library, server);
    expect(await narrate(['Dusk', 'Noon', 'Dawn'])).toMatchObject({ state: 'done', ready: 9, spent: 0 });
    expect(server.stats.creates).toBe(1);
    await studio.close();
    expectTrueCounts(library);
  });
});
