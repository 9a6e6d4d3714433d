import { MPEGDecoder } from 'mpg123-decoder';
import { expect, test } from 'vitest';
import { decodeWav } from '../../electron/audio/wav.ts';
import { startFast, type FastServer } from './fast-server.ts';

async function output({ speak }: FastServer, text: string): Promise<string> {
  return String((await speak(text)).body['output']);
}

test('writes down every token that comes to the outputs’ host, and the host itself asks for none', async () => {
  const fast = await startFast();
  const url = await output(fast, 'A secret.');
  expect((await fetch(url)).status).toBe(200);
  expect(fast.server.leaks).toEqual([]);
  await fetch(url, { headers: { Authorization: 'Bearer something' } });
  await fetch(url, { headers: { 'X-Key': fast.server.token } });
  await fetch(`${url}?token=${fast.server.token}`);
  expect(fast.server.leaks.map(({ where }) => where)).toEqual(['authorization', 'x-key', 'url']);
});

test.each([
  ['truncated-audio', 'terminated'],
  ['wrong-length', 'terminated'],
] as const)('%s breaks off, once', async (name, error) => {
  const fast = await startFast();
  const url = await output(fast, 'Broken off.');
  fast.server.faults.next(name);
  await expect(fetch(url).then((response) => response.bytes())).rejects.toThrow(error);
  expect(decodeWav(await (await fetch(url)).bytes()).samples.length).toBeGreaterThan(2400);
  expect(fast.server.stats.downloads).toEqual({ complete: 1, broken: 1 });
});

test('a page, nothing at all, and an address that has expired can stand for audio', async () => {
  const fast = await startFast();
  const url = await output(fast, 'Not audio.');
  fast.server.faults.next('html-audio');
  const page = await fetch(url);
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  fast.server.faults.next('empty-audio');
  expect((await (await fetch(url)).bytes()).length).toBe(0);
  fast.server.faults.next('url-expired');
  expect((await fetch(url)).status).toBe(404);
  fast.server.faults.next('service-unavailable', { endpoint: 'download' });
  expect((await fetch(url)).status).toBe(503);
  expect(fast.server.stats.downloads.complete).toBe(0);
});

test('a lasting audio fault spoils every download of one prediction', async () => {
  const fast = await startFast();
  fast.server.faults.next('html-audio', { lasting: true });
  const url = await output(fast, 'Never.');
  for (let time = 0; time < 2; time++) {
    expect((await fetch(url)).headers.get('content-type')).toContain('html');
  }
  expect((await fetch(await output(fast, 'Other.'))).headers.get('content-type')).toBe('audio/wav');
  expect(fast.server.stats).toMatchObject({ creates: 2, distinctInputs: 2, unusable: 1 });
});

test('the draft voice speaks as MP3, 24 kHz, between a click and a pulse', async () => {
  const fast = await startFast({ voice: 'draft', format: 'mp3' });
  const plain = await startFast({ voice: 'draft', format: 'wav', blemishes: false });
  const text = 'The lamp was lit, and the story could begin.';
  const response = await fetch(await output(fast, text));
  expect(response.headers.get('content-type')).toBe('audio/mpeg');
  const bytes = await response.bytes();
  const spoken = decodeWav(await (await fetch(await output(plain, text))).bytes());
  expect(spoken.sampleRate).toBe(24_000);
  const decoder = new MPEGDecoder();
  await decoder.ready;
  const decoded = decoder.decode(bytes);
  decoder.free();
  expect(decoded.sampleRate).toBe(24_000);
  const seconds = decoded.samplesDecoded / 24_000;
  // An MP3 is filled up to whole frames of 24 ms, and begins with the encoder's delay.
  expect(seconds - spoken.samples.length / 24_000).toBeGreaterThan(0);
  expect(seconds - spoken.samples.length / 24_000).toBeLessThan(0.1);
  expect((bytes.length * 8) / seconds / 64_000).toBeCloseTo(1, 1);
  const loudest = (from: number, to: number): number =>
    Math.max(...(decoded.channelData[0] ?? []).slice(from, to).map(Math.abs));
  // Flite is silent for its first 180 ms: whatever is heard there is the click.
  expect(loudest(0, 2400)).toBeGreaterThan(0.2);
  expect(loudest(2400, 3600)).toBeLessThan(0.02);
});
