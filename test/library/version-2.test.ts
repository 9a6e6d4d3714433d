import { rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultVoice } from '../../electron/contract/voice.ts';
import { defaultStyleTts2Voice } from '../../electron/engines/styletts2/voice.ts';
import {
  contentOf,
  expectBackupOfBefore,
  expectNothingOfAMachine,
  expectTrueCounts,
  formerLibrary,
  moveToService,
  openFormer,
} from '../support/former-library.ts';
import { startFastServer } from '../support/paid-studio.ts';

// A library that Lectern’s second version left: a book of two chapters that was narrated and exported in the draft voice
// and then in StyleTTS 2, a try, a named voice, and one prediction that is out: for another reading of a chunk.
describe('a library of the second version', () => {
  test('opens with its takes, receipts, exports and voices, and with a backup of what it was', async () => {
    const library = formerLibrary(2);
    const before = contentOf(library);
    const { studio, client, project, states } = await openFormer(library);
    expect(project).toMatchObject({ title: 'The Two Lamps', chapters: 2, chunks: 4 });
    expect([...(await states('Dusk')), ...(await states('Dawn'))]).toEqual([
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
    expect(contentOf(library)).toEqual(before);
    expectTrueCounts(library);
    const again = await expectBackupOfBefore(library, 2);
    expect(await again.client.call('projects.list', {})).toHaveLength(1);
  });

  test.each([['its origin'], ['its whole address']])(
    'pays for no input again that it has of a service known by %s',
    async (by) => {
      const server = await startFastServer();
      const library = formerLibrary(2);
      // It was stored by its origin alone.
      moveToService(library, by === 'its origin' ? new URL(server.url).origin : server.url);
      const { studio, narrate } = await openFormer(library, server);
      // As chapters were narrated before, each in its voice: the takes are there.
      expect(await narrate(['Dusk'], defaultVoice)).toMatchObject({ state: 'done', ready: 2, failed: 0 });
      expect(await narrate(['Dusk'], defaultStyleTts2Voice)).toMatchObject({ state: 'done', spent: 0 });
      // Where the takes are gone, they are made anew of what was received.
      await studio.close();
      for (const name of ['5.wav', '5.peaks', '6.wav', '6.peaks']) {
        rmSync(path.join(library, 'takes', '1', name));
      }
      const next = await openFormer(library, server);
      expect(await next.narrate(['Dusk'], defaultStyleTts2Voice)).toMatchObject({ state: 'done', spent: 0 });
      expect(server.stats.creates).toBe(0);
      await next.studio.close();
      expectTrueCounts(library);
    },
  );

  test('holds nothing of the machine that it was made on', () => {
    expectNothingOfAMachine(2);
  });
});
