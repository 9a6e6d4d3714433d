import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { makeClient, type Client } from '../../electron/contract/client.ts';
import type { ProjectId } from '../../electron/contract/ids.ts';
import { defaultProjectSettings } from '../../electron/contract/project.ts';
import type { WriteDb } from '../../electron/db/connection.ts';
import { insertProject } from '../../electron/db/queries/projects.ts';
import { insertSections } from '../../electron/db/queries/sections.ts';
import { openLibrary } from '../../electron/library/open-library.ts';
import { locate } from '../../electron/locations.ts';
import { openStudio } from '../../electron/studio/open-studio.ts';
import { ToneEngine } from '../support/tone-engine.ts';
import { median, type Figure } from './figures.ts';

const projects = 100;
const sections = 40;
const chunksPerSection = 100;
const rounds = 15;
const program = 'A benchmark';
const locations = locate(new URL('../../electron/cli.ts', import.meta.url).href);

/**
 * What a shelf of 100 books of 4,000 chunks costs to list, and one of them to count, beside reading as many rows of one
 * of its tables by their numbers; and what it takes to give a book of 4,000 chunks another voice.
 */
export async function measureShelf(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lectern-bench-'));
  try {
    fill(folder);
    const studio = await openStudio({
      library: folder,
      program,
      locations,
      engines: [new ToneEngine()],
    });
    try {
      return await measure(makeClient(studio.call), readOne(folder));
    } finally {
      await studio.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(client: Client, reference: number): Promise<Figure[]> {
  const [first] = await client.call('projects.list', {});
  if (first === undefined) throw new Error('the shelf is empty');
  const project: ProjectId = first.id;
  const listing = await milliseconds(() => client.call('projects.list', {}));
  const counting = await milliseconds(() => client.call('sections.list', { project }));
  const voices = ['slt', 'rms'] as const;
  let turn = 0;
  const changing = await milliseconds(() =>
    client.call('projects.update', {
      project,
      voice: { engine: 'draft', speaker: voices[turn++ % 2] ?? 'rms', rate: 1 },
    }),
  );
  return [
    { name: 'listing 100 projects of 4,000 chunks', value: listing, unit: 'ms', limit: 10 },
    { name: 'counts of one of them', value: counting, unit: 'ms', limit: 2 },
    { name: 'another voice for one of them', value: changing, unit: 'ms' },
    { name: 'reference: the rows of all sections, bare', value: reference, unit: 'ms' },
    { name: 'listing, as a ratio to it', value: listing / reference, unit: 'x' },
  ];
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const started = performance.now();
    await work();
    // The first one prepares its statements.
    if (round > 0) times.push(performance.now() - started);
  }
  return median(times);
}

function fill(folder: string): void {
  const library = openLibrary(folder, program);
  try {
    const { db } = library;
    for (let number = 1; number <= projects; number++) addProject(db, number);
  } finally {
    library.close();
  }
}

function addProject(db: WriteDb, number: number): void {
  db.transaction(() => {
    const { id } = insertProject(db, {
      ...defaultProjectSettings,
      ...{ id: null, title: `Book ${number}`, author: null, language: 'en', format: 'text' },
      ...{ sourceName: 'book.txt', sourceHash: String(number), sampleRate: 24_000 },
    });
    insertSections(
      db,
      id,
      Array.from({ length: sections }, (_section, section) => ({
        ...{ title: `Chapter ${section + 1}`, included: true, reason: null },
        paragraphs: Array.from({ length: chunksPerSection }, (_, index) => ({
          kind: 'prose' as const,
          text: textOf(section, index),
        })),
        chunks: Array.from({ length: chunksPerSection }, (_, index) => {
          const text = textOf(section, index);
          const place = { fromParagraph: index, fromOffset: 0, toParagraph: index, toOffset: text.length };
          return {
            kind: 'speech' as const,
            text,
            boundary: 'paragraph' as const,
            paragraph: index,
            ...place,
          };
        }),
      })),
    );
  })();
}

function textOf(section: number, index: number): string {
  return `On evening ${index} of year ${section} the keeper wrote that the sea was calm and that nobody had come up the steps.`;
}

function readOne(folder: string): number {
  const library = new Sqlite(path.join(folder, 'lectern.sqlite'), { readonly: true });
  try {
    const read = library.prepare('SELECT * FROM sections');
    const times = Array.from({ length: rounds }, () => {
      const started = performance.now();
      read.all();
      return performance.now() - started;
    });
    return median(times);
  } finally {
    library.close();
  }
}
