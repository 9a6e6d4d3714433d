import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ticketUrl } from '../../electron/contract/media.ts';
import { imported } from '../support/lamp-book.ts';
import { tone, wavOf } from '../support/sounds.ts';
import type { TestStudio } from '../support/test-studio.ts';

async function media({ studio }: Pick<TestStudio, 'studio'>, url: string): Promise<number> {
  const response = await studio.media(new Request(`http://studio/${url}`), url);
  await response.arrayBuffer();
  return response.status;
}

test('a reference is looked at, heard and cut only once the terms were accepted and it is audio', async () => {
  const { client, library, self, studio } = await imported();
  const sound = path.join(library, 'voice.wav');
  writeFileSync(sound, wavOf(tone({ frequency: 220, seconds: 8, sampleRate: 24_000 }), 24_000));
  const ticket = studio.tickets.forAudio(sound);
  const cutting = { ticket, name: 'Voice', from: 0, to: 6 };
  for (const refused of [
    client.call('references.inspect', { ticket }),
    client.call('references.cut', cutting),
  ]) {
    await expect(refused).rejects.toMatchObject({ problem: { code: 'consent-needed' } });
  }
  expect(await client.call('references.list', {})).toEqual([]);
  await client.call('settings.update', { referenceTermsAccepted: '2026-11-25' });
  expect(await media(self, ticketUrl(ticket))).toBe(404);
  await client.call('references.inspect', { ticket });
  expect(await media(self, ticketUrl(ticket))).toBe(200);
  await client.call('references.cut', cutting);
  expect(await client.call('references.list', {})).toMatchObject([{ name: 'Voice' }]);
});
