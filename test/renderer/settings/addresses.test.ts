import { describe, expect, test } from 'vitest';
import { apiUrlOf, webhookOf } from '../../../renderer/settings/replicate/addresses.ts';

describe('what is typed as an API address', () => {
  test('is taken once it is whole, without the slash that would double', () => {
    expect(apiUrlOf(' http://127.0.0.1:8300/v1/ ')).toBe('http://127.0.0.1:8300/v1');
  });

  test('is not taken before, nor with another protocol', () => {
    for (const text of ['', 'http', 'api.replicate.com/v1', 'ftp://example.org', 'javascript:alert(1)'])
      expect(apiUrlOf(text), text).toBeNull();
  });
});

describe('what is typed as a webhook', () => {
  test('is none, unfinished, or a receiver with its events', () => {
    expect(webhookOf('  ', ['completed'])).toBeNull();
    expect(webhookOf('https:', ['completed'])).toBeUndefined();
    expect(webhookOf('https://example.org/hook', [])).toBeUndefined();
    expect(webhookOf(' https://example.org/hook ', ['start', 'completed'])).toEqual({
      url: 'https://example.org/hook',
      events: ['start', 'completed'],
    });
  });
});
