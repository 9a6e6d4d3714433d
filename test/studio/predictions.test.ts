import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Prediction } from '../../electron/contract/prediction.ts';
import { defaultStyleTts2Voice } from '../../electron/engines/styletts2/voice.ts';
import { Run } from '../support/command-line.ts';
import { book, chunksOf } from '../support/lamp-book.ts';
import {
  expectSoundAccount,
  openPaidStudio,
  startFastServer,
  type PaidStudio,
} from '../support/paid-studio.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A narration whose first create was accepted without an answer, while nothing can be listed: it waits, then is cancelled. */
async function withLostPrediction() {
  const server = await startFastServer();
  const studio = await openPaidStudio(server);
  const project = await studio.importPaid();
  server.faults.next('drop-after-accept');
  server.faults.next('server-error', { endpoint: 'list', times: Infinity });
  const waiting = studio.narration(({ state }) => state === 'waiting');
  await studio.client.call('narration.start', { project: project.id });
  await waiting;
  const ended = studio.narration(({ state }) => state === 'cancelled');
  await studio.client.call('narration.cancel', {});
  await ended;
  // In the background it is looked for once more, in vain.
  while ((await newest(studio)).problem === null) await new Promise(setImmediate);
  server.faults.clear();
  return { server, studio, project, lost: await newest(studio) };
}

async function newest({ client }: PaidStudio): Promise<Prediction> {
  const { predictions } = await client.call('predictions.list', { limit: 1 });
  const [prediction] = predictions;
  if (prediction === undefined) throw new Error('there must be a prediction');
  return prediction;
}

describe('a create without an answer', () => {
  test('stays open as unknown, and the next narration finds it instead of paying again', async () => {
    const { server, studio, project, lost } = await withLostPrediction();
    expect(lost).toMatchObject({ state: 'unknown', remoteId: null });
    expect(await studio.narrate(project)).toMatchObject({ state: 'done', failed: 0 });
    const found = await studio.client.call('predictions.get', { prediction: lost.id });
    expect(found).toMatchObject({ state: 'succeeded', remoteId: server.predictions[0]?.id });
    expectSoundAccount(server);
  });

  test('can be seen in the account’s list and adopted for its chunk', async () => {
    const { server, studio, project, lost } = await withLostPrediction();
    const [made] = server.predictions;
    if (made === undefined) throw new Error('there must be a prediction');
    made.brand.hiddenLists = 1000;
    const givenUp = await studio.client.call('predictions.cancel', { prediction: lost.id });
    expect(givenUp).toMatchObject({ state: 'aborted', perhapsBilled: true });
    made.brand.hiddenLists = 0;
    const { predictions: listed } = await studio.client.call('predictions.remote', { cursor: null });
    expect(listed).toMatchObject([{ prediction: null, adoptableBy: { chunk: lost.chunk, section: 'One' } }]);
    const adopted = await studio.client.call('predictions.adopt', { remoteId: listed[0]?.remoteId ?? '' });
    expect(adopted).toMatchObject({ chunk: lost.chunk, state: 'succeeded', perhapsBilled: false });
    expect(adopted.cost).toBeGreaterThan(0);
    // From now on it is known as this library's own, and is nobody's to adopt.
    const again = await studio.client.call('predictions.remote', { cursor: null });
    expect(again.predictions).toMatchObject([{ prediction: adopted.id, adoptableBy: null }]);
    const chunks = await chunksOf(studio, project);
    expect(chunks.find(({ id }) => id === lost.chunk)).toMatchObject({ state: 'ready' });
    expect(server.stats.creates).toBe(1);
  });

  test('is asked about once the list can no longer tell; given up, its chunk is spoken anew', async () => {
    const { server, studio, project, lost } = await withLostPrediction();
    while (server.running().length > 0) await new Promise(setImmediate);
    await server.advance(3700);
    expect(await studio.narrate(project)).toMatchObject({ state: 'done', failed: 1 });
    const asked = await studio.client.call('predictions.get', { prediction: lost.id });
    expect(asked).toMatchObject({ state: 'unknown', problem: { code: 'prediction-unknown' } });
    // Whoever narrates again is asked again, and nothing is paid behind their back.
    const { creates } = server.stats;
    await studio.narrate(project);
    expect(server.stats.creates).toBe(creates);
    const givenUp = await studio.client.call('predictions.cancel', { prediction: lost.id });
    expect(givenUp).toMatchObject({ state: 'aborted' });
    const freed = (await chunksOf(studio, project)).find(({ id }) => id === lost.chunk);
    expect(freed).toMatchObject({ state: 'missing', problem: null });
    expect(await studio.narrate(project)).toMatchObject({ state: 'done', failed: 0 });
    expect(server.stats.doublePayments).toEqual([]);
  });
});

test('one that is cancelled while its book is narrated is a cancelled one, and the next chunk goes on', async () => {
  const server = await startFastServer();
  const studio = await openPaidStudio(server);
  const project = await studio.importPaid();
  server.faults.next('stuck', { text: 'Nobody saw' });
  const ended = studio.narration(({ state }) => state === 'done');
  await studio.client.call('narration.start', { project: project.id });
  while (!server.predictions.some(({ request }) => String(request.input['text']).startsWith('Nobody saw'))) {
    await new Promise(setImmediate);
  }
  const { id } = await newest(studio);
  while ((await studio.client.call('predictions.get', { prediction: id })).remoteId === null) {
    await new Promise(setImmediate);
  }
  await studio.client.call('predictions.cancel', { prediction: id });
  expect(await ended).toMatchObject({ failed: 1 });
  expect(await studio.client.call('predictions.get', { prediction: id })).toMatchObject({
    state: 'cancelled',
  });
  expect(server.running()).toEqual([]);
});

