import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Manuscript, ManuscriptSection } from '../../../electron/contract/manuscript.ts';
import { toProblem, type Problem } from '../../../electron/contract/problem.ts';
import { readEpub } from '../../../electron/manuscript/epub/read-epub.ts';
import { epubFiles, zip, type EpubPlan } from '../../support/epub-builder.ts';

/** Reads a book that is made for one test. */
export async function read(plan: EpubPlan): Promise<Manuscript> {
  return readBytes(await zip(epubFiles(plan)));
}

/** Reads the bytes of an archive. */
export async function readBytes(bytes: Uint8Array): Promise<Manuscript> {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-epub-'));
  try {
    const path = join(folder, 'the_book.epub');
    await writeFile(path, bytes);
    return await readEpub(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The problem that keeps a book from being read; fails when it can be read. */
export async function refusal(reading: Promise<Manuscript>): Promise<Problem> {
  let manuscript;
  try {
    manuscript = await reading;
  } catch (thrown) {
    return toProblem(thrown);
  }
  throw new Error(`"${manuscript.title}" was read, but should have been refused`);
}

/** The sections of a book that is made for one test. */
export async function sectionsOf(plan: EpubPlan): Promise<ManuscriptSection[]> {
  return (await read(plan)).sections;
}

/** Titles of the sections that are suggested to be read. */
export function included(sections: readonly ManuscriptSection[]): string[] {
  return sections.filter((section) => section.included).map(({ title }) => title);
}

/** Title and reason of the others. */
export function skipped(sections: readonly ManuscriptSection[]): string[] {
  return sections
    .filter((section) => !section.included)
    .map(({ title, reason }) => `${title}: ${reason ?? ''}`);
}

/** The paragraphs of a document with this body, as `kind: text`. */
export async function paragraphsOf(body: string): Promise<string[]> {
  const sections = await sectionsOf({ documents: [{ name: 'a.xhtml', body }] });
  return sections.flatMap(({ paragraphs }) => paragraphs.map(({ kind, text }) => `${kind}: ${text}`));
}
