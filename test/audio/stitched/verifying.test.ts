import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStitched, type Stitched } from '../../../electron/audio/stitched/stitched.ts';
import { verifyWav } from '../../../electron/audio/formats/wav/verify-wav.ts';
import { writeStitched } from '../../../electron/audio/stitched/write-stitched.ts';
import type { StitchedFile } from '../../../electron/contract/stitched.ts';
import { asWav, stitchWav } from '../../support/stitch-wav.ts';
import { noise, sampleRate, silenceItem, TakeFolder, takeItem } from './take-folder.ts';

const takeSamples = 10_000;
const firstAudioByte = 80;
const signal = new AbortController().signal;
let takes: TakeFolder;
let written: string;
let damaged: string;
let file: StitchedFile;
let stitched: Stitched;
let good: Buffer;

beforeAll(async () => {
  takes = new TakeFolder();
  for (const id of [1, 2, 3, 4]) takes.add(id, noise(takeSamples, id));
  const chapter = (title: string, one: number, other: number) => ({
    title,
    items: [
      silenceItem(3000),
      takeItem(one, takeSamples),
      silenceItem(500),
      takeItem(other, takeSamples),
      silenceItem(3000),
    ],
  });
  file = stitchWav({ sampleRate, chapters: [chapter('Alpha', 1, 2), chapter('Bravo', 3, 4)] });
  stitched = await openStitched(file, takes);
  written = path.join(takes.root, 'written.wav');
  damaged = path.join(takes.root, 'damaged.wav');
  await writeStitched(stitched, written, { ...asWav, overwrite: false, signal, onProgress: () => undefined });
  good = readFileSync(written);
});

afterAll(() => {
  takes.remove();
});

async function fault(bytes: Buffer, against = stitched): Promise<string> {
  writeFileSync(damaged, bytes);
  const thrown: unknown = await verifyWav(damaged, against, signal).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toMatchObject({ problem: { code: 'export-mismatch' } });
  return thrown instanceof Error ? thrown.message : '';
}

function changed(at: number, ...values: number[]): Buffer {
  const bytes = Buffer.from(good);
  bytes.set(values, at);
  return bytes;
}

describe('a written file is refused', () => {
  it('when any byte of its header or of its marks is another', async () => {
    const audioEnd = firstAudioByte + file.samples * 2;
    const places = [...good.keys()].filter((at) => at < firstAudioByte || at >= audioEnd);
    expect(places.length).toBeGreaterThan(150);
    for (const at of places) await fault(changed(at, (good[at] ?? 0) ^ 0x40));
  });

  it('when it is cut short, or longer than it should be', async () => {
    expect(await fault(good.subarray(0, -2))).toMatch(/has \d+ bytes instead of \d+\. The file was not kept/);
    expect(await fault(Buffer.concat([good, Buffer.alloc(2)]))).toMatch(/bytes instead of/);
    copyFileSync(written, damaged);
    truncateSync(damaged, 0);
    await expect(verifyWav(damaged, stitched, signal)).rejects.toThrow(/has 0 bytes/);
  });

  it('when a sample is lost in the middle', async () => {
    const at = firstAudioByte + 2 * (3000 + takeSamples / 2);
    const lost = Buffer.concat([good.subarray(0, at), good.subarray(at + 2)]);
    expect(await fault(lost)).toMatch(/bytes instead of/);
  });

  it('when a sample is lost and another doubled, so that only what is between is shifted', async () => {
    const from = firstAudioByte + 2 * (3000 + takeSamples / 2);
    const to = from + 2 * takeSamples;
    const shifted = Buffer.from(good);
    shifted.copyWithin(from, from + 2, to);
    expect(await fault(shifted)).toMatch(/differs in chapter 1, “Alpha”, 0\.\d s in/);
  });

  it('when two takes of the same length are swapped, also within a chapter', async () => {
    const third = firstAudioByte + 2 * (26_500 + 3000);
    const fourth = third + 2 * (takeSamples + 500);
    const swapped = Buffer.from(good);
    good.copy(swapped, third, fourth, fourth + 2 * takeSamples);
    good.copy(swapped, fourth, third, third + 2 * takeSamples);
    expect(await fault(swapped)).toMatch(/differs in chapter 2, “Bravo”, 1\.2 s in/);
  });

  it('when its last samples are not those of the last take', async () => {
    const takeEnd = firstAudioByte + 2 * (file.samples - 3000);
    expect(await fault(changed(takeEnd - 1, 1 + (good[takeEnd - 1] ?? 0)))).toMatch(/differs in chapter 2/);
    expect(await fault(changed(takeEnd + 5999, 1))).toMatch(/differs in chapter 2/);
  });

  it('when two labels are swapped, saying which chapter', async () => {
    const alpha = good.indexOf('Alpha');
    const bravo = good.indexOf('Bravo');
    const swapped = Buffer.from(good);
    swapped.write('Bravo', alpha);
    swapped.write('Alpha', bravo);
    expect(await fault(swapped)).toMatch(/wrong chapter mark for chapter 1, “Alpha”/);
  });
});

describe('a list whose own bytes contradict it is refused', () => {
  it('when a label is not the title of its mark', async () => {
    const marks = file.marks.map((mark) => ({ ...mark, title: mark.title.replace('Bravo', 'Charlie') }));
    const other = await openStitched({ ...file, marks }, takes);
    expect(await fault(good, other)).toMatch(/wrong chapter mark for chapter 2, “Charlie”/);
  });

  it('when a cue point is not at its mark', async () => {
    const marks = file.marks.map((mark) => ({ ...mark, position: mark.position * 0.5 }));
    const other = await openStitched({ ...file, marks }, takes);
    expect(await fault(good, other)).toMatch(/wrong chapter mark for chapter 2, “Bravo”/);
  });

  it('when it has more cue points than marks', async () => {
    const other = await openStitched({ ...file, marks: file.marks.slice(0, 1) }, takes);
    expect(await fault(good, other)).toMatch(/has 2 chapter marks instead of 1/);
  });

  it('when the sample rate is another', async () => {
    const other = await openStitched({ ...file, sampleRate: 44_100 }, takes);
    expect(await fault(good, other)).toMatch(/is not 16-bit mono at 44100 Hz/);
  });
});

it('accepts what was written', async () => {
  await expect(verifyWav(written, stitched, signal)).resolves.toBeUndefined();
});

it('stops when cancelled', async () => {
  await expect(verifyWav(written, stitched, AbortSignal.abort())).rejects.toMatchObject({
    problem: { code: 'cancelled' },
  });
});
