import { describe, expect, test } from 'vitest';
import { defaultStyleTts2Voice } from '../../electron/engines/styletts2/voice.ts';
import type { FaultName, FaultOptions } from '../replicate-server/faults.ts';
import { chunksOf } from '../support/lamp-book.ts';
import {
  expectSoundAccount,
  openPaidStudio,
  startFastServer,
  type PaidStudio,
} from '../support/paid-studio.ts';

const line = 'Nobody saw who had lit it, and nobody asked.';

/** Every included chunk has its audio, and the assembly has no gap. */
async function expectWholeBook(
  { client }: PaidStudio,
  project: Parameters<typeof chunksOf>[1],
): Promise<void> {
  const { gaps, drafts } = await client.call('assembly.get', { project: project.id });
  expect({ gaps, drafts }).toEqual({ gaps: [], drafts: 0 });
}

test('an undisturbed narration asks once for each chunk, and keeps what it was sent', async () => {
  const server = await startFastServer();
  const studio = await openPaidStudio(server);
  const project = await studio.importPaid();
  const end = await studio.narrate(project);
  expect(end).toMatchObject({ state: 'done', failed: 0 });
  expect(server.stats).toMatchObject({ creates: end.total, distinctInputs: end.total, unusable: 0 });
  expect(end.spent).toBeGreaterThan(0);
  expectSoundAccount(server);
  await expectWholeBook(studio, project);
});

/** One fault, met by the chunk that stands for it. */
type Case = [FaultName, FaultOptions];

/** A chapter with a paragraph, and so a chunk, for each fault. */
function chapterOf(cases: readonly Case[]): string {
  const paragraphs = cases.map((_, index) => `${mark(index)} ${line} ${'It burned on. '.repeat(4)}`);
  return `# The Lamp\n\n${paragraphs.join('\n\n')}\n`;
}

function mark(index: number): string {
  return `On evening ${'abcdefghijklmnopqrstuvwxyz'.charAt(index)}, as the keeper noted.`;
}

describe('every fault in turn', () => {
  test('what a service or a network does for a while costs no chunk, and nothing is paid twice', async () => {
    const cases: readonly Case[] = [
      ['drop-before-accept', {}],
      ['drop-after-accept', {}],
      ['drop-after-accept', { endpoint: 'get' }],
      ['drop-before-accept', { endpoint: 'get', times: 3 }],
      ['server-error', {}],
      ['server-error-after-accept', {}],
      ['server-error', { endpoint: 'get', times: 2 }],
      ['service-unavailable', { endpoint: 'get', retryAfter: 0.02 }],
      ['lost-id', {}],
      ['garbage', {}],
      ['garbage', { endpoint: 'get' }],
      ['delay', { seconds: 0.05 }],
      ['rate-limited', { retryAfter: 0.02 }],
      ['rate-limited', { endpoint: 'get', retryAfter: 0.02 }],
      ['hidden', { lists: 1 }],
      ['truncated-audio', {}],
      ['html-audio', {}],
      ['wrong-length', {}],
      ['empty-audio', {}],
    ];
    const server = await startFastServer();
    const studio = await openPaidStudio(server);
    const project = await studio.importPaid(chapterOf(cases));
    const asked = cases.map(([fault, options], index) =>
      server.faults.next(fault, { text: mark(index), ...options }),
    );
    // Hidden matters only to one that has to be looked for.
    server.faults.next('drop-after-accept', { text: mark(cases.findIndex(([fault]) => fault === 'hidden')) });
    const end = await studio.narrate(project);
    expect(end).toMatchObject({ state: 'done', failed: 0, problem: null });
    expect(asked.filter(({ acted }) => acted === 0)).toEqual([]);
    expectSoundAccount(server);
    await expectWholeBook(studio, project);
  });

  test('what ends a prediction without audio fails its chunk alone, with the reason; narrating again mends it', async () => {
    const cases: readonly (readonly [...Case, string])[] = [
      ['failed', { error: 'CUDA out of memory' }, 'prediction-failed'],
      ['aborted', {}, 'prediction-failed'],
      ['output-expired', {}, 'audio-expired'],
    ];
    const server = await startFastServer();
    const studio = await openPaidStudio(server);
    // One that is spoken stands between each two: two in a row would pause the queue.
    const apart = cases.flatMap(([fault, options]): Case[] => [
      [fault, options],
      ['delay', { seconds: 0 }],
    ]);
    const project = await studio.importPaid(chapterOf(apart));
    for (const [index, [fault, options]] of cases.entries()) {
      server.faults.next(fault, { text: mark(2 * index), ...options });
    }
    expect(await studio.narrate(project)).toMatchObject({ state: 'done', failed: cases.length });
    const failed = (await chunksOf(studio, project)).filter(({ state }) => state === 'failed');
    expect(failed.map(({ problem }) => problem?.code)).toEqual(cases.map(([, , code]) => code));
    expect(await studio.narrate(project)).toMatchObject({ state: 'done', failed: 0 });
    expectSoundAccount(server);
    await expectWholeBook(studio, project);
  });

  test('the model’s limit of tokens cuts the chunk in two, and both halves are spoken', async () => {
    const server = await startFastServer();
    const studio = await openPaidStudio(server);
    const project = await studio.importPaid();
    const error = 'The expanded size of the tensor (540) must match the existing size (512) at dimension 1';
    server.faults.next('failed', { text: 'It burned until the morning', error });
    const before = (await chunksOf(studio, project)).length;
    expect(await studio.narrate(project)).toMatchObject({ state: 'done', failed: 0 });
    const after = await chunksOf(studio, project);
    expect(after).toHaveLength(before + 1);
    // The whole is never asked for again; each half is, once.
    expect(server.stats).toMatchObject({ unusable: 1, doublePayments: [] });
    expect(server.stats.creates).toBe(server.stats.distinctInputs);
    await expectWholeBook(studio, project);
  });
});

