import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { StudioEvent } from '../../electron/contract/events.ts';
import type { Prediction } from '../../electron/contract/prediction.ts';
import { defaultStyleTts2Voice } from '../../electron/engines/styletts2/voice.ts';
import { chunksOf } from '../support/lamp-book.ts';
import {
  expectSoundAccount,
  openPaidStudio,
  startFastServer,
  type PaidStudio,
} from '../support/paid-studio.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const shortBook =
  '# The Lamp\n\nThe lamp was lit at dusk. It burned until the morning came over the water.\n';
const sentence = { text: 'The lamp was lit at dusk.', voice: defaultStyleTts2Voice };

/** Waits until one of the library's predictions is as it should be. */
async function until(
  { client, studio }: PaidStudio,
  isIt: (prediction: Prediction) => boolean,
): Promise<Prediction> {
  let stop = (): void => undefined;
  const seen = new Promise<Prediction>((resolve) => {
    stop = studio.subscribe((event: StudioEvent) => {
      if (event.name === 'prediction' && isIt(event.payload.prediction)) resolve(event.payload.prediction);
    });
  });
  const { predictions } = await client.call('predictions.list', { limit: 200 });
  const found = predictions.find(isIt) ?? (await seen);
  stop();
  return found;
}

/** A narration whose paid audio could not be fetched: it was cancelled, and the prediction is still owed its audio. */
async function withUnfetchedAudio(library = temporaryFolder()) {
  const server = await startFastServer();
  const studio = await openPaidStudio(server, library);
  const project = await studio.importPaid(shortBook);
  server.faults.next('server-error', { endpoint: 'download', times: Infinity });
  const ended = studio.narration(({ state }) => state === 'cancelled' || state === 'done');
  await studio.client.call('narration.start', { project: project.id });
  await until(studio, ({ remoteStatus }) => remoteStatus === 'succeeded');
  await studio.client.call('narration.cancel', {});
  await ended;
  const owed = await until(studio, ({ problem }) => problem !== null);
  return { server, studio, project, owed, library };
}

describe('a try', () => {
  test('like one whose end is not known does not pay again', async () => {
    const server = await startFastServer();
    const studio = await openPaidStudio(server);
    server.faults.next('drop-after-accept');
    server.faults.next('server-error', { endpoint: 'list', times: Infinity });
    const { id } = await studio.client.call('tries.start', sentence);
    await until(studio, (prediction) => prediction.id === id && prediction.problem !== null);
    server.faults.clear();
    await studio.client.call('tries.start', sentence).catch(() => undefined);
    await until(studio, ({ state }) => state === 'succeeded');
    expectSoundAccount(server);
    expect(server.stats.creates).toBe(1);
  });

  test('that outran its cancel is kept', async () => {
    const server = await startFastServer({ secondsPerCharacter: 0.02 });
    const studio = await openPaidStudio(server);
    server.faults.next('outrun-cancel');
    const { id } = await studio.client.call('tries.start', sentence);
    await until(studio, ({ remoteId }) => remoteId !== null);
    await studio.client.call('predictions.cancel', { prediction: id });
    const kept = await until(studio, ({ state }) => state === 'succeeded');
    expect(kept.take).not.toBeNull();
  });
});

test('a pause of the person’s outlasts the pause that the service asks for', async () => {
  const server = await startFastServer();
  const studio = await openPaidStudio(server);
  const project = await studio.importPaid(shortBook);
  server.faults.next('rate-limited', { retryAfter: 0.05 });
  const limited = studio.narration(({ problem }) => problem?.code === 'rate-limited');
  await studio.client.call('narration.start', { project: project.id });
  await studio.client.call('narration.pause', {});
  await limited;
  await after(150);
  expect(await studio.client.call('narration.status', {})).toMatchObject({ state: 'paused' });
  expect(server.stats.creates).toBe(0);
});

describe('audio that is paid for and not fetched yet', () => {
  test('survives a refused token and a damaged connection, and is fetched whatever the cap is', async () => {
    const { server, studio, project, library, owed } = await withUnfetchedAudio();
    server.faults.clear();
    server.faults.next('token-refused', { endpoint: 'get', times: 2 });
    expect(await studio.narrate(project)).toMatchObject({ state: 'stopped' });
    server.faults.clear();
    const file = path.join(library, 'configuration', 'connection.json');
    writeFileSync(file, '{');
    await studio.narrate(project);
    rmSync(file);
    await studio.client.call('replicate.update', { apiUrl: server.url });
    expect(await studio.narrate(project, 0)).toMatchObject({
      state: 'paused',
      problem: { code: 'cost-cap' },
    });
    expect(await until(studio, ({ state }) => state === 'succeeded')).toMatchObject({ id: owed.id });
    expectSoundAccount(server);
  });

  test('is kept when its project is removed while it is fetched', async () => {
    const { server, studio, project, owed } = await withUnfetchedAudio();
    server.faults.clear();
    server.faults.next('delay', { endpoint: 'get', seconds: 0.1 });
    // Whatever cancelling says of it: it has ended there, and is gone on with.
    await studio.client.call('predictions.cancel', { prediction: owed.id });
    await studio.client.call('projects.remove', { project: project.id });
    const end = await until(studio, ({ id, state }) => id === owed.id && state !== 'running');
    expect(end).toMatchObject({ state: 'succeeded', problem: null });
    const again = await studio.importPaid(shortBook);
    await studio.narrate(again);
    expectSoundAccount(server);
  });

  test('is kept by the next start, even when its project was removed', async () => {
    const { server, studio, project, library } = await withUnfetchedAudio();
    await studio.client.call('projects.remove', { project: project.id });
    await studio.studio.close();
    server.faults.clear();
    const next = await openPaidStudio(server, library);
    const again = await next.importPaid(shortBook);
    await next.narrate(again);
    await next.narrate(again);
    expectSoundAccount(server);
  });
});

