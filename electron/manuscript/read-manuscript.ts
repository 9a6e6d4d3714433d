import { open, type FileHandle } from 'node:fs/promises';
import type { Manuscript } from '../contract/manuscript.ts';
import { LecternError } from '../contract/problem.ts';
import { decodeText } from './decode-text.ts';
import { Archive } from './epub/archive/archive.ts';
import { defaultLimits } from './epub/archive/limits.ts';
import { readEpub } from './epub/read-epub.ts';
import { fileReadProblem } from './file-read-problem.ts';
import { readMarkdown } from './markdown/read-markdown.ts';
import { sizeOfOrdinaryFile } from './ordinary-file.ts';
import { isZip, nameOfForeignFormat, nameOfForeignZip, saysEpub, sniffBytes } from './sniff.ts';
import { readText } from './text/read-text.ts';

/** Extensions that a file dialog offers, without the dot, by what they are. */
export const manuscriptExtensions = {
  epub: ['epub'],
  markdown: ['md', 'markdown'],
  text: ['txt', 'text'],
} as const satisfies Record<Manuscript['format'], readonly string[]>;

/** No text by a person is longer; the Bible has 4 MB. In bytes. */
const largestText = 64 * 1024 * 1024;

const wayOut = 'Save it as EPUB, Markdown (.md) or plain text (.txt) and import that.';

/**
 * Reads a manuscript: what the file is, is decided by its bytes, and between plain text and Markdown by its extension.
 *
 * @param path where the bytes are
 * @param name the file's name as the person knows it; its extension counts, and messages use it
 * @throws LecternError `file-missing`, `file-unreadable`, `file-empty`, `file-unsupported`, `manuscript-without-text`,
 * `cancelled`; for EPUB also `manuscript-damaged`, `manuscript-unsafe` and `manuscript-protected`
 */
export async function readManuscript(path: string, name: string, signal?: AbortSignal): Promise<Manuscript> {
  stopIfCancelled(signal, name);
  const size = await sizeOfOrdinaryFile(path, name);
  if (size === 0) throw emptyFile(name);
  const file = await openFile(path, name);
  try {
    const head = Buffer.alloc(Math.min(sniffBytes, size));
    await readAll(file, head, name);
    const format = await formatOf(path, name, head, signal);
    if (format === 'epub') return await readNamedEpub(path, name, signal);
    if (size > largestText) throw tooLarge(name, size);
    const bytes = Buffer.alloc(size);
    await readAll(file, bytes, name);
    stopIfCancelled(signal, name);
    return readDecoded(bytes, name, format);
  } finally {
    await file.close();
  }
}

async function formatOf(
  path: string,
  name: string,
  head: Uint8Array,
  signal: AbortSignal | undefined,
): Promise<Manuscript['format']> {
  const claimed = formatByExtension(name);
  if (isZip(head)) {
    const foreign = saysEpub(head) ? null : await foreignZip(path, signal);
    // An EPUB without a container is for the EPUB reader to refuse; it can say what is missing.
    if (foreign === null || (claimed === 'epub' && foreign === 'a ZIP archive')) return 'epub';
    throw unsupported(name, foreign);
  }
  const foreign = nameOfForeignFormat(head);
  if (claimed === 'epub') throw notAnEpub(name, foreign);
  if (foreign !== null) throw unsupported(name, foreign);
  if (claimed === null) throw unknownExtension(name);
  return claimed;
}

function formatByExtension(name: string): Manuscript['format'] | null {
  const extension = /\.([^./\\]+)$/u.exec(name)?.[1]?.toLowerCase();
  const isAmong = (list: readonly string[]): boolean => extension !== undefined && list.includes(extension);
  if (isAmong(manuscriptExtensions.epub)) return 'epub';
  if (isAmong(manuscriptExtensions.markdown)) return 'markdown';
  return isAmong(manuscriptExtensions.text) ? 'text' : null;
}

