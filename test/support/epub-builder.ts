import { writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** The files of an EPUB by their names in the archive. */
export type EpubFiles = Record<string, string | Uint8Array>;

/** A document of the spine, by its name beside the package document. */
export interface EpubDocument {
  name: string;
  /** What is inside `<body>`, or a whole document if it begins with `<?xml` or `<!DOCTYPE` or `<html`. */
  body: string;
  linear?: 'yes' | 'no';
  /** Of the manifest item; XHTML unless given. */
  mediaType?: string;
  /** Of the manifest item, ready to insert: `properties="svg" fallback="x"`. */
  attributes?: string;
}

/** What a book for a test is made of; only the documents are needed. */
export interface EpubPlan {
  documents: EpubDocument[];
  /** Inside `<metadata>`. */
  metadata?: string;
  /** Inside the `<ol>` of an EPUB 3 table of contents; none when left out. */
  nav?: string;
  /** Inside `<navMap>` of an EPUB 2 table of contents; none when left out. */
  ncx?: string;
  /** The `<ol>` content of the landmarks. */
  landmarks?: string;
  /** Inside `<guide>`. */
  guide?: string;
  /** Further manifest items. */
  manifest?: string;
  /** Further files, which also replace files of the same name. */
  files?: EpubFiles;
}

/** The files of a well-formed EPUB, package document in `OEBPS/`. */
export function epubFiles(plan: EpubPlan): EpubFiles {
  const { documents, nav, ncx } = plan;
  const files: EpubFiles = {
    mimetype: 'application/epub+zip',
    'META-INF/container.xml': container('OEBPS/content.opf'),
    'OEBPS/content.opf': packageDocument(plan),
  };
  for (const { name, body } of documents)
    files[`OEBPS/${name}`] = /^<(?:[?!]|html\b)/u.test(body) ? body : xhtml(body);
  if (nav !== undefined) files['OEBPS/nav.xhtml'] = navDocument(nav, plan.landmarks);
  if (ncx !== undefined) {
    files['OEBPS/toc.ncx'] =
      `<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>${ncx}</navMap></ncx>`;
  }
  return { ...files, ...plan.files };
}

/** META-INF/container.xml for one package document. */
export function container(path: string): string {
  return (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">' +
    `<rootfiles><rootfile full-path="${path}" media-type="application/oebps-package+xml"/></rootfiles></container>`
  );
}

/** A whole XHTML document around the content of its body. */
export function xhtml(body: string, title = ''): string {
  return (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" ' +
    `xmlns:epub="http://www.idpf.org/2007/ops"><head><title>${title}</title></head><body>${body}</body></html>`
  );
}

/** An EPUB 3 navigation entry. */
export function navItem(label: string, reference: string, children = ''): string {
  const list = children === '' ? '' : `<ol>${children}</ol>`;
  return `<li><a href="${reference}">${label}</a>${list}</li>`;
}

/** An EPUB 2 navigation entry. */
export function navPoint(label: string, reference: string, children = ''): string {
  return `<navPoint><navLabel><text>${label}</text></navLabel><content src="${reference}"/>${children}</navPoint>`;
}

/** Packs files as a ZIP archive; `mimetype` is stored, the rest deflated. */
export async function zip(files: EpubFiles): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [name, content] of Object.entries(files)) {
    archive.addBuffer(Buffer.from(content), name, { compress: name !== 'mimetype', mtime: new Date(0) });
  }
  archive.end();
  return buffer(archive.outputStream);
}

/** Writes a book to a file. */
export async function writeEpub(path: string, plan: EpubPlan): Promise<void> {
  await writeFile(path, await zip(epubFiles(plan)));
}

/** Fields of an entry's record in the central directory: their offsets and sizes in bytes. */
const fields = {
  flags: [8, 2],
  method: [10, 2],
  crc: [16, 4],
  compressedSize: [20, 4],
  size: [24, 4],
} as const;

/** Overwrites a field of an entry in the archive's table of contents, to make archives that lie. */
export function patchEntry(archive: Buffer, name: string, field: keyof typeof fields, value: number): void {
  const [offset, bytes] = fields[field];
  for (let at = archive.indexOf('PK\x01\x02'); at !== -1; at = archive.indexOf('PK\x01\x02', at + 4)) {
    const length = archive.readUInt16LE(at + 28);
    if (archive.toString('utf8', at + 46, at + 46 + length) === name) {
      archive.writeUIntLE(value, at + offset, bytes);
      return;
    }
  }
  throw new Error(`no entry named ${name}`);
}

/** Renames an entry to a name of the same length, which no ZIP writer would accept. */
export function renameEntry(archive: Buffer, from: string, to: string): void {
  if (from.length !== to.length) throw new Error('the names differ in length');
  let found = 0;
  for (let at = archive.indexOf(from); at !== -1; at = archive.indexOf(from, at + from.length)) {
    archive.write(to, at, 'latin1');
    found++;
  }
  if (found < 2) throw new Error(`no entry named ${from}`);
}

function packageDocument(plan: EpubPlan): string {
  const items = plan.documents.map(
    ({ name, mediaType, attributes }, index) =>
      `<item id="d${index}" href="${encodeURI(name)}" media-type="${mediaType ?? 'application/xhtml+xml'}" ${attributes ?? ''}/>`,
  );
  if (plan.nav !== undefined) {
    items.push('<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>');
  }
  if (plan.ncx !== undefined) {
    items.push('<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>');
  }
  const spine = plan.documents.map(
    ({ linear }, index) => `<itemref idref="d${index}"${linear === undefined ? '' : ` linear="${linear}"`}/>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
${plan.metadata ?? '<dc:title>A Test Book</dc:title><dc:language>en</dc:language>'}
</metadata>
<manifest>${items.join('\n')}${plan.manifest ?? ''}</manifest>
<spine${plan.ncx === undefined ? '' : ' toc="ncx"'}>${spine.join('\n')}</spine>
${plan.guide === undefined ? '' : `<guide>${plan.guide}</guide>`}
</package>`;
}

function navDocument(entries: string, landmarks: string | undefined): string {
  const marks =
    landmarks === undefined ? '' : `<nav epub:type="landmarks" hidden=""><ol>${landmarks}</ol></nav>`;
  return xhtml(`<nav epub:type="toc"><h2>Contents</h2><ol>${entries}</ol></nav>${marks}`);
}
