import { spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import path from 'node:path';
import { StitchedWriter } from '../../electron/audio/stitched/stitched-writer.ts';
import { temporaryPath } from '../../electron/audio/stitched/target.ts';
import type { WriteResult } from '../../electron/audio/stitched/write-stitched.ts';
import { sampleBytes, takeHeaderBytes } from '../../electron/audio/take-file.ts';
import { takeIdSchema, type TakeId } from '../../electron/contract/ids.ts';
import type { StitchedFile } from '../../electron/contract/stitched.ts';
import { asWavThere, stitchWav, type BareAssembly } from '../support/stitch-wav.ts';
import { noise, sampleRate, silenceItem, TakeFolder, takeItem } from '../audio/stitched/take-folder.ts';
import { evenStart } from './even-start.ts';
import { median, printFigures, type Figure } from './figures.ts';

const takeSamples = 17.5 * sampleRate;
const pauseSamples = 0.5 * sampleRate;
const takesPerHour = 3600 / 18;
const takesPerChapter = 50;
const rounds = 7;
const neededBytes = 12e9;
const workerEntry = new URL('../../electron/audio/stitched/worker.ts', import.meta.url);

/** Writes 10 h and 30 h of stitched takes, each held against its hash; compares time with `cat` and sox, and memory with itself. */
export async function measureStitching(): Promise<Figure[]> {
  const folder = new TakeFolder();
  try {
    const { bavail, bsize } = statfsSync(folder.root);
    if (bavail * bsize < neededBytes)
      throw new Error(`${folder.root} needs ${neededBytes / 1e9} GB of free space`);
    makeTakes(folder, 10 * takesPerHour);
    const speed = await measureSpeed(folder, 10);
    const tenHours = measureMemory(folder, 10);
    folder.remove();
    return [...speed, ...memoryFigures(tenHours, measureSparse(30))];
  } finally {
    folder.remove();
  }
}

function memoryFigures(tenHours: number, thirtyHours: number): Figure[] {
  return [
    { name: 'peak memory, 10 h', value: tenHours / 1e6, unit: 'MB', limit: 150 },
    { name: 'peak memory, 30 h (RF64)', value: thirtyHours / 1e6, unit: 'MB', limit: (1.2 * tenHours) / 1e6 },
  ];
}

function makeTakes(folder: TakeFolder, count: number): void {
  folder.add(1, noise(takeSamples, 1));
  for (let id = 2; id <= count; id += 1) copyFileSync(takePath(folder, 1), takePath(folder, id));
}

async function measureSpeed(folder: TakeFolder, hours: number): Promise<Figure[]> {
  const takes = Array.from({ length: hours * takesPerHour }, (_, index) => takePath(folder, index + 1));
  const ours: (WriteResult & { allSeconds: number })[] = [];
  const cat: number[] = [];
  const sox: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const isWarm = round > 0;
    const result = await timeOurs(folder, hours);
    const catSeconds = timeTool(folder, 'sh', [
      '-c',
      'out=$1; shift; cat "$@" > "$out"',
      'cat',
      target(folder),
      ...takes,
    ]);
    const soxSeconds = timeTool(folder, 'sox', [...takes, target(folder)]);
    if (!isWarm) continue;
    ours.push(result);
    if (catSeconds !== undefined) cat.push(catSeconds);
    if (soxSeconds !== undefined) sox.push(soxSeconds);
  }
  // All that a person waits for except the disk: checks before, writing, verification, name.
  const own = median(ours.map((run) => run.allSeconds - run.syncSeconds));
  return [
    { name: `our export of ${hours} h, without fsync`, value: own, unit: 's' },
    { name: 'of which writing', value: median(ours.map((run) => run.writeSeconds)), unit: 's' },
    { name: 'fsync, apart', value: median(ours.map((run) => run.syncSeconds)), unit: 's' },
    // It only copies: hashing what is read and reading back what is written cost about as much again.
    ...against('cat', own, cat, 3.5),
    ...against('sox', own, sox, 0.8),
  ];
}

function against(tool: string, own: number, seconds: number[], limit: number): Figure[] {
  if (seconds.length === 0) return [];
  return [
    { name: tool, value: median(seconds), unit: 's' },
    { name: `ours / ${tool}`, value: own / median(seconds), unit: 'x', limit },
  ];
}