/** What a ZIP archive is, null for an EPUB; one whose table of contents cannot be read is a ZIP archive at best. */
async function foreignZip(path: string, signal: AbortSignal | undefined): Promise<string | null> {
  try {
    const archive = await Archive.open(path, defaultLimits, signal);
    try {
      return nameOfForeignZip((entry) => archive.find(entry) !== null);
    } finally {
      await archive.close();
    }
  } catch (thrown) {
    if (thrown instanceof LecternError && thrown.problem.code !== 'cancelled') return 'a ZIP archive';
    throw thrown;
  }
}

async function readNamedEpub(
  path: string,
  name: string,
  signal: AbortSignal | undefined,
): Promise<Manuscript> {
  try {
    return await readEpub(path, signal, name);
  } catch (thrown) {
    if (!(thrown instanceof LecternError) || thrown.problem.code === 'cancelled') throw thrown;
    const { code, message, action } = thrown.problem;
    throw new LecternError(code, `“${name}”: ${message}`, action, { cause: thrown });
  }
}

function readDecoded(bytes: Uint8Array, name: string, format: 'text' | 'markdown'): Manuscript {
  const text = decodeText(bytes);
  if (text === null) throw unsupported(name, 'no text but binary data');
  if (text.trim() === '') throw emptyFile(name);
  const manuscript = format === 'text' ? readText(text, name) : readMarkdown(text, name);
  const speaks = manuscript.sections.some(({ paragraphs }) =>
    paragraphs.some(({ kind }) => kind !== 'ornament'),
  );
  if (speaks) return manuscript;
  throw new LecternError(
    'manuscript-without-text',
    `“${name}” has no text that could be read aloud.`,
    'Check that it is the right file.',
  );
}

async function openFile(path: string, name: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (thrown) {
    throw fileReadProblem(thrown, name);
  }
}

/** Fills the buffer from the start of the file. */
async function readAll(file: FileHandle, buffer: Uint8Array, name: string): Promise<void> {
  let filled = 0;
  while (filled < buffer.length) {
    let bytesRead: number;
    try {
      ({ bytesRead } = await file.read(buffer, filled, buffer.length - filled, filled));
    } catch (thrown) {
      throw fileReadProblem(thrown, name);
    }
    if (bytesRead === 0) {
      throw new LecternError(
        'file-unreadable',
        `“${name}” became shorter while it was being read.`,
        'Wait until the program that writes it has finished, then import it again.',
      );
    }
    filled += bytesRead;
  }
}

function emptyFile(name: string): LecternError {
  return new LecternError('file-empty', `“${name}” is empty.`, 'Choose a file with text in it.');
}

function tooLarge(name: string, size: number): LecternError {
  const megabytes = Math.ceil(size / (1024 * 1024));
  return new LecternError(
    'file-unsupported',
    `“${name}” has ${megabytes} MB; Lectern reads texts of up to ${largestText / (1024 * 1024)} MB.`,
    'Check that it is a manuscript, or divide it into several files.',
  );
}

function unsupported(name: string, what: string): LecternError {
  return new LecternError('file-unsupported', `“${name}” is ${what}, which Lectern cannot read.`, wayOut);
}

function unknownExtension(name: string): LecternError {
  return new LecternError(
    'file-unsupported',
    `“${name}” is not a kind of file that Lectern reads: EPUB (.epub), Markdown (.md, .markdown) or plain text (.txt, .text).`,
    wayOut,
  );
}

function notAnEpub(name: string, foreign: string | null): LecternError {
  const what = foreign === null ? '' : `; it is ${foreign}`;
  return new LecternError(
    'manuscript-damaged',
    `“${name}” is no EPUB: an EPUB is a ZIP archive, and this file is not${what}.`,
    'Get the book again, perhaps the download was cut short, or give the file its right extension.',
  );
}

function stopIfCancelled(signal: AbortSignal | undefined, name: string): void {
  if (signal?.aborted !== true) return;
  throw new LecternError(
    'cancelled',
    `The import of “${name}” was cancelled.`,
    'Import it again when you like.',
  );
}