test('an adopted prediction that cannot be fetched at once stays owed, also after a restart', async () => {
  const library = temporaryFolder();
  const server = await startFastServer();
  const studio = await openPaidStudio(server, library);
  const project = await studio.importPaid(shortBook);
  server.faults.next('drop-after-accept');
  server.faults.next('server-error', { endpoint: 'list', times: Infinity });
  const waiting = studio.narration(({ state }) => state === 'waiting');
  await studio.client.call('narration.start', { project: project.id });
  await waiting;
  await studio.client.call('narration.cancel', {});
  const lost = await until(studio, ({ problem }) => problem !== null);
  server.faults.clear();
  const [made] = server.predictions;
  if (made === undefined) throw new Error('there must be a prediction');
  // However long it is looked for.
  made.brand.hiddenLists = 1000;
  expect(await studio.client.call('predictions.cancel', { prediction: lost.id })).toMatchObject({
    state: 'aborted',
  });
  server.faults.next('server-error', { endpoint: 'download', times: Infinity });
  await studio.client.call('predictions.adopt', { remoteId: made.id }).catch(() => undefined);
  await studio.studio.close();
  server.faults.clear();
  const next = await openPaidStudio(server, library);
  expect(await next.narrate(project)).toMatchObject({ state: 'done', failed: 0 });
  expectSoundAccount(server);
});

describe('audio as it was received', () => {
  test('is made a take again when the take is gone', async () => {
    const library = temporaryFolder();
    const server = await startFastServer();
    const studio = await openPaidStudio(server, library);
    const project = await studio.importPaid(shortBook);
    await studio.narrate(project);
    rmSync(path.join(library, 'takes'), { recursive: true });
    expect(await studio.narrate(project)).toMatchObject({ state: 'done', failed: 0 });
    expectSoundAccount(server);
    expect((await chunksOf(studio, project)).map(({ state }) => state)).not.toContain('missing');
    expect(readdirSync(path.join(library, 'takes', String(project.id))).length).toBeGreaterThan(0);
  });

  test('is enough when there was no room for the take, however late', async () => {
    const library = temporaryFolder();
    const server = await startFastServer();
    const studio = await openPaidStudio(server, library);
    const project = await studio.importPaid(shortBook);
    // A file where the folder of takes should be: originals can be written, takes cannot.
    writeFileSync(path.join(library, 'takes'), '');
    await studio.narrate(project);
    rmSync(path.join(library, 'takes'));
    await server.advance(3700);
    expect(await studio.narrate(project)).toMatchObject({ state: 'done', failed: 0 });
    expect(server.stats.creates).toBe(server.stats.distinctInputs);
  });
});

test('a prediction found by whoever cancels it is not asked for once more by the narration that looks for it', async () => {
  const server = await startFastServer();
  const studio = await openPaidStudio(server);
  const project = await studio.importPaid(shortBook);
  server.faults.next('drop-after-accept');
  server.faults.next('hidden', { lists: 1 });
  const ended = studio.narration(({ state }) => state === 'cancelled');
  await studio.client.call('narration.start', { project: project.id });
  const { id } = await until(studio, ({ state }) => state === 'unknown');
  while (!server.requests.some(({ endpoint }) => endpoint === 'list')) await new Promise(setImmediate);
  await studio.client.call('predictions.cancel', { prediction: id });
  await ended;
  expect(await studio.narrate(project)).toMatchObject({ state: 'done', failed: 0 });
  expectSoundAccount(server);
});

test('a narration that was cancelled while it waited leaves no prediction that never left', async () => {
  const server = await startFastServer();
  const studio = await openPaidStudio(server);
  const project = await studio.importPaid(shortBook);
  server.faults.next('credit-needed');
  await studio.narrate(project);
  await studio.client.call('narration.cancel', {});
  await until(studio, ({ state }) => state === 'cancelled');
});

test('an id can only ever name a prediction', async () => {
  const server = await startFastServer();
  const { client } = await openPaidStudio(server);
  for (const remoteId of ['..', '.', '../account', 'a/../../files']) {
    await client.call('predictions.cancelRemote', { remoteId }).catch(() => undefined);
    await client.call('predictions.adopt', { remoteId }).catch(() => undefined);
  }
  const strays = server.requests.filter(({ path: asked }) => !asked.startsWith('/v1/predictions/'));
  expect(strays.map(({ path: asked }) => asked)).toEqual([]);
});
