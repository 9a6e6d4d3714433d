import { describe, expect, test } from 'vitest';
import { container, epubFiles, renameEntry, xhtml, zip, type EpubPlan } from '../../support/epub-builder.ts';
import { included, read, readBytes } from './temporary-book.ts';

const documents = [{ name: 'a.xhtml', body: '<h1>One</h1><p>Text.</p>' }];
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);

async function metadataOf(
  metadata: string,
): Promise<{ title: string; author: string | null; language: string | null }> {
  const { title, author, language } = await read({ documents, metadata });
  return { title, author, language };
}

describe('title, author, language', () => {
  test('EPUB 2: the author by opf:role, not the editor before him', async () => {
    const metadata =
      '<dc:creator opf:role="edt">Ed Itor</dc:creator><dc:creator opf:role="aut" opf:file-as="Doyle, A.">A.\n C. Doyle</dc:creator>' +
      '<dc:title>The  Title</dc:title><dc:language>en_us</dc:language>';
    expect(await metadataOf(metadata)).toEqual({
      title: 'The Title',
      author: 'A. C. Doyle',
      language: 'en-US',
    });
  });

  test('EPUB 3: main title among several, authors by refining roles, joined', async () => {
    const metadata =
      '<dc:title id="s">A Subtitle</dc:title><meta refines="#s" property="title-type">subtitle</meta>' +
      '<dc:title id="m">The Main</dc:title><meta refines="#m" property="title-type">main</meta>' +
      ['Ann', 'Bob', 'Cy', 'Dee']
        .map(
          (name) =>
            `<dc:creator id="${name}">${name}</dc:creator><meta refines="#${name}" property="role">${name === 'Dee' ? 'ill' : 'aut'}</meta>`,
        )
        .join('') +
      '<dc:language>UND</dc:language><dc:language>English language</dc:language><dc:language>de</dc:language>';
    expect(await metadataOf(metadata)).toEqual({
      title: 'The Main',
      author: 'Ann, Bob and Cy',
      language: 'de',
    });
  });

  test('nothing said: the title is the file name, nobody is the author', async () => {
    expect(await metadataOf('<dc:creator>Unknown</dc:creator><dc:title> </dc:title>')).toEqual({
      title: 'the book',
      author: null,
      language: null,
    });
  });
});

describe('cover', () => {
  const image = '<item id="c" href="c.png" media-type="image/png"';
  const files = { 'OEBPS/c.png': png };
  const title = '<dc:title>T</dc:title>';
  const covers: [string, EpubPlan][] = [
    ['EPUB 3', { documents, manifest: `${image} properties="cover-image"/>`, files }],
    ['EPUB 2', { documents, manifest: `${image}/>`, metadata: `${title}<meta name="cover" content="c"/>`, files }],
    ['guide to a page', {
      documents,
      guide: '<reference type="cover" href="cover.xhtml"/>',
      files: { ...files, 'OEBPS/cover.xhtml': xhtml('<svg xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="c.png"/></svg>') },
    }],
    ['guide to the image', { documents, guide: '<reference type="cover" href="c.png"/>', files }],
  ]; // prettier-ignore

  test.each(covers)('found by %s', async (_, plan) => {
    expect((await read(plan)).cover).toEqual({ mediaType: 'image/png', bytes: png });
  });

  test('a cover that is missing or too large is left out, the book is read', async () => {
    const manifest = `${image} properties="cover-image"/>`;
    expect((await read({ documents, manifest })).cover).toBeNull();
    const large = new Uint8Array(20 * 1024 * 1024 + 1);
    expect((await read({ documents, manifest, files: { 'OEBPS/c.png': large } })).cover).toBeNull();
  });
});

describe('archives as they are', () => {
  test('package in the root, percent-encoded and differently written names, prefixed elements', async () => {
    const opf =
      '<?xml version="1.0"?><opf:package xmlns:opf="http://www.idpf.org/2007/opf" xmlns:dc="d"><opf:metadata><dc:title>P</dc:title></opf:metadata>' +
      '<opf:manifest><opf:item id="a" href="Text/Chapter%20One%20%C3%A9.xhtml" media-type="application/xhtml+xml"/>' +
      '<opf:item id="b" href="text/TWO.XHTML" media-type="application/xhtml+xml"/></opf:manifest>' +
      '<opf:spine><opf:itemref idref="a"/><opf:itemref idref="b"/></opf:spine></opf:package>';
    const book = await readBytes(
      await zip({
        'META-INF/container.xml': container('book.opf'),
        'book.opf': opf,
        'Text/Chapter One e\u0301.xhtml': xhtml('<h1>One</h1>'),
        'Text/two.xhtml': xhtml('<h1>Two</h1>')
          .replaceAll('<h1>', '<x:h1 xmlns:x="x">')
          .replaceAll('</h1>', '</x:h1>'),
      }),
    );
    expect(book.title).toBe('P');
    expect(included(book.sections)).toEqual(['One', 'Two']);
  });

  test('backslashes between folders', async () => {
    const bytes = await zip(epubFiles({ documents }));
    renameEntry(bytes, 'OEBPS/a.xhtml', 'OEBPS\\a.xhtml');
    expect(included((await readBytes(bytes)).sections)).toEqual(['One']);
  });

  test.each([
    ['UTF-16 with a mark', Buffer.from('\uFEFF' + xhtml('<h1>Café “é”</h1>').replace('utf-8', 'utf-16'), 'utf16le')],
    ['UTF-16 big-endian', Buffer.from(xhtml('<h1>Café “é”</h1>').replace('utf-8', 'utf-16'), 'utf16le').swap16()],
    ['UTF-8 with a mark', Buffer.from('\uFEFF' + xhtml('<h1>Café “é”</h1>'))],
    ['Windows-1252', Buffer.from(xhtml('<h1>Caf\u00E9 \u0093\u00E9\u0094</h1>').replace('utf-8', 'windows-1252'), 'latin1')],
    ['HTML entities, doctype and all', Buffer.from(
      xhtml('<h1>Caf&eacute; &ldquo;&#xE9;&rdquo;</h1>').replace(
        '<!DOCTYPE html>',
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">',
      ),
    )],
  ])('%s', async (_, bytes) => {
    const book = await readBytes(await zip({ ...epubFiles({ documents }), 'OEBPS/a.xhtml': bytes }));
    expect(book.sections[0]?.title).toBe('Café “é”');
  }); // prettier-ignore
});
