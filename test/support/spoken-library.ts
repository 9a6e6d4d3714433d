import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildPeaks, encodePeaks } from '../../electron/audio/peaks.ts';
import { peaksFile, sampleBytes, takeHeaderBytes } from '../../electron/audio/take-file.ts';
import { makeClient } from '../../electron/contract/client.ts';
import type { Project } from '../../electron/contract/project.ts';
import { listChunks } from '../../electron/db/queries/chunks.ts';
import { beginPrediction, succeedPrediction } from '../../electron/db/queries/predictions.ts';
import { listSections } from '../../electron/db/queries/sections.ts';
import { insertTake } from '../../electron/db/queries/takes.ts';
import { locate } from '../../electron/locations.ts';
import { openLibrary, type Library } from '../../electron/library/open-library.ts';
import { openStudio } from '../../electron/studio/open-studio.ts';
import { takeKeys, wordsHash } from '../../electron/book/take-key.ts';
import { takeFile, takesFolder } from '../../electron/library/take-files.ts';
import { createDraftEngine } from '../../electron/engines/draft/draft-engine.ts';

/** A book that is spoken already, every chunk of it as long as every other. */
export interface SpokenBook {
  title: string;
  chapters: number;
  chunksPerChapter: number;
  takeSeconds: number;
}

const program = 'A benchmark';
const locations = locate(new URL('../../electron/cli.ts', import.meta.url).href);

/** The manuscript of such a book: every paragraph and every chapter's title makes a chunk. */
export function manuscriptOf({ title, chapters, chunksPerChapter }: SpokenBook): string {
  const chapter = (number: number): string => {
    const paragraphs = Array.from(
      { length: chunksPerChapter - 1 },
      (_, index) =>
        `On evening ${index + 1} of year ${number} the keeper of ${title} wrote that the sea was calm, that the lamp had burned since dusk, and that nobody had come up the hundred and nine steps to ask him for anything at all.`,
    );
    return [`# Year ${number}`, ...paragraphs].join('\n\n');
  };
  const all = Array.from({ length: chapters }, (_, index) => chapter(index + 1));
  return `---\ntitle: ${title}\n---\n\n${all.join('\n\n')}\n`;
}

/** Makes a library of books that are spoken already, with takes of silence that need no room on the disk. */
export async function makeSpokenLibrary(folder: string, books: readonly SpokenBook[]): Promise<void> {
  const projects = await importAll(folder, books);
  const library = openLibrary(folder, program);
  try {
    library.db
      .transaction(() => {
        for (const { project, takeSeconds } of projects) addTakes(library, project, takeSeconds);
      })
      .immediate();
  } finally {
    library.close();
  }
}

async function importAll(folder: string, books: readonly SpokenBook[]) {
  const studio = await openStudio({ library: folder, program, locations });
  const source = mkdtempSync(path.join(os.tmpdir(), 'lectern-bench-'));
  try {
    const client = makeClient(studio.call);
    const imported: { project: Project; takeSeconds: number }[] = [];
    for (const book of books) {
      const file = path.join(source, 'book.md');
      writeFileSync(file, manuscriptOf(book));
      const ticket = studio.tickets.forManuscript(file);
      const { project } = await client.call('projects.import', { ticket });
      imported.push({ project, takeSeconds: book.takeSeconds });
    }
    return imported;
  } finally {
    await studio.close();
    rmSync(source, { recursive: true });
  }
}

function addTakes(library: Library, project: Project, takeSeconds: number): void {
  const { db } = library;
  const { voice, sampleRate } = project;
  const { revision } = createDraftEngine({ worker: locations.speechWorker });
  const keyOf = takeKeys(voice, revision);
  const samples = Math.round(takeSeconds * sampleRate);
  const peaks = encodePeaks(buildPeaks(new Int16Array(samples)));
  mkdirSync(library.file(takesFolder(project.id)), { recursive: true });
  for (const section of listSections(db, project.id)) {
    for (const { id: chunk, text, place } of listChunks(db, section.id)) {
      const key = keyOf(text);
      const target = { project: project.id, section: section.id, chunk, place };
      const facts = {
        input: '{}',
        inputHash: key,
        service: null,
        spokenText: text,
        revision,
        maker: revision,
        notes: [],
        paid: false,
        rate: 0,
      };
      const prediction = beginPrediction(db, { target, voice, text, speechKey: key, ...facts });
      const file = takeFile(project.id, prediction);
      writeFileSync(peaksFile(library.file(file)), peaks);
      const descriptor = openSync(library.file(file), 'w');
      ftruncateSync(descriptor, takeHeaderBytes + samples * sampleBytes);
      closeSync(descriptor);
      const measures = { original: null, sampleRate, samples, sha256: null, peak: -90, rms: -90, clipped: 0 };
      const belongs = { project: project.id, key, words: wordsHash(text), standsIn: true };
      insertTake(db, { ...belongs, prediction, file, ...measures });
      succeedPrediction(db, prediction, null);
    }
  }
}