async function timeOurs(folder: TakeFolder, hours: number): Promise<WriteResult & { allSeconds: number }> {
  evenStart();
  const writer = new StitchedWriter(workerEntry);
  const started = performance.now();
  const file = describeBook(hours);
  const source = {
    path: (take: TakeId) => folder.path(take),
    // Every take is a copy of the first.
    proof: () => folder.proof(takeIdSchema.parse(1)),
  };
  const result = await writer.write({ file, source, ...asWavThere, ...destination(target(folder)) });
  const allSeconds = (performance.now() - started) / 1000;
  await writer.close();
  rmSync(target(folder));
  return { ...result, allSeconds };
}

/** Seconds that a program takes to make the target; undefined where it is not installed. */
function timeTool(folder: TakeFolder, command: string, args: string[]): number | undefined {
  evenStart();
  const started = performance.now();
  const { error, status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  const seconds = (performance.now() - started) / 1000;
  if (error !== undefined) return undefined;
  if (status !== 0) throw new Error(`${command} failed: ${stderr}`);
  rmSync(target(folder));
  return seconds;
}

function measureSparse(hours: number): number {
  const folder = new TakeFolder();
  try {
    for (let id = 1; id <= hours * takesPerHour; id += 1) folder.addSparse(id, takeSamples);
    return measureMemory(folder, hours);
  } finally {
    folder.remove();
  }
}

/** Peak memory, in bytes, of a fresh process that does nothing but export. */
function measureMemory(folder: TakeFolder, hours: number): number {
  const args = [import.meta.filename, 'export-only', folder.root, String(hours)];
  // As the command line runs: compiled code is kept from the run before.
  const env = { ...process.env, NODE_COMPILE_CACHE: path.join(folder.root, 'compile-cache') };
  spawnSync(process.execPath, args, { env });
  rmSync(target(folder));
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8', env });
  if (status !== 0) throw new Error(`the export of ${hours} h failed: ${stderr}`);
  rmSync(target(folder));
  return Number(stdout);
}

function destination(file: string) {
  return { target: file, temporary: temporaryPath(file), overwrite: false };
}

async function exportOnly(root: string, hours: number): Promise<void> {
  const writer = new StitchedWriter(workerEntry);
  // Every take is the same, and so is what it has to be.
  const bytes = readFileSync(path.join(root, 'take-1.wav'));
  const samples = bytes.subarray(takeHeaderBytes, takeHeaderBytes + takeSamples * sampleBytes);
  const proof = { samples: takeSamples, sha256: hash('sha256', samples) };
  const source = { path: (take: number) => path.join(root, `take-${take}.wav`), proof: () => proof };
  await writer.write({
    file: describeBook(hours),
    source,
    ...asWavThere,
    ...destination(path.join(root, 'book.wav')),
  });
  await writer.close();
  process.stdout.write(String(peakMemory()));
}

/** In bytes. What the system counts for a started process begins with its parent's, where it can be told apart. */
function peakMemory(): number {
  const own = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const kilobytes = /^VmHWM:\s*(\d+) kB$/mu.exec(own)?.[1];
  return (kilobytes === undefined ? process.resourceUsage().maxRSS : Number(kilobytes)) * 1024;
}

function describeBook(hours: number): StitchedFile {
  const chapters: BareAssembly['chapters'] = [];
  for (let id = 1; id <= hours * takesPerHour; id += 1) {
    if (id % takesPerChapter === 1) chapters.push({ title: `Chapter ${chapters.length + 1}`, items: [] });
    chapters.at(-1)?.items.push(takeItem(id, takeSamples), silenceItem(pauseSamples));
  }
  return stitchWav({ sampleRate, chapters });
}

function takePath(folder: TakeFolder, id: number): string {
  return folder.path(takeIdSchema.parse(id));
}

function target(folder: TakeFolder): string {
  return path.join(folder.root, 'book.wav');
}

if (import.meta.main) {
  const [mode, root, hours] = process.argv.slice(2);
  if (mode === 'export-only' && root !== undefined) await exportOnly(root, Number(hours));
  else printFigures('stitching', await measureStitching());
}