test('one that never arrived is given up in the background, and nothing is asked for there', async () => {
  const server = await startFastServer();
  const studio = await openPaidStudio(server);
  const project = await studio.importPaid();
  server.faults.next('drop-before-accept');
  server.faults.next('server-error', { endpoint: 'list', times: 1 });
  const waiting = studio.narration(({ state }) => state === 'waiting');
  await studio.client.call('narration.start', { project: project.id });
  await waiting;
  await studio.client.call('narration.cancel', {});
  while ((await newest(studio)).state !== 'aborted') await new Promise(setImmediate);
  expect(server.stats.creates).toBe(0);
  expect(await studio.narrate(project)).toMatchObject({ state: 'done', failed: 0 });
  expectSoundAccount(server);
});

test('audio that could not be fetched in time stays paid for, and is fetched later', async () => {
  const server = await startFastServer();
  const studio = await openPaidStudio(server);
  const project = await studio.importPaid();
  server.faults.next('server-error', { endpoint: 'download', times: 3, text: 'The second night' });
  expect(await studio.narrate(project)).toMatchObject({ state: 'done' });
  expect(await studio.narrate(project)).toMatchObject({ state: 'done', failed: 0 });
  expectSoundAccount(server);
});

test('the list has pages, newest first, narrows down, and sums up all that match', async () => {
  const server = await startFastServer();
  const studio = await openPaidStudio(server);
  const { client } = studio;
  const project = await studio.importPaid();
  const { total, spent } = await studio.narrate(project);
  const first = await client.call('predictions.list', { limit: 4 });
  expect(first.predictions).toHaveLength(4);
  const rest = await client.call('predictions.list', { limit: 100, before: first.next ?? undefined });
  expect(rest.next).toBeNull();
  const ids = [...first.predictions, ...rest.predictions].map(({ id }) => id);
  expect(ids).toEqual(ids.toSorted((a, b) => b - a));
  expect(ids).toHaveLength(total);
  expect(first.totals.count).toBe(total);
  expect(first.totals.cost).toBeCloseTo(spent, 9);
  const failed = await client.call('predictions.list', { limit: 10, state: 'failed' });
  expect(failed).toMatchObject({ predictions: [], totals: { count: 0, cost: 0 } });
  expect(first.predictions[0]).toMatchObject({
    state: 'succeeded',
    engine: 'styletts2',
    logs: expect.stringMatching(/seed/iu) as string,
    input: { diffusion_steps: 10, seed: 0 },
    section: { title: 'Two' },
  });
});

test('what was under way when the process was killed is gone on with at the next start, without a narration', async () => {
  const folder = temporaryFolder();
  const library = path.join(folder, 'library');
  const server = await startFastServer({ secondsPerCharacter: 0.1 });
  writeFileSync(path.join(folder, 'book.md'), book);
  const environment = { REPLICATE_API_TOKEN: server.token };
  const service = ['--voice', 'styletts2', '--api-url', server.url];
  const run = new Run(['narrate', 'book.md', '--out', 'book.wav', ...service], {
    folder,
    library,
    environment,
  });
  while (server.running().length === 0) await new Promise(setImmediate);
  run.child.kill('SIGKILL');
  await run.ended;
  const studio = await openPaidStudio(server, library);
  await new Promise<void>((resolve) => {
    studio.studio.subscribe((event) => {
      if (event.name === 'chunk' && event.payload.chunk.state === 'ready') resolve();
    });
  });
  expect(server.stats.creates).toBe(1);
  expect(await newest(studio)).toMatchObject({ state: 'succeeded' });
});

test('giving up one that was left does not end the narration of another book', async () => {
  const { server, studio, lost } = await withLostPrediction();
  const [made] = server.predictions;
  if (made === undefined) throw new Error('there must be a prediction');
  made.brand.hiddenLists = 1000;
  const file = path.join(temporaryFolder(), 'other.md');
  writeFileSync(file, '# Other\n\nThe ferry left at six, and nobody asked for whom.\n');
  const { project } = await studio.client.call('projects.import', {
    ticket: studio.studio.tickets.forManuscript(file),
  });
  const other = await studio.client.call('projects.update', {
    project: project.id,
    voice: defaultStyleTts2Voice,
  });
  server.faults.next('stuck', { text: 'The ferry' });
  const ended = studio.narration(({ state }) => ['done', 'cancelled'].includes(state));
  await studio.client.call('narration.start', { project: other.id });
  while (!server.predictions.some(({ request }) => String(request.input['text']).startsWith('The ferry'))) {
    await new Promise(setImmediate);
  }
  const givenUp = await studio.client.call('predictions.cancel', { prediction: lost.id });
  expect(givenUp).toMatchObject({ state: 'aborted', perhapsBilled: true });
  expect(await studio.client.call('narration.status', {})).toMatchObject({ state: 'running' });
  // Only one whose id is known can be cancelled alone.
  while ((await newest(studio)).remoteId === null) await new Promise(setImmediate);
  const stuck = await newest(studio);
  await studio.client.call('predictions.cancel', { prediction: stuck.id });
  expect(await ended).toMatchObject({ state: 'done' });
});
