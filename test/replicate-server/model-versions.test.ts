import { expect, test } from 'vitest';
import { startFast, type FastServer } from './fast-server.ts';
import { isRecord } from './json.ts';
import { modelName, modelVersion } from './model.ts';

const newer = 'a'.repeat(64);
const other = 'b'.repeat(64);

const inputOf = ({ body }: { body: Record<string, unknown> }, ...path: string[]): unknown =>
  [...path, 'openapi_schema', 'components', 'schemas', 'Input'].reduce<unknown>(
    (at, name) => (isRecord(at) ? at[name] : undefined),
    body,
  );

function createWith({ call }: FastServer, version: string, input: object) {
  return call('POST', '/predictions', { body: { version, input } });
}

test('the newest version can be another, with other inputs, by which creates that name it are judged', async () => {
  const fast = await startFast({
    newerVersion: {
      id: newer,
      inputs: {
        embedding_scale: { type: 'number', minimum: 0, maximum: 2, default: 1 },
        speed: { type: 'number', minimum: 0.5, maximum: 2 },
        weights: null,
      },
      required: ['text', 'speed'],
    },
  });
  const page = await fast.call('GET', `/models/${modelName}`);
  expect(page.body['latest_version']).toMatchObject({ id: newer });
  const schema = inputOf(page, 'latest_version');
  expect(schema).toMatchObject({
    required: ['text', 'speed'],
    properties: { speed: { minimum: 0.5 }, embedding_scale: { maximum: 2 }, alpha: { maximum: 1 } },
  });
  expect(schema).not.toHaveProperty('properties.weights');
  expect(inputOf(await fast.call('GET', `/models/${modelName}/versions/${newer}`))).toEqual(schema);
  const seeds = inputOf(await fast.call('GET', `/models/${modelName}/versions/${modelVersion}`));
  expect(seeds).toMatchObject({ required: ['text'], properties: { embedding_scale: { maximum: 5 } } });

  expect((await createWith(fast, newer, { text: 'a' })).body['detail']).toContain('speed is required');
  const refused = await createWith(fast, newer, { text: 'a', speed: 1, embedding_scale: 3 });
  expect(refused.body['invalid_fields']).toMatchObject([{ field: 'input.embedding_scale' }]);
  expect((await createWith(fast, newer, { text: 'a', speed: 1 })).body['version']).toBe(newer);
  expect((await createWith(fast, modelVersion, { text: 'a', embedding_scale: 3 })).status).toBe(201);
  expect((await createWith(fast, modelName, { text: 'b', speed: 1 })).body['version']).toBe(newer);
  expect(fast.server.stats).toMatchObject({ creates: 3, distinctInputs: 3 });
});

test('any other id of 64 hexadecimal digits is a version of the model, unless it is told which there are', async () => {
  const open = await startFast();
  expect((await createWith(open, other, { text: 'a' })).body).toMatchObject({
    version: other,
    model: modelName,
  });
  expect((await createWith(open, `${modelName}:${other}`, { text: 'a' })).body['version']).toBe(other);
  expect((await open.call('GET', `/models/${modelName}/versions/${other}`)).body['id']).toBe(other);
  // The same input of another version is another input.
  await open.create('a');
  expect(open.server.stats).toMatchObject({ creates: 3, distinctInputs: 2 });

  const told = await startFast({ otherVersions: [other] });
  expect((await createWith(told, other, { text: 'a' })).status).toBe(201);
  expect((await createWith(told, newer, { text: 'a' })).body['title']).toBe(
    'Invalid version or not permitted',
  );
  expect((await told.call('GET', `/models/${modelName}/versions/${newer}`)).status).toBe(404);
});

test('which version a create named, and whether it asked for a stream, is written down', async () => {
  const fast = await startFast();
  const { server, call } = fast;
  await fast.create('a');
  await call('POST', '/predictions', { body: { version: other, input: { text: 'a' }, stream: true } });
  await call('POST', '/predictions', { body: { version: 'none', input: {}, stream: false } });
  await call('GET', '/account');
  expect(server.requests.map(({ create }) => create)).toEqual([
    { version: modelVersion, stream: null },
    { version: other, stream: true },
    { version: 'none', stream: false },
    null,
  ]);
  expect(server.predictions.map(({ request: { version, stream } }) => [version, stream])).toEqual([
    [modelVersion, false],
    [other, true],
  ]);
});
