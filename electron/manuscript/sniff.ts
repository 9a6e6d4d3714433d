const ascii = (text: string): number[] => [...Buffer.from(text, 'latin1')];

/** Where a kind of file shows itself: these bytes at this offset. */
const signatures: readonly (readonly [name: string, offset: number, bytes: readonly number[]])[] = [
  ['a PDF', 0, ascii('%PDF-')],
  ['an RTF document', 0, ascii('{\\rtf')],
  ['an old Word document (DOC)', 0, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['a Kindle book (MOBI or AZW)', 60, ascii('BOOKMOBI')],
  ['a Kindle book (MOBI or AZW)', 60, ascii('TEXtREAd')],
  ['a Kindle book (KFX)', 0, [...ascii('CONT'), 2, 0]],
  ['a Kindle book (KFX)', 0, [0xea, ...ascii('DRMION')]],
  ['a Microsoft Reader book (LIT)', 0, ascii('ITOLITLS')],
  ['a DjVu document', 0, ascii('AT&TFORM')],
  ['a PostScript document', 0, ascii('%!PS')],
  ['a PNG image', 0, [0x89, ...ascii('PNG')]],
  ['a JPEG image', 0, [0xff, 0xd8, 0xff]],
  ['a GIF image', 0, ascii('GIF8')],
  ['a TIFF image', 0, [...ascii('II*'), 0]],
  ['a TIFF image', 0, [...ascii('MM'), 0, 0x2a]],
  ['a WebP image', 8, ascii('WEBP')],
  ['a WAV recording', 8, ascii('WAVE')],
  ['an MP3 recording', 0, [...ascii('ID3'), 2]],
  ['an MP3 recording', 0, [...ascii('ID3'), 3]],
  ['an MP3 recording', 0, [...ascii('ID3'), 4]],
  ['an MP3 recording', 0, [0xff, 0xfb]],
  ['an MP3 recording', 0, [0xff, 0xf3]],
  ['an Ogg recording', 0, ascii('OggS')],
  ['a FLAC recording', 0, ascii('fLaC')],
  ['an MP4 file (audio or video)', 4, ascii('ftyp')],
  ['a gzip archive', 0, [0x1f, 0x8b]],
  ['a 7-Zip archive', 0, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['a RAR archive', 0, [...ascii('Rar!'), 0x1a, 7]],
  ['an SQLite database', 0, [...ascii('SQLite format 3'), 0]],
];

/** How many bytes from the start of a file {@link nameOfForeignFormat} and the ZIP tests want to see. */
export const sniffBytes = 1024;

/** What a file is, by its first bytes, when it is something that Lectern does not read ("a PDF"); else null. */
export function nameOfForeignFormat(head: Uint8Array): string | null {
  return signatures.find(([, offset, bytes]) => startsAt(head, offset, bytes))?.[0] ?? null;
}

/** Whether the file is a ZIP archive, an empty one included. */
export function isZip(head: Uint8Array): boolean {
  return startsAt(head, 0, [0x50, 0x4b, 3, 4]) || startsAt(head, 0, [0x50, 0x4b, 5, 6]);
}

/** What a ZIP archive is by the names of its entries; `null` for an EPUB, which has the container file of OCF 3. */
export function nameOfForeignZip(has: (entry: string) => boolean): string | null {
  if (has('META-INF/container.xml')) return null;
  if (has('word/document.xml')) return 'a Word document (DOCX)';
  if (has('xl/workbook.xml')) return 'an Excel workbook (XLSX)';
  if (has('ppt/presentation.xml')) return 'a PowerPoint presentation (PPTX)';
  if (has('content.xml') && has('META-INF/manifest.xml')) return 'an OpenDocument file (ODT)';
  if (has('Index/Document.iwa')) return 'a Pages document';
  return 'a ZIP archive';
}

/** Whether a ZIP archive says in its first entry, as an EPUB must, that it is one. */
export function saysEpub(head: Uint8Array): boolean {
  return startsAt(head, 30, ascii('mimetypeapplication/epub+zip'));
}

function startsAt(head: Uint8Array, offset: number, bytes: readonly number[]): boolean {
  return head.length >= offset + bytes.length && bytes.every((byte, index) => head[offset + index] === byte);
}
