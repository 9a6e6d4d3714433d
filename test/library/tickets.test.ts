import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { ticketSchema } from '../../electron/contract/calls.ts';
import { ticketUrl } from '../../electron/contract/media.ts';
import { Tickets } from '../../electron/library/tickets.ts';
import { stitchWav } from '../support/stitch-wav.ts';
import { book, imported } from '../support/lamp-book.ts';
import { tone, wavOf } from '../support/sounds.ts';

const goneBy = { problem: { code: 'not-found' } };
const wrong = { problem: { code: 'invalid-call' } };

/** A library that has imported a book, beside a recording; the terms for references are accepted. */
async function withRecording() {
  const { client, library, project, self, studio } = await imported();
  await client.call('settings.update', { referenceTermsAccepted: new Date().toISOString() });
  const recording = path.join(library, 'voice.wav');
  const sound = tone({ frequency: 200, seconds: 4, sampleRate: 24_000 });
  writeFileSync(recording, wavOf(sound, 24_000));
  return { client, library, project, self, studio, recording };
}

/** The same, with its book spoken and registered as `name`, ready to be exported. */
async function spoken() {
  const fixture = await withRecording();
  const { client, project, self } = fixture;
  await self.narrate(project);
  const { assembly } = await client.call('assembly.get', { project: project.id });
  const { name } = await client.call('stitched.register', { file: stitchWav(assembly) });
  return { ...fixture, name };
}

describe('a ticket', () => {
  test('to read is never one to write, and what it names stays as it is', async () => {
    const { client, library, project, name, studio, recording } = await spoken();
    const manuscript = path.join(library, 'other.md');
    writeFileSync(manuscript, book.replace('The Lamp', 'The Other Lamp'));
    const { tickets } = studio;
    for (const [ticket, file] of [
      [tickets.forManuscript(manuscript), manuscript],
      [tickets.forAudio(recording), recording],
    ] as const) {
      const before = readFileSync(file);
      const insisting = { project: project.id, name, ticket, overwrite: true };
      await expect(client.call('exports.start', insisting)).rejects.toMatchObject(wrong);
      expect(readFileSync(file).equals(before)).toBe(true);
    }
    expect(await client.call('exports.list', { project: project.id })).toEqual([]);
  });

  test('is good for what it was given for, and an attempt at something else costs nothing', async () => {
    const { client, library, project, name, studio, recording } = await spoken();
    const { tickets } = studio;
    const audio = tickets.forAudio(recording);
    await expect(client.call('projects.import', { ticket: audio })).rejects.toMatchObject({
      problem: {
        code: 'invalid-call',
        message: 'That file was chosen to be heard, not to be read as a manuscript.',
      },
    });
    const manuscript = path.join(library, 'other.md');
    writeFileSync(manuscript, book.replace('The Lamp', 'The Other Lamp'));
    const text = tickets.forManuscript(manuscript);
    await expect(client.call('references.inspect', { ticket: text })).rejects.toMatchObject(wrong);
    const cut = { ticket: text, name: 'Clip', from: 0, to: 2 };
    await expect(client.call('references.cut', cut)).rejects.toMatchObject(wrong);
    const target = tickets.forTarget(path.join(library, 'out.wav'), { overwrite: false });
    await expect(client.call('projects.import', { ticket: target })).rejects.toMatchObject(wrong);
    await expect(client.call('references.inspect', { ticket: target })).rejects.toMatchObject(wrong);

    expect(await client.call('projects.import', { ticket: text })).toMatchObject({ created: true });
    expect(await client.call('references.inspect', { ticket: audio })).toMatchObject({ name: 'voice.wav' });
    await client.call('exports.start', { project: project.id, name, ticket: target });
    for (const used of [text, target]) {
      const again = { project: project.id, name, ticket: used };
      await expect(client.call('exports.start', again)).rejects.toMatchObject(goneBy);
    }
  });

  test('is heard only when it is one for audio, and was found to be audio', async () => {
    const { client, library, studio, recording } = await withRecording();
    const status = async (ticket: string): Promise<number> => {
      const url = ticketUrl(ticket);
      return (await studio.media(new Request(`http://studio/${url}`), url)).status;
    };
    const audio = studio.tickets.forAudio(recording);
    expect(await status(audio)).toBe(404);
    await client.call('references.inspect', { ticket: audio });
    expect(await status(audio)).toBe(200);
    expect(await status(studio.tickets.forManuscript(recording))).toBe(404);
    expect(await status(studio.tickets.forTarget(recording, { overwrite: true }))).toBe(404);
    const text = studio.tickets.forAudio(path.join(library, 'book.md'));
    await expect(client.call('references.inspect', { ticket: text })).rejects.toThrow();
    expect(await status(text)).toBe(404);
  });
});

