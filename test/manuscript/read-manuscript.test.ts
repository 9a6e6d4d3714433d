import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toProblem, type Problem } from '../../electron/contract/problem.ts';
import { fileReadProblem } from '../../electron/manuscript/file-read-problem.ts';
import { readManuscript } from '../../electron/manuscript/read-manuscript.ts';
import { sampleManuscript } from '../../electron/manuscript/sample.ts';
import { epubFiles, zip } from '../support/epub-builder.ts';
import { outline } from './outline.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-read-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function fileWith(bytes: string | Uint8Array): Promise<string> {
  const path = join(await mkdtemp(join(folder, 'file-')), 'upload.bin');
  await writeFile(path, bytes);
  return path;
}

async function refusal(path: string, name: string, signal?: AbortSignal): Promise<Problem> {
  const outcome: unknown = await readManuscript(path, name, signal).catch((thrown: unknown) => thrown);
  return toProblem(outcome);
}

const bytes = (head: string, length = 200): Buffer =>
  Buffer.concat([Buffer.from(head, 'latin1'), Buffer.alloc(length)]);
const withNames = (...names: string[]): Promise<Uint8Array> =>
  zip(Object.fromEntries(names.map((entry) => [entry, 'content'])));

describe('decides what a file is', () => {
  const book = '# One\n\nText.\n\n# Two\n\nText.';

  test.each([
    ['novel.md', 'markdown'],
    ['NOVEL.MARKDOWN', 'markdown'],
    ['novel.txt', 'text'],
    ['novel.TEXT', 'text'],
  ])('%s is %s, wherever its bytes lie', async (name, format) => {
    expect(await readManuscript(await fileWith(book), name)).toMatchObject({ format });
  });

  test('an EPUB by its bytes, whatever it is called', async () => {
    const path = await fileWith(
      await zip(epubFiles({ documents: [{ name: 'a.xhtml', body: '<h1>One</h1><p>Text.</p>' }] })),
    );
    for (const name of ['book.epub', 'book.zip', 'book.txt']) {
      expect(await readManuscript(path, name)).toMatchObject({ format: 'epub' });
    }
  });

  test('an EPUB without a title has that of its file, as the person knows it', async () => {
    const documents = [{ name: 'a.xhtml', body: '<h1>One</h1><p>Text.</p>' }];
    const path = await fileWith(await zip(epubFiles({ documents, metadata: '' })));
    expect(await readManuscript(path, 'The Grey Harbour.epub')).toMatchObject({ title: 'The Grey Harbour' });
  });

  test('the sample has three chapters, a title, an author, a language', async () => {
    const manuscript = await readManuscript(await fileWith(sampleManuscript.text), sampleManuscript.name);
    expect(manuscript).toMatchObject({ author: 'Lectern', language: 'en-GB' });
    expect(outline(manuscript)).toEqual([
      '+ The Last Stop',
      '+ The Girl with the Wet Umbrella',
      '+ The First Stop',
    ]);
  });
});

