import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { isSignedWebhook } from '../../../../electron/engines/services/replicate/webhook-signature.ts';

// The example of the Standard Webhooks specification, which Replicate follows.
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const example = {
  'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  'webhook-timestamp': '1614265330',
  'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};
const body = '{"test": 2432232314}';
const then = 1_614_265_330_000;

function sign(payload: string, timestamp: string): string {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signed = `${example['webhook-id']}.${timestamp}.${payload}`;
  return createHmac('sha256', key).update(signed).digest('base64');
}

test('knows the documented example, as plain headers, as Headers, and by its bytes', () => {
  expect(isSignedWebhook(example, body, secret, then)).toBe(true);
  expect(isSignedWebhook(new Headers(example), body, secret, then)).toBe(true);
  expect(isSignedWebhook(example, Buffer.from(body), secret, then)).toBe(true);
});

test('refuses any other body, id, time, secret or signature', () => {
  const wrong: [Record<string, string>, string, string][] = [
    [example, `${body} `, secret],
    [{ ...example, 'webhook-id': 'msg_other' }, body, secret],
    [{ ...example, 'webhook-timestamp': '1614265331' }, body, secret],
    [example, body, 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    [example, body, 'whsec_'],
    [{ ...example, 'webhook-signature': 'v1,' }, body, secret],
    [{ ...example, 'webhook-signature': 'v1' }, body, secret],
    [{ ...example, 'webhook-signature': example['webhook-signature'].replace('v1,', 'v2,') }, body, secret],
    [{ ...example, 'webhook-signature': example['webhook-signature'].slice(0, -6) }, body, secret],
    [{ 'webhook-signature': example['webhook-signature'] }, body, secret],
    [{ ...example, 'webhook-timestamp': 'NaN' }, body, secret],
  ];
  for (const [headers, payload, key] of wrong) {
    expect(isSignedWebhook(headers, payload, key, then), JSON.stringify(headers)).toBe(false);
  }
});

test('takes any of several signatures, while a secret is changed', () => {
  const several = `v1a,c29tZXRoaW5n v1,${sign('other', '1614265330')} ${example['webhook-signature']}`;
  expect(isSignedWebhook({ ...example, 'webhook-signature': several }, body, secret, then)).toBe(true);
});

test('refuses what was signed more than five minutes ago, or in the future', () => {
  for (const [apart, isFresh] of [
    [299, true],
    [-299, true],
    [301, false],
    [-301, false],
  ] as const) {
    expect(isSignedWebhook(example, body, secret, then + apart * 1000), `${apart} s`).toBe(isFresh);
  }
});