describe('the queue', () => {
  test('pauses without credit, and goes on when there is some', async () => {
    const server = await startFastServer();
    const studio = await openPaidStudio(server);
    const project = await studio.importPaid();
    server.faults.next('credit-needed', { skip: 2 });
    expect(await studio.narrate(project)).toMatchObject({
      state: 'paused',
      problem: { code: 'credit-needed' },
    });
    const ended = studio.narration(({ state }) => state === 'done');
    await studio.client.call('narration.resume', {});
    expect(await ended).toMatchObject({ failed: 0 });
    expectSoundAccount(server);
  });

  test('stops when the token is refused, and no chunk is blamed for it', async () => {
    const server = await startFastServer();
    const studio = await openPaidStudio(server);
    const project = await studio.importPaid();
    server.faults.next('token-refused', { skip: 1 });
    expect(await studio.narrate(project)).toMatchObject({
      state: 'stopped',
      problem: { code: 'token-refused' },
    });
    const states = (await chunksOf(studio, project)).map(({ state }) => state);
    expect(states).not.toContain('failed');
    expect(await studio.narrate(project)).toMatchObject({ state: 'done', failed: 0 });
    expectSoundAccount(server);
  });

  test('pauses at the cap before it is passed', async () => {
    const server = await startFastServer();
    const studio = await openPaidStudio(server);
    const book = await studio.importPaid();
    const { id: project } = book;
    const guess = await studio.client.call('narration.forecast', { project });
    expect(guess).toMatchObject({ observations: 0, rate: 0.000225 });
    const first = await studio.narrate(book);
    await studio.client.call('projects.update', {
      project,
      voice: { ...defaultStyleTts2Voice, seed: 1 },
    });
    const forecast = await studio.client.call('narration.forecast', { project });
    expect(forecast.observations).toBe(first.total);
    expect(forecast.cost).toBeLessThan(guess.cost);
    const paused = await studio.narrate(book, forecast.cost / 2);
    expect(paused).toMatchObject({ state: 'paused', problem: { code: 'cost-cap' } });
    expect(paused.ready).toBeGreaterThan(0);
    expect(paused.ready).toBeLessThan(paused.total);
    const ended = studio.narration(({ state }) => state === 'done');
    await studio.client.call('narration.resume', { maxCost: null });
    expect(await ended).toMatchObject({ failed: 0 });
    const receipt = await studio.client.call('costs.receipt', { project });
    expect(receipt.cost).toBeCloseTo(first.spent + (await ended).spent, 9);
    expect(receipt.chapters.map(({ title }) => title)).toEqual(['One', 'Two']);
  });

  test('cancelling cancels at the service too, and leaves nothing running there', async () => {
    const server = await startFastServer({ secondsPerCharacter: 1 });
    const studio = await openPaidStudio(server);
    const project = await studio.importPaid();
    const ended = studio.narration(({ state }) => state === 'cancelled');
    await studio.client.call('narration.start', { project: project.id });
    while (server.running().length === 0) await new Promise(setImmediate);
    await studio.client.call('narration.cancel', {});
    await ended;
    expect(server.running()).toEqual([]);
    const { predictions } = await studio.client.call('predictions.list', { limit: 10 });
    expect(predictions).toMatchObject([{ state: 'cancelled', remoteStatus: 'canceled' }]);
  });

  test('what was finished before the cancel arrived is kept, because it was paid', async () => {
    const server = await startFastServer({ secondsPerCharacter: 0.02 });
    const studio = await openPaidStudio(server);
    const project = await studio.importPaid();
    server.faults.next('outrun-cancel');
    const ended = studio.narration(({ state }) => state === 'cancelled');
    await studio.client.call('narration.start', { project: project.id });
    while (server.running().length === 0) await new Promise(setImmediate);
    await studio.client.call('narration.cancel', {});
    expect(await ended).toMatchObject({ ready: 1 });
    await studio.narrate(project);
    expectSoundAccount(server);
  });
});