describe('refuses, naming the file', () => {
  test.each<[string, string, string | Uint8Array, Problem['code'], RegExp]>([
    ['nothing', 'a.txt', '', 'file-empty', /is empty/u],
    ['nothing as an EPUB', 'a.epub', '', 'file-empty', /is empty/u],
    ['white space', 'a.txt', ' \n\t\r\n', 'file-empty', /is empty/u],
    ['a lone byte order mark', 'a.md', '\uFEFF', 'file-empty', /is empty/u],
    [
      'a binary renamed',
      'a.txt',
      Uint8Array.from({ length: 4000 }, (_, n) => (n * 97) % 256),
      'file-unsupported',
      /binary/u,
    ],
    ['a PDF', 'a.pdf', bytes('%PDF-1.7'), 'file-unsupported', /a PDF/u],
    ['a PDF renamed', 'a.txt', bytes('%PDF-1.7'), 'file-unsupported', /a PDF/u],
    ['RTF', 'a.rtf', '{\\rtf1\\ansi Hello}', 'file-unsupported', /RTF/u],
    ['DOC', 'a.doc', bytes('\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1'), 'file-unsupported', /DOC/u],
    ['MOBI', 'a.mobi', bytes(`${'\0'.repeat(60)}BOOKMOBI`), 'file-unsupported', /Kindle/u],
    ['a picture', 'a.png', bytes('\x89PNG\r\n\x1A\n'), 'file-unsupported', /PNG/u],
    ['a recording', 'a.mp3', bytes('ID3\x03'), 'file-unsupported', /MP3/u],
    ['another recording', 'a.wav', bytes('RIFF\0\0\0\0WAVE'), 'file-unsupported', /WAV/u],
    ['an unknown extension', 'a.docz', 'Hello there.', 'file-unsupported', /\.md/u],
    ['no extension', 'manuscript', 'Hello there.', 'file-unsupported', /\.txt/u],
    ['an EPUB that is no ZIP', 'a.epub', 'Hello there.', 'manuscript-damaged', /not/u],
    ['a PDF called EPUB', 'a.epub', bytes('%PDF-1.7'), 'manuscript-damaged', /it is a PDF/u],
    ['an EPUB cut short', 'a.epub', bytes('PK\x03\x04'), 'manuscript-damaged', /./u],
    ['another ZIP cut short', 'a.txt', bytes('PK\x03\x04'), 'file-unsupported', /a ZIP archive/u],
    ['ornaments alone', 'a.txt', '* * *\n\n***\n', 'manuscript-without-text', /no text/u],
    ['pictures alone', 'a.md', '![a picture](x.png)\n', 'manuscript-without-text', /no text/u],
    ['front matter alone', 'a.md', '---\ntitle: X\n---\n', 'manuscript-without-text', /no text/u],
  ])('%s', async (_, name, content, code, message) => {
    const problem = await refusal(await fileWith(content), name);
    expect(problem).toMatchObject({ code });
    expect(problem.message).toMatch(message);
    expect(problem.message).toContain(`“${name}”`);
  });

  test.each([
    ['DOCX', ['[Content_Types].xml', 'word/document.xml']],
    ['XLSX', ['[Content_Types].xml', 'xl/workbook.xml']],
    ['ODT', ['mimetype', 'content.xml', 'META-INF/manifest.xml']],
    ['a ZIP archive', ['chapter.txt']],
  ])('%s in a ZIP', async (format, names) => {
    const problem = await refusal(await fileWith(await withNames(...names)), 'a.txt');
    expect(problem).toMatchObject({ code: 'file-unsupported' });
    expect(problem.message).toContain(format);
  });

  test('DOCX called EPUB', async () => {
    const problem = await refusal(await fileWith(await withNames('word/document.xml')), 'a.epub');
    expect(problem).toMatchObject({ code: 'file-unsupported' });
  });

  test('a ZIP called EPUB without a container', async () => {
    const problem = await refusal(await fileWith(await withNames('chapter.txt')), 'a.epub');
    expect(problem).toMatchObject({ code: 'manuscript-damaged' });
    expect(problem.message).toContain('“a.epub”');
  });

  test('a missing file', async () => {
    expect(await refusal(join(folder, 'gone.txt'), 'gone.txt')).toMatchObject({
      code: 'file-missing',
      message: expect.stringContaining('“gone.txt”') as string,
    });
  });

  test('a folder', async () => {
    await mkdir(join(folder, 'book.txt'));
    expect(await refusal(join(folder, 'book.txt'), 'book.txt')).toMatchObject({
      code: 'file-unreadable',
      message: expect.stringContaining('folder') as string,
    });
  });

  test('a text of more than 64 MB, without reading it', async () => {
    const path = await fileWith('Hello there.');
    await truncate(path, 64 * 1024 * 1024 + 1);
    const problem = await refusal(path, 'huge.txt');
    expect(problem).toMatchObject({ code: 'file-unsupported' });
    expect(problem.message).toContain('65 MB');
  });

  test('what was cancelled before it began', async () => {
    const path = await fileWith('Hello there.');
    expect(await refusal(path, 'a.txt', AbortSignal.abort())).toMatchObject({ code: 'cancelled' });
  });

  test('a file without permission (asked of the translation, because root may read everything)', () => {
    const denied = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    const problem = toProblem(fileReadProblem(denied, 'a.txt'));
    expect(problem).toMatchObject({ code: 'file-unreadable' });
    expect(problem.message).toContain('“a.txt”');
  });
});
