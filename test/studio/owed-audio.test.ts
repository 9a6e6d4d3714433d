import { describe, expect, test } from 'vitest';
import type { FaultName, FaultOptions } from '../replicate-server/faults.ts';
import type { ReplicateServer } from '../replicate-server/replicate-server.ts';
import { chunksOf } from '../support/lamp-book.ts';
import {
  expectSoundAccount,
  openPaidStudio,
  startFastServer,
  type PaidStudio,
} from '../support/paid-studio.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Eight chunks, as in the issue that these were seen in. */
const sentences = ['red', 'blue', 'green', 'white', 'black', 'grey', 'gold', 'brown'].map(
  (colour) =>
    `The lamp that hung in the ${colour} room of the old house burned all through that long night. `,
);
const book = `# One\n\n${sentences.map((sentence) => sentence.repeat(3)).join('\n\n')}\n`;

/** Resolves when every chunk of the project has its own audio, by whatever means. */
async function whole(studio: PaidStudio, project: Parameters<typeof chunksOf>[1]): Promise<void> {
  for (;;) {
    const chunks = await chunksOf(studio, project);
    if (chunks.every(({ state }) => state === 'ready' || state === 'ornament')) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Nothing was bought that could still be had: as many creates as there are inputs. */
function expectBoughtOnce(server: ReplicateServer): void {
  const { creates, distinctInputs } = server.stats;
  expect(creates).toBe(distinctInputs);
  expectSoundAccount(server);
}

describe('a success is owed, whatever comes back', () => {
  const forAll: FaultOptions = { times: Infinity };
  const cases: readonly (readonly [string, FaultName, FaultOptions])[] = [
    ['an output that is empty for a second and a half', 'late-output', { ...forAll, forSeconds: 0.15 }],
    ['an address that is not found for a while', 'url-expired', { ...forAll, forSeconds: 0.15 }],
    ['an address that shows a web page for a while', 'html-audio', { ...forAll, forSeconds: 0.15 }],
    ['an address that answers nothing for a while', 'empty-audio', { ...forAll, forSeconds: 0.15 }],
    ['a body that is cut short for a while', 'truncated-audio', { ...forAll, forSeconds: 0.15 }],
    ['a list of one', 'output-array', forAll],
    ['an object with one address', 'output-object', forAll],
    ['two addresses, of which one is audio', 'output-two-addresses', forAll],
    ['a data URI', 'output-data-uri', forAll],
    ['a 206 that holds the whole', 'partial-audio', { ...forAll, lasting: true }],
    ['a 206 that does not say what it holds', 'partial-audio-unranged', { ...forAll, lasting: true }],
    ['a download that falls silent', 'stalled-audio', { times: 2 }],
    ['a download that is never answered', 'unanswered-audio', { times: 2 }],
  ];

  test.each(cases)('%s', async (_what, fault, options) => {
    const server = await startFastServer();
    const studio = await openPaidStudio(server);
    const project = await studio.importPaid(book);
    const asked = server.faults.next(fault, options);
    const end = await studio.narrate(project);
    expect(end).toMatchObject({ state: 'done', failed: 0 });
    expect(asked.acted).toBeGreaterThan(0);
    await whole(studio, project);
    expectBoughtOnce(server);
  });
});

describe('audio that stays out of reach', () => {
  test('pauses after two predictions, is fetched in the background once it can be had, and is never bought again', async () => {
    const server = await startFastServer();
    const studio = await openPaidStudio(server);
    const project = await studio.importPaid(book);
    const fault = server.faults.next('html-audio', { times: Infinity, endpoint: 'download' });
    const paused = await studio.narrate(project);
    expect(paused).toMatchObject({ state: 'paused', problem: { code: 'without-audio' }, failed: 2 });
    expect(server.stats.creates).toBe(2);
    const owed = (await chunksOf(studio, project)).filter(({ problem }) => problem?.code === 'audio-owed');
    expect(owed).toHaveLength(2);
    fault.times = 0;
    server.faults.clear();
    // Its owner does nothing: the narration is still paused.
    for (;;) {
      const chunks = await chunksOf(studio, project);
      if (chunks.filter(({ state }) => state === 'ready').length === 2) break;
      await new Promise((resolve) => setImmediate(resolve));
    }
    const ended = studio.narration(({ state }) => state === 'done');
    await studio.client.call('narration.resume', {});
    await ended;
    await whole(studio, project);
    expectBoughtOnce(server);
  });

  test('costs at most two predictions, however broken the service is', async () => {
    for (const [fault, options] of [
      ['output-unknown', {}],
      ['html-audio', { lasting: true }],
      ['url-expired', { lasting: true }],
      ['late-output', { lasting: true }],
      ['failed', {}],
      ['output-expired', {}],
    ] as const) {
      const server = await startFastServer();
      const studio = await openPaidStudio(server);
      const project = await studio.importPaid(book);
      server.faults.next(fault, { ...options, times: Infinity });
      expect(await studio.narrate(project), fault).toMatchObject({
        state: 'paused',
        problem: { code: 'without-audio' },
      });
      expect(server.stats.creates, fault).toBe(2);
      const ended = studio.narration(({ state }) => state === 'cancelled');
      await studio.client.call('narration.cancel', {});
      await ended;
      await studio.studio.close();
    }
  }, 120_000);

  test('is known to be gone only when the service has removed it; narrating again then asks anew', async () => {
    const server = await startFastServer();
    const studio = await openPaidStudio(server);
    const project = await studio.importPaid('# One\n\nThe lamp was lit at dusk, and nobody asked why.\n');
    server.faults.next('html-audio', { lasting: true });
    await studio.narrate(project);
    expect((await chunksOf(studio, project)).map(({ problem }) => problem?.code)).toContain('audio-owed');
    const first = server.stats.creates;
    expect(await studio.narrate(project)).toMatchObject({ failed: 1 });
    expect(server.stats.creates).toBe(first);
    await server.advance(3700);
    await studio.narrate(project);
    expect(await studio.narrate(project)).toMatchObject({ state: 'done', failed: 0 });
    expect(server.stats.creates).toBe(first + 1);
    expectSoundAccount(server);
  });

  test('is fetched while something else is narrated', async () => {
    const library = temporaryFolder();
    const server = await startFastServer();
    const studio = await openPaidStudio(server, library);
    const short = await studio.importPaid('# One\n\nThe lamp was lit at dusk, and nobody asked why.\n');
    server.faults.next('server-error', { endpoint: 'download', times: Infinity });
    await studio.narrate(short);
    server.faults.clear();
    // A narration that waits for an hour, so that it is surely still under way.
    server.faults.next('rate-limited', { retryAfter: 3600 });
    const long = await studio.importPaid(book);
    const waiting = studio.narration(({ state }) => state === 'waiting');
    await studio.client.call('narration.start', { project: long.id });
    await waiting;
    await whole(studio, short);
    expect(await studio.client.call('narration.status', {})).toMatchObject({ state: 'waiting' });
    const ended = studio.narration(({ state }) => state === 'cancelled');
    await studio.client.call('narration.cancel', {});
    await ended;
    expectSoundAccount(server);
  });
});
