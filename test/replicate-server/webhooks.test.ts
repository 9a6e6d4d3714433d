import { validateWebhook } from 'replicate';
import { expect, onTestFinished, test } from 'vitest';
import { startFast } from './fast-server.ts';
import { listen, readBody, shut } from './http.ts';
import { isRecord } from './json.ts';
import { modelVersion } from './model.ts';

interface Heard {
  headers: Record<string, string>;
  body: string;
}

/** A receiver that answers with these statuses in turn, then with 200. */
async function receiver(...statuses: number[]): Promise<{ url: string; heard: Heard[] }> {
  const heard: Heard[] = [];
  const { server, origin } = await listen(0);
  onTestFinished(() => shut(server));
  server.on('request', (request, response) => {
    void readBody(request, 1 << 20).then((body) => {
      const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
      heard.push({ headers: Object.fromEntries(headers) as Record<string, string>, body: String(body) });
      response.writeHead(statuses.shift() ?? 200).end();
    });
  });
  return { url: `${origin}/hook`, heard };
}

const statusOf = ({ body }: Heard): unknown => {
  const told: unknown = JSON.parse(body);
  return isRecord(told) ? [told['status'], typeof told['output'], told['logs']] : null;
};

test('tells of each event that is asked for, signed as the official client checks it', async () => {
  const { server, call } = await startFast();
  const { url, heard } = await receiver();
  const events = { webhook: url, webhook_events_filter: ['start', 'output', 'logs', 'completed'] };
  const { body } = await call('POST', '/predictions', {
    body: { version: modelVersion, input: { text: 'Heard.' }, ...events },
    headers: { Prefer: 'wait' },
  });
  await server.advance(0);
  expect(server.webhookCalls.map(({ event }) => event).toSorted()).toEqual(
    ['start', 'logs', 'logs', 'output', 'completed'].toSorted(),
  );
  expect(heard.map(statusOf)).toContainEqual(['processing', 'string', expect.any(String)]);
  const { key } = (await call('GET', '/webhooks/default/secret')).body;
  expect(key).toBe(server.webhookSecret);
  for (const { headers, body: text } of heard) {
    const request = {
      id: headers['webhook-id'] ?? '',
      timestamp: headers['webhook-timestamp'] ?? '',
      signature: headers['webhook-signature'] ?? '',
    };
    expect(await validateWebhook({ ...request, body: text, secret: String(key) })).toBe(true);
    expect(await validateWebhook({ ...request, body: `${text} `, secret: String(key) })).toBe(false);
    expect(text).toContain(String(body['id']));
  }
});

test('tells of outputs and the end unless told otherwise, and again when the end is not heard', async () => {
  const { server, call } = await startFast();
  const { url, heard } = await receiver(500, 500, 500);
  await call('POST', '/predictions', {
    body: { version: modelVersion, input: { text: 'Again.' }, webhook: url },
    headers: { Prefer: 'wait' },
  });
  await server.advance(0);
  expect(heard).toHaveLength(2);
  await server.advance(1);
  await server.advance(4);
  await server.advance(3600);
  const ends = server.webhookCalls.filter(({ event }) => event === 'completed');
  expect(ends.map(({ status }) => status)).toEqual([500, 500, 200]);
  expect(server.webhookCalls.filter(({ event }) => event === 'output')).toHaveLength(1);
  const ids = new Set(heard.map(({ headers }) => headers['webhook-id']));
  expect(ids.size).toBe(2);
});
