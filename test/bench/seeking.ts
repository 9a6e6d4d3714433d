import { hash } from 'node:crypto';
import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { buildPeaks, encodePeaks } from '../../electron/audio/peaks.ts';
import { peaksFile, sampleBytes, takeHeaderBytes } from '../../electron/audio/take-file.ts';
import { predictionIdSchema, takeIdSchema } from '../../electron/contract/ids.ts';
import { peaksUrl, stitchedUrl } from '../../electron/contract/media.ts';
import { makeClient } from '../../electron/contract/client.ts';
import { insertTake } from '../../electron/db/queries/takes.ts';
import { startBrowserServer } from '../../electron/hosts/browser/browser-server.ts';
import { locate } from '../../electron/locations.ts';
import { openLibrary } from '../../electron/library/open-library.ts';
import { openStudio } from '../../electron/studio/open-studio.ts';
import { stitchWav } from '../support/stitch-wav.ts';
import { median, printFigures, type Figure } from './figures.ts';

const sampleRate = 24_000;
const takes = 2_000;
const takeSamples = 17.5 * sampleRate;
const pauseSamples = 0.5 * sampleRate;
const seeks = 60;
const locations = locate(new URL('../../electron/cli.ts', import.meta.url).href);

/** Seeks in a stitched file of 10 hours over HTTP, as a player does, and asks for the peaks of all of it. */
export async function measureSeeking(): Promise<Figure[]> {
  const library = mkdtempSync(path.join(os.tmpdir(), 'lectern-bench-'));
  try {
    addTakes(library);
    const studio = await openStudio({ library, program: 'A benchmark', locations, engines: [] });
    const server = await startBrowserServer({ studio, library, renderer: locations.renderer, port: 0 });
    try {
      const file = describeBook();
      const { name } = await makeClient(studio.call).call('stitched.register', { file });
      const url = server.url + stitchedUrl(name);
      const first = await firstByte(url, 0);
      const waits: number[] = [];
      for (let seek = 1; seek <= seeks; seek++) {
        // Steps by the golden ratio: all over the book, and the same every time.
        waits.push(await firstByte(url, Math.floor(((seek * 0.618034) % 1) * file.bytes)));
      }
      return [
        { name: 'first byte ever of a 10 h file', value: first, unit: 'ms' },
        { name: 'first byte after a seek, median', value: median(waits), unit: 'ms', limit: 50 },
        { name: 'first byte after a seek, 19 of 20', value: quantile(waits, 0.95), unit: 'ms', limit: 50 },
        { name: 'first byte after a seek, slowest', value: Math.max(...waits), unit: 'ms' },
        {
          name: 'peaks of 10 h, made from the takes',
          value: await wholeTime(server.url + peaksUrl(name, 8)),
          unit: 'ms',
        },
        {
          name: 'another level of them',
          value: await wholeTime(server.url + peaksUrl(name, 10)),
          unit: 'ms',
        },
        { name: 'the same again', value: await wholeTime(server.url + peaksUrl(name, 10)), unit: 'ms' },
      ];
    } finally {
      await server.close();
      await studio.close();
    }
  } finally {
    rmSync(library, { recursive: true, force: true });
  }
}

/** Takes of silence that need no room on the disk. */
function addTakes(library: string): void {
  const opened = openLibrary(library, 'A benchmark');
  const { db } = opened;
  const folder = path.join(library, 'takes');
  const silence = new Int16Array(takeSamples);
  const peaks = encodePeaks(buildPeaks(silence));
  const sha256 = hash('sha256', silence);
  // No project is needed to serve takes, so they belong to none.
  db.pragma('foreign_keys = OFF');
  mkdirSync(folder);
  db.transaction(() => {
    for (let id = 1; id <= takes; id++) {
      const take = path.join(folder, `${id}.wav`);
      writeFileSync(peaksFile(take), peaks);
      const descriptor = openSync(take, 'w');
      ftruncateSync(descriptor, takeHeaderBytes + takeSamples * sampleBytes);
      closeSync(descriptor);
      insertTake(db, {
        project: null,
        prediction: predictionIdSchema.parse(id),
        key: '',
        words: '',
        standsIn: false,
        file: `takes/${id}.wav`,
        original: null,
        sampleRate,
        samples: takeSamples,
        sha256,
        peak: -90,
        rms: -90,
        clipped: 0,
      });
    }
  }).immediate();
  opened.close();
}

function describeBook() {
  const items = Array.from({ length: takes }, (_, index) => [
    {
      kind: 'take',
      take: takeIdSchema.parse(index + 1),
      from: 0,
      samples: takeSamples,
      gain: 0,
      fadeIn: 0,
      fadeOut: 0,
    } as const,
    { kind: 'silence', samples: pauseSamples } as const,
  ]).flat();
  return stitchWav({ sampleRate, chapters: [{ title: 'The whole book', items }] });
}

/** Milliseconds from asking for all bytes from one on, as a player does after a seek, to the first of them. */
function firstByte(url: string, from: number): Promise<number> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const request = http.get(url, { headers: { Range: `bytes=${from}-` }, agent: false }, (response) => {
      response.once('data', () => {
        resolve(performance.now() - started);
        request.destroy();
      });
    });
    request.on('error', reject);
  });
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? NaN;
}

async function wholeTime(url: string): Promise<number> {
  const started = performance.now();
  await (await fetch(url)).arrayBuffer();
  return performance.now() - started;
}

if (import.meta.main) printFigures('seeking', await measureSeeking());
