import { spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readStitched } from '../../../electron/audio/stitched/read-stitched.ts';
import { openStitched, type Stitched } from '../../../electron/audio/stitched/stitched.ts';
import { verifyWav } from '../../../electron/audio/formats/wav/verify-wav.ts';
import { writeStitched } from '../../../electron/audio/stitched/write-stitched.ts';
import { asWav, stitchWav } from '../../support/stitch-wav.ts';
import { noise, sampleRate, silenceItem, TakeFolder, takeItem } from './take-folder.ts';

const signal = new AbortController().signal;
let folder: TakeFolder;
let target: string;

beforeEach(() => {
  folder = new TakeFolder();
  target = path.join(folder.root, 'book.wav');
});

afterEach(() => {
  folder.remove();
});

async function shortBook(): Promise<Stitched> {
  folder.add(1, noise(24_000, 1));
  folder.add(2, noise(12_000, 2));
  const chapters = [
    { title: 'One', items: [takeItem(1, 24_000), silenceItem(6000)] },
    { title: 'Über “zwei”', items: [takeItem(2, 12_000)] },
  ];
  const stitched = await openStitched(stitchWav({ sampleRate, chapters }), folder);
  await writeStitched(stitched, target, { ...asWav, overwrite: false, signal, onProgress: () => undefined });
  return stitched;
}

const hours = 26;

/** A file of 26 hours of silence with its real header and marks, whose samples are a hole in the disk. */
async function longBook(): Promise<Stitched> {
  const samples = hours * 3600 * sampleRate;
  folder.addSparse(3, samples / 2);
  const chapters = [
    { title: 'First half', items: [takeItem(3, samples / 2)] },
    { title: 'Second half', items: [takeItem(3, samples / 2)] },
  ];
  const stitched = await openStitched(stitchWav({ sampleRate, chapters }), folder);
  const { bytes } = stitched.file;
  const { audioAt } = stitched.index;
  const descriptor = openSync(target, 'w');
  ftruncateSync(descriptor, bytes);
  for (const [start, end] of [
    [0, audioAt],
    [audioAt + samples * 2, bytes],
  ] as const) {
    let at = start;
    for await (const block of readStitched(stitched, start, end)) {
      at += writeSync(descriptor, block, 0, block.length, at);
    }
  }
  closeSync(descriptor);
  return stitched;
}

function run(tool: string, args: string[], skip: (reason: string) => void): string {
  const { error, stdout, stderr, status } = spawnSync(tool, args, { encoding: 'utf8' });
  if (error !== undefined) skip(`${tool} is not on PATH`);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout;
}

const probe = [
  '-v',
  'error',
  '-show_entries',
  'format=duration:chapter=start_time:chapter_tags=title',
  '-of',
  'json',
];
const parse = (json: string): unknown => JSON.parse(json);

it('ffprobe reads length and chapters', async (ctx) => {
  await shortBook();
  const found = parse(run('ffprobe', [...probe, target], (reason) => ctx.skip(reason)));
  expect(found).toMatchObject({
    format: { duration: '1.750000' },
    chapters: [
      { start_time: '0.000000', tags: { title: 'One' } },
      { start_time: '1.250000', tags: { title: 'Über “zwei”' } },
    ],
  });
});

it('sox reads the same number of samples', async (ctx) => {
  const stitched = await shortBook();
  const samples = run('soxi', ['-s', target], (reason) => ctx.skip(reason));
  expect(Number(samples)).toBe(stitched.file.samples);
});

it('ffprobe reads a file beyond 4 GiB', async (ctx) => {
  await longBook();
  const found = parse(run('ffprobe', [...probe, target], (reason) => ctx.skip(reason)));
  expect(found).toMatchObject({
    format: { duration: `${hours * 3600}.000000` },
    chapters: [
      { tags: { title: 'First half' } },
      { start_time: `${hours * 1800}.000000`, tags: { title: 'Second half' } },
    ],
  });
});

it('Lectern’s own check passes a file beyond 4 GiB, and sees a wrong 64-bit size', async () => {
  const stitched = await longBook();
  await verifyWav(target, stitched, signal);
  const descriptor = openSync(target, 'r+');
  writeSync(descriptor, Uint8Array.of(2), 0, 1, 20);
  closeSync(descriptor);
  await expect(verifyWav(target, stitched, signal)).rejects.toThrow(/states a wrong size/);
});
