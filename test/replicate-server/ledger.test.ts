import { expect, test } from 'vitest';
import { startFast } from './fast-server.ts';

test('paying again for what could be fetched is a double payment', async () => {
  const { server, speak } = await startFast();
  await speak('Twice.');
  await speak('Once.', { seed: 1 });
  expect(server.doublePayments()).toEqual([]);
  await speak('Once.', { seed: 2 });
  expect(server.doublePayments()).toEqual([]);
  await speak('Twice.');
  expect(server.doublePayments()).toMatchObject([{ text: 'Twice.', creates: [{}, {}] }]);
  expect(server.stats).toMatchObject({ creates: 4, distinctInputs: 3, unusable: 0 });
});

test('so is paying again for what was on its way and then succeeded, but not for what then failed', async () => {
  const { server, create } = await startFast({ secondsPerCharacter: 1 });
  server.faults.next('failed', { text: 'Fails' });
  for (const text of ['Works.', 'Works.', 'Fails.', 'Fails.']) await create(text);
  expect(server.doublePayments()).toEqual([]);
  await server.advance(60);
  expect(server.doublePayments().map(({ text }) => text)).toEqual(['Works.']);
});

test('creating again what ended without audio adds up', async () => {
  const { server, call, create, speak } = await startFast();
  server.faults.next('failed');
  await speak('Failed.');
  server.faults.next('truncated-audio', { lasting: true });
  await speak('Cut.');
  await speak('Expired.');
  server.faults.next('stuck');
  const { body } = await create('Cancelled.');
  await call('POST', `/predictions/${String(body['id'])}/cancel`);
  await server.advance(3600);
  for (const text of ['Failed.', 'Cut.', 'Expired.', 'Cancelled.']) {
    await fetch(String((await speak(text)).body['output']));
  }
  const { creates, distinctInputs, unusable } = server.stats;
  expect([creates, distinctInputs, unusable]).toEqual([8, 4, 4]);
  expect(server.doublePayments()).toEqual([]);
});

test('what was downloaded in time was usable, though it is gone now', async () => {
  const { server, speak } = await startFast();
  await fetch(String((await speak('Kept.')).body['output']));
  await speak('Missed.');
  await server.advance(3600);
  expect(server.stats).toMatchObject({ creates: 2, unusable: 1, downloads: { complete: 1, broken: 0 } });
});

test('the order of an input’s fields and the address of an equal file make no other input', async () => {
  const { server, speak } = await startFast();
  const clip = Buffer.from('clip').toString('base64');
  const form = new FormData();
  form.append('content', new Blob(['clip']), 'clip.wav');
  const headers = { Authorization: `Bearer ${server.token}` };
  const upload = await fetch(`${server.url}/files`, { method: 'POST', body: form, headers });
  const { urls } = (await upload.json()) as { urls: { get: string } };
  await speak('Same.', { alpha: 0.5, beta: 0.5, reference: urls.get });
  await speak('Same.', { beta: 0.5, reference: `data:audio/wav;base64,${clip}`, alpha: 0.5 });
  expect(server.stats).toMatchObject({ creates: 2, distinctInputs: 1 });
});
