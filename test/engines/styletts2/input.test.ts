import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { defaultStyleTts2Voice } from '../../../electron/engines/styletts2/voice.ts';
import type { Reference } from '../../../electron/contract/voice.ts';
import { problemOf } from '../services/replicate/problem-of.ts';
import { engineOnServer, text } from './engine-on-server.ts';

const hash = createHash('sha256').update('clip').digest('hex');
const clip: Reference = { kind: 'clip', hash, name: 'Grandmother' };
const never = new AbortController().signal;

function clipOf(bytes: Uint8Array) {
  const read: string[] = [];
  const readReference = (wanted: string) => {
    read.push(wanted);
    return Promise.resolve({ bytes, mediaType: 'audio/wav', name: 'grandmother.wav' });
  };
  return { read, readReference };
}

test('says every input of the model, in its own names and as the defaults have them', async () => {
  const { prepared, server, speak } = await engineOnServer();
  const input = { text, alpha: 0.3, beta: 0.7, diffusion_steps: 10, embedding_scale: 1, seed: 0 };
  expect(prepared.input).toEqual(input);
  expect(prepared.spokenText).toBe(text);
  await speak();
  expect(server.predictions[0]?.request.input).toEqual(input);
});

test('sends reference and weights from the web as they are', async () => {
  const reference: Reference = { kind: 'url', url: 'https://example.org/voice.wav' };
  const weights = 'https://example.org/weights.tar';
  const { speak, server } = await engineOnServer({}, { voice: { reference, weights, seed: -5 } });
  await speak();
  expect(server.predictions[0]?.request.input).toMatchObject({ reference: reference.url, weights, seed: -5 });
});

test('keeps a clip as its hash, and sends a small one within the input', async () => {
  const bytes = Buffer.alloc(191_900, 'RIFF');
  const { read, readReference } = clipOf(bytes);
  const { prepared, speak, server } = await engineOnServer({}, { voice: { reference: clip }, readReference });
  expect(prepared.input['reference']).toBe(`clip:${hash}`);
  await speak();
  expect(read).toEqual([hash]);
  const sent = String(server.predictions[0]?.request.input['reference']);
  expect(sent.length).toBeLessThanOrEqual(256_000);
  expect(sent).toBe(`data:audio/wav;base64,${bytes.toString('base64')}`);
});

test('uploads a large clip once, for as long as it is there', async () => {
  const { read, readReference } = clipOf(Buffer.alloc(192_000, 'RIFF'));
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const { speak, server, ledger, asked } = await engineOnServer(
    {},
    { voice: { reference: clip }, readReference, now },
  );
  const uploads = () => asked().filter((one) => one === 'POST /v1/files').length;
  const next = async () => {
    Object.assign(ledger, { sentAt: null, remoteId: null });
    await speak();
  };
  await next();
  await next();
  expect(uploads()).toBe(1);
  expect(read).toHaveLength(1);
  const sent = server.predictions.map(({ request }) => request.input['reference']);
  expect(sent[0]).toMatch(/\/v1\/files\//u);
  expect(sent[1]).toBe(sent[0]);
  ahead = 365 * 24 * 3_600_000;
  await next();
  expect(uploads()).toBe(2);
});

test('a clip that was sent under an address of the moment is still known when its answer is lost', async () => {
  const { readReference } = clipOf(Buffer.alloc(192_000, 'RIFF'));
  const { speak, server } = await engineOnServer({}, { voice: { reference: clip }, readReference });
  server.faults.next('drop-after-accept');
  await (await speak()).audio(never);
  expect(server.stats.creates).toBe(1);
});

test('nothing is sent, and nothing written down, when the clip cannot be uploaded', async () => {
  const { readReference } = clipOf(Buffer.alloc(192_000, 'RIFF'));
  const { speak, server, ledger, creates } = await engineOnServer(
    {},
    { voice: { reference: clip }, readReference },
  );
  server.faults.next('server-error', { endpoint: 'file' });
  expect((await problemOf(speak())).problem.code).toBe('service-unavailable');
  expect(creates()).toBe(0);
  expect(ledger.entries).toEqual([]);
});

test('names the receiver of webhooks, and when Replicate is to give up', async () => {
  const webhook = { url: 'http://127.0.0.1:1/hook', events: ['completed' as const] };
  const { server } = await engineOnServer();
  const connection = () => ({ apiUrl: server.url, token: server.token, webhook });
  const { speak } = await engineOnServer({}, { connection });
  await speak();
  expect(server.predictions[0]?.request).toMatchObject({
    webhook: webhook.url,
    webhookEvents: ['completed'],
    cancelAfter: 900,
    stream: false,
  });
});

test('refuses voices that cannot work before anything is sent', async () => {
  const { engine } = await engineOnServer();
  const voices = [
    { ...defaultStyleTts2Voice, diffusionSteps: 0 },
    { ...defaultStyleTts2Voice, diffusionSteps: 1 },
    { ...defaultStyleTts2Voice, weights: 'https://example.org/weights.tar' },
    { engine: 'draft' as const, speaker: 'rms' as const, rate: 1 },
  ];
  for (const voice of voices) {
    const prepared = (async () => Promise.resolve(engine.prepare({ text, voice })))();
    expect((await problemOf(prepared)).problem.code).toBe('invalid-call');
  }
});
