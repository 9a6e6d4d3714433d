import { writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { makeClient } from '../../electron/contract/client.ts';
import { openStudio } from '../../electron/studio/open-studio.ts';
import { addressedEngine, startAddressedServer } from '../support/addressed-engine.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { listenToNarrations, locations } from '../support/test-studio.ts';
import { ToneEngine } from '../support/tone-engine.ts';

const book = '# The Ferry\n\nThe ferry left at six.\n';

/** A studio with an engine that asks at `url`. */
async function open(library: string, url: string) {
  const engines = [new ToneEngine(), addressedEngine(url)];
  const studio = await openStudio({ library, program: 'A test', locations, engines });
  onTestFinished(() => studio.close());
  return { studio, client: makeClient(studio.call), narration: listenToNarrations(studio) };
}

/** The own ids in the database, with how their predictions stand. */
function ownIds(library: string): { own_id: string; state: string }[] {
  const db = new Sqlite(path.join(library, 'lectern.sqlite'), { readonly: true });
  const rows = db
    .prepare<[], { own_id: string; state: string }>('SELECT own_id, state FROM predictions ORDER BY id')
    .all();
  db.close();
  return rows;
}

async function begun() {
  const server = await startAddressedServer();
  const folder = temporaryFolder();
  const library = path.join(folder, 'library');
  const file = path.join(folder, 'ferry.md');
  writeFileSync(file, book);
  const opened = await open(library, server.url);
  const { studio, client } = opened;
  const ticket = studio.tickets.forManuscript(file);
  const { project } = await client.call('projects.import', { ticket });
  await client.call('projects.update', { project: project.id, voice: { engine: 'addressed' } });
  return { ...opened, server, library, project };
}

test('what was asked for at an address of ours is gone on with there after a restart, and made once', async () => {
  const { studio, client, server, library, project } = await begun();
  server.hold(true);
  const held = server.held();
  await client.call('narration.start', { project: project.id });
  await held;
  await studio.close();
  const [out] = ownIds(library);
  expect(out?.state).toBe('unknown');
  expect(server.asked).toEqual([out?.own_id]);

  server.hold(false);
  const next = await open(library, server.url);
  const ended = next.narration(({ state }) => state === 'done');
  await next.client.call('narration.start', { project: project.id });
  expect(await ended).toMatchObject({ failed: 0 });
  const all = ownIds(library);
  expect(all[0]).toEqual({ own_id: out?.own_id, state: 'succeeded' });
  expect(server.asked.filter((id) => id === out?.own_id)).toHaveLength(2);
  expect(server.made()).toBe(all.length);
});

test('one that is asked for in the place of one that never arrived has an id of its own', async () => {
  const { client, server, library, project, narration } = await begun();
  server.dropNext();
  const ended = narration(({ state }) => state === 'done');
  await client.call('narration.start', { project: project.id });
  await ended;
  const all = ownIds(library);
  expect(all.slice(0, 2).map(({ state }) => state)).toEqual(['aborted', 'succeeded']);
  expect(server.asked).toEqual(all.map(({ own_id }) => own_id));
  expect(new Set(server.asked).size).toBe(all.length);
});