describe('time', () => {
  const hour = 60 * 60 * 1000;

  function fakeTime(): void {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
  }

  test('ends a ticket that is not used for an hour, and lets go of its file; looking at audio renews it', () => {
    fakeTime();
    const tickets = new Tickets();
    const released: string[] = [];
    const release = (name: string) => ({ release: () => released.push(name) });
    const audio = tickets.forAudio('/a.wav', release('audio'));
    const other = tickets.forAudio('/b.wav', release('other'));
    tickets.forManuscript('/c.md', release('manuscript'));
    const target = tickets.forTarget('/d.wav', { overwrite: true });
    vi.advanceTimersByTime(hour - 1);
    expect(tickets.audio(audio).path).toBe(path.resolve('/a.wav'));
    expect(released).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(released).toEqual(['other', 'manuscript']);
    expect(() => tickets.audio(other)).toThrow(/not good any more/u);
    expect(() => tickets.target(target)).toThrow(/not good any more/u);
    vi.advanceTimersByTime(hour - 2);
    expect(tickets.findAudio(audio)).not.toBeNull();
    vi.advanceTimersByTime(hour);
    expect(tickets.findAudio(audio)).toBeNull();
    expect(released).toEqual(['other', 'manuscript', 'audio']);
  });

  test('does not touch a manuscript that is being read: it is let go of once that has ended', async () => {
    fakeTime();
    const tickets = new Tickets();
    let releases = 0;
    const ticket = tickets.forManuscript('/a.md', { release: () => releases++ });
    const reading = Promise.withResolvers<string>();
    const read = tickets.readManuscript(ticket, () => reading.promise);
    vi.advanceTimersByTime(2 * hour);
    expect(releases).toBe(0);
    await expect(tickets.readManuscript(ticket, () => 'twice')).rejects.toMatchObject(goneBy);
    reading.resolve('read');
    expect([await read, releases]).toEqual(['read', 1]);

    const failing = tickets.forManuscript('/b.md', { release: () => releases++ });
    const refused = tickets.readManuscript(failing, () => Promise.reject(new Error('no book')));
    await expect(refused).rejects.toThrow('no book');
    expect(releases).toBe(2);
  });
});

test('only so many tickets are kept: the one that was not used for the longest gives way', () => {
  const tickets = new Tickets({ lifetime: 60_000, most: 3 });
  const released: string[] = [];
  const give = (name: string) => tickets.forAudio(`/${name}`, { release: () => released.push(name) });
  const [first, second] = [give('first'), give('second')];
  tickets.forTarget('/target.wav', { overwrite: false });
  tickets.audio(first);
  give('fourth');
  expect(released).toEqual(['second']);
  expect(tickets.findAudio(second)).toBeNull();
  expect(tickets.findAudio(first)?.name).toBe('first');
  const others = [tickets.forManuscript('/book.md'), tickets.forTarget('/out.wav', { overwrite: true })];
  expect(others.map((other) => tickets.findAudio(other))).toEqual([null, null]);
  for (const spent of ['', '../../etc/passwd', '__proto__']) {
    expect(() => tickets.audio(ticketSchema.parse(spent))).toThrow(/not good any more/u);
  }
});
