import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { makeClient } from '../../electron/contract/client.ts';
import { defaultStyleTts2Voice } from '../../electron/engines/styletts2/voice.ts';
import { defaultVoice, type Voice } from '../../electron/contract/voice.ts';
import { newestVersion } from '../../electron/db/migrations.ts';
import { openConnection } from '../../electron/connection/connection-store.ts';
import { listBackups } from '../../electron/library/backups.ts';
import { putBack } from '../../electron/library/replacement.ts';
import { openStudio, type Studio } from '../../electron/studio/open-studio.ts';
import { startFastServer } from '../support/paid-studio.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { listenToNarrations, locations } from '../support/test-studio.ts';
import type { ReplicateServer } from '../replicate-server/replicate-server.ts';

const fixture = path.resolve(import.meta.dirname, '../fixtures/library-of-version-2');

/**
 * A library that Lectern’s second version left: a book of two chapters that was narrated and exported in the draft voice
 * and then in StyleTTS 2, a try, a named voice, and one prediction that is out: for another reading of a chunk.
 */
function libraryOfVersion2(
  server: Pick<ReplicateServer, 'url'>,
  service = new URL(server.url).origin,
): string {
  const library = path.join(temporaryFolder(), 'library');
  cpSync(fixture, library, { recursive: true });
  const db = new Sqlite(path.join(library, 'lectern.sqlite'));
  // Its service was on a port that is another’s now. It was stored by its origin alone.
  db.prepare('UPDATE predictions SET service = ? WHERE service IS NOT NULL').run(service);
  db.close();
  return library;
}

async function open(library: string, server: Pick<ReplicateServer, 'url' | 'token'>, apiUrl = server.url) {
  const connection = await openConnection({
    folder: temporaryFolder(),
    environment: { REPLICATE_API_TOKEN: server.token },
  });
  connection.update({ apiUrl });
  const studio = await openStudio({ library, program: 'A test', locations, connection });
  onTestFinished(() => studio.close());
  return { studio, client: makeClient(studio.call) };
}

async function narrate(studio: Studio, voice: Voice, chapter: 0 | 1) {
  const client = makeClient(studio.call);
  const [project] = await client.call('projects.list', {});
  if (project === undefined) throw new Error('the book is not there');
  await client.call('projects.update', { project: project.id, voice });
  const sections = await client.call('sections.list', { project: project.id });
  const section = sections[chapter];
  if (section === undefined) throw new Error('the chapter is not there');
  const ended = listenToNarrations(studio)(({ state }) => ['done', 'stopped', 'paused'].includes(state));
  await client.call('narration.start', { project: project.id, sections: [section.id] });
  return ended;
}

describe('a library of the version before', () => {
  test('opens with its takes, receipts, exports and voices, and with a backup of what it was', async () => {
    const server = await startFastServer();
    const library = libraryOfVersion2(server);
    const { studio, client } = await open(library, server, 'http://127.0.0.1:9/v1');
    const [project] = await client.call('projects.list', {});
    expect(project).toMatchObject({ title: 'The Two Lamps', chapters: 2, chunks: 4 });
    if (project === undefined) throw new Error('the book is not there');
    const sections = await client.call('sections.list', { project: project.id });
    const chunks = await Promise.all(sections.map(({ id }) => client.call('chunks.list', { section: id })));
    expect(chunks.flat().map(({ text, state }) => [text, state])).toEqual([
      ['Dusk', 'ready'],
      ['The lamp was lit.', 'ready'],
      ['Dawn', 'ready'],
      // Its draft of these very words stands in, though another voice was asked for it last.
      ['It went out again.', 'draft'],
    ]);
    const receipt = await client.call('costs.receipt', { project: project.id });
    expect(receipt.predictions).toBeGreaterThanOrEqual(4);
    expect(receipt.cost).toBeCloseTo(0.00012465, 8);
    const exports = await client.call('exports.list', { project: project.id });
    expect(exports.map(({ fileName, state }) => [fileName, state])).toEqual([
      ['paid.wav', 'succeeded'],
      ['draft.wav', 'succeeded'],
    ]);
    expect((await client.call('voices.list', {})).map(({ name }) => name)).toEqual(['Keeper']);
    expect(await client.call('tries.list', {})).toHaveLength(1);
    const listed = await client.call('predictions.list', { limit: 50 });
    expect(listed.predictions).toHaveLength(10);
    const out = listed.predictions.find(({ state }) => state === 'running');
    expect(out).toMatchObject({ text: 'It went out again.', remoteStatus: 'starting' });
    await studio.close();
    const [backup] = listBackups(library);
    expect(backup?.reason).toBe(`before-${newestVersion}`);
    putBack(library, backup?.name ?? '', 'A test');
    const again = await open(library, server, 'http://127.0.0.1:9/v1');
    expect(await again.client.call('projects.list', {})).toHaveLength(1);
  });

  test.each([['its origin'], ['its whole address']])(
    'pays for no input again that it has of a service known by %s',
    async (by) => {
      const server = await startFastServer();
      const library = libraryOfVersion2(server, by === 'its origin' ? undefined : server.url);
      const { studio } = await open(library, server);
      // As chapters were narrated before, each in its voice: the takes are there.
      expect(await narrate(studio, defaultVoice, 0)).toMatchObject({ state: 'done', ready: 2, failed: 0 });
      expect(await narrate(studio, defaultStyleTts2Voice, 0)).toMatchObject({ state: 'done', spent: 0 });
      // Where the takes are gone, they are made anew of what was received.
      await studio.close();
      for (const name of ['5.wav', '5.peaks', '6.wav', '6.peaks']) {
        rmSync(path.join(library, 'takes', '1', name));
      }
      const next = await open(library, server);
      expect(await narrate(next.studio, defaultStyleTts2Voice, 0)).toMatchObject({ state: 'done', spent: 0 });
      expect(server.stats.creates).toBe(0);
    },
  );

  test('holds nothing of the machine that it was made on', () => {
    const files = readdirSync(fixture, { recursive: true, encoding: 'utf8' });
    expect(files).toContain('lectern.sqlite');
    expect(readFileSync(path.join(fixture, 'lectern.sqlite')).includes('/tmp/')).toBe(false);
  });
});
