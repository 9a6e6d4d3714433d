import { expect, test } from 'vitest';
import Replicate from 'replicate';
import { modelName, modelVersion } from './model.ts';
import type { ReplicateServerOptions } from './options.ts';
import type { ReplicateServer } from './replicate-server.ts';
import { startFast } from './fast-server.ts';

// The official client is the judge of whether this is Replicate: what it can do there, it must do here.

const version = modelVersion;

async function start(
  options: ReplicateServerOptions = {},
): Promise<{ server: ReplicateServer; client: Replicate }> {
  const { server } = await startFast(options);
  return { server, client: new Replicate({ auth: server.token, baseUrl: server.url }) };
}

test('creates a prediction, waits for it and finds its audio', async () => {
  const { server, client } = await start({ secondsPerCharacter: 0.001 });
  const created = await client.predictions.create({ version, input: { text: 'A lamp was lit.' } });
  expect(created).toMatchObject({ status: 'starting', model: modelName, output: null, source: 'api' });
  const done = await client.wait(created, { interval: 10 });
  expect(done).toMatchObject({ id: created.id, status: 'succeeded', error: null, data_removed: false });
  expect(done.logs).toContain('Using seed: 0');
  expect(done.metrics?.predict_time).toBeGreaterThan(0.01);
  const audio = await fetch(String(done.output));
  expect(audio.headers.get('content-type')).toBe('audio/wav');
  expect(Number(audio.headers.get('content-length'))).toBe((await audio.bytes()).length);
  expect(server.stats).toMatchObject({ creates: 1, distinctInputs: 1, downloads: { complete: 1 } });
});

test('runs the model in one call, its answer held until there is output', async () => {
  const { server, client } = await start();
  const output: unknown = await client.run(`${modelName}:${version}`, { input: { text: 'At once.' } });
  expect(output).toMatch(new RegExp(`^${server.deliveryUrl}/pbxt/[^/]+/output\\.wav$`, 'u'));
  expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /v1/predictions']);
});

test('lists all pages, newest first, each prediction once', async () => {
  const { client } = await start();
  const created: string[] = [];
  for (let index = 0; index < 205; index++) {
    const { id } = await client.predictions.create({ version, input: { text: `Line ${index}.` } });
    created.push(id);
  }
  const pages: string[][] = [];
  for await (const page of client.paginate(() => client.predictions.list()))
    pages.push(page.map(({ id }) => id));
  expect(pages.map((page) => page.length)).toEqual([100, 100, 5]);
  expect(pages.flat()).toEqual(created.toReversed());
});

test('cancels', async () => {
  const { server, client } = await start({ secondsPerCharacter: 60 });
  const { id } = await client.predictions.create({ version, input: { text: 'Never mind.' } });
  expect(await client.predictions.cancel(id)).toMatchObject({ id, status: 'canceled' });
  expect(server.running()).toEqual([]);
});

test('keeps files, and takes them as a reference', async () => {
  const { client } = await start();
  const bytes = Buffer.from([0, 1, 2, 13, 10, 45, 45, 13, 10, 255]);
  const file = await client.files.create(new Blob([bytes], { type: 'audio/wav' }), { take: 1 });
  expect(file).toMatchObject({ size: bytes.length, content_type: 'audio/wav', metadata: { take: 1 } });
  expect((await client.files.list()).results).toHaveLength(1);
  expect(await client.files.get(file.id)).toEqual(file);
  const input = { text: 'As she says it.', reference: file.urls.get };
  const spoken = await client.predictions.create({ version, input, wait: true });
  expect(spoken.status).toBe('succeeded');
  expect(await client.files.delete(file.id)).toBe(true);
  const later = await client.predictions.create({ version, input: { ...input, seed: 1 }, wait: true });
  expect(later).toMatchObject({ status: 'failed' });
  expect(String(later.error)).toContain('404');
});

test('tells of the account, the model and its inputs', async () => {
  const { client } = await start();
  expect(await client.accounts.current()).toMatchObject({ type: 'user' });
  const model = await client.models.get('adirik', 'styletts2');
  expect(model.latest_version?.id).toBe(version);
  const schema = JSON.stringify(model.latest_version?.openapi_schema);
  for (const name of [
    'alpha',
    'beta',
    'diffusion_steps',
    'embedding_scale',
    'reference',
    'seed',
    'weights',
  ]) {
    expect(schema).toContain(`"${name}":`);
  }
  expect(model.default_example?.status).toBe('succeeded');
});
