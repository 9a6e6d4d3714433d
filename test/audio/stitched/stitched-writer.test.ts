import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { StitchedWriter } from '../../../electron/audio/stitched/stitched-writer.ts';
import { temporaryPath } from '../../../electron/audio/stitched/target.ts';
import { takeIdSchema } from '../../../electron/contract/ids.ts';
import { asWavThere, stitchWav } from '../../support/stitch-wav.ts';
import { noise, sampleRate, silenceItem, TakeFolder, takeItem } from './take-folder.ts';

const entry = new URL('../../../electron/audio/stitched/worker.ts', import.meta.url);
const hugeSamples = 2_000_000_000;
let takes: TakeFolder;
let out: TakeFolder;
let target: string;
let writer: StitchedWriter;

beforeEach(() => {
  takes = new TakeFolder();
  out = new TakeFolder();
  target = path.join(out.root, 'book.wav');
  writer = new StitchedWriter(entry);
});

afterEach(async () => {
  await writer.close();
  takes.remove();
  out.remove();
});

function request(samples: number) {
  const items = [takeItem(1, samples, { gain: -6 }), silenceItem(100)];
  const file = stitchWav({ sampleRate, chapters: [{ title: 'One', items }] });
  const temporary = temporaryPath(target);
  return { file, source: takes, target, temporary, overwrite: false, ...asWavThere };
}

it('writes in its thread what the list says', async () => {
  takes.add(1, noise(30_000, 1));
  const fractions: number[] = [];
  const onProgress = (fraction: number): void => void fractions.push(fraction);
  const result = await writer.write({ ...request(30_000), onProgress });
  const written = readFileSync(target);
  expect(written.length).toBe(result.bytes);
  expect(written.readInt16LE(80)).toBe(Math.round((noise(1, 1)[0] ?? NaN) * 10 ** (-6 / 20)));
  expect(fractions.at(-1)).toBe(1);
  expect(readdirSync(out.root)).toEqual(['book.wav']);
});

it('passes on problems as they are', async () => {
  takes.add(1, noise(100, 1));
  await expect(writer.write(request(101))).rejects.toMatchObject({
    problem: { code: 'export-mismatch', message: expect.stringMatching(/take-1\.wav/) as string },
  });
  writeFileSync(target, 'old');
  await expect(writer.write(request(100))).rejects.toMatchObject({ problem: { code: 'target-exists' } });
});

it('has cleaned up when a cancelled write is answered, and can write again', async () => {
  takes.addSparse(1, hugeSamples);
  const controller = new AbortController();
  let aborted = NaN;
  const onProgress = (): void => {
    aborted = performance.now();
    controller.abort();
  };
  const writing = writer.write({ ...request(hugeSamples), signal: controller.signal, onProgress });
  await expect(writing).rejects.toMatchObject({ problem: { code: 'cancelled' } });
  expect(performance.now() - aborted).toBeLessThan(1000);
  expect(readdirSync(out.root)).toEqual([]);

  await writer.write(request(1000));
  expect(readdirSync(out.root)).toEqual(['book.wav']);
});

it('leaves the old target whole when the process is killed', () => {
  takes.addSparse(1, 50_000_000);
  writeFileSync(target, 'old');
  const script = path.join(import.meta.dirname, 'write-until-killed.ts');
  const { signal, stderr } = spawnSync(process.execPath, [script, takes.path(takeIdSchema.parse(1)), target]);
  expect(signal, stderr.toString()).toBe('SIGKILL');
  expect(readFileSync(target, 'utf8')).toBe('old');
  expect(readdirSync(out.root).filter((name) => !/^book\.wav(\.[0-9a-f]{12}\.part)?$/.test(name))).toEqual(
    [],
  );
});
