import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { toProblem } from '../../../electron/contract/problem.ts';
import { Archive } from '../../../electron/manuscript/epub/archive/archive.ts';
import { defaultLimits } from '../../../electron/manuscript/epub/archive/limits.ts';
import { readEpub } from '../../../electron/manuscript/epub/read-epub.ts';
import {
  container,
  epubFiles,
  patchEntry,
  renameEntry,
  xhtml,
  zip,
  type EpubFiles,
} from '../../support/epub-builder.ts';
import { read, readBytes, refusal } from './temporary-book.ts';

const documents = [{ name: 'a.xhtml', body: '<h1>One</h1><p>Text of the book.</p>' }];
const good = epubFiles({ documents });

/** The refusal of a good book in which these files are replaced, or taken out where they are null. */
async function refusalWith(
  changes: Record<string, string | Uint8Array | null>,
): Promise<ReturnType<typeof toProblem>> {
  const files = Object.entries({ ...good, ...changes }).filter(
    (file): file is [string, string] => file[1] !== null,
  );
  return refusal(readBytes(await zip(Object.fromEntries<EpubFiles[string]>(files))));
}

/** The refusal of a good book whose archive was tampered with. */
async function refusalOfTampered(
  tamper: (archive: Buffer) => Buffer | undefined,
): Promise<ReturnType<typeof toProblem>> {
  const archive = await zip(good);
  return refusal(readBytes(tamper(archive) ?? archive));
}

const opf = (manifest: string, spine: string): string =>
  `<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest>${manifest}</manifest>${spine}</package>`;
const item = '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>';

describe('damaged', () => {
  test('no ZIP, a cut ZIP, an empty ZIP', async () => {
    const text = await refusal(readBytes(Buffer.from('This is a letter to the editor. '.repeat(20))));
    expect(text).toMatchObject({
      code: 'manuscript-damaged',
      message: 'The book: it is not an EPUB, because it is no ZIP archive.',
    });
    const cut = await refusalOfTampered((archive) => archive.subarray(0, archive.length - 30));
    expect(cut).toMatchObject({
      code: 'manuscript-damaged',
      message: 'The book: its ZIP archive is cut short or broken.',
    });
    expect(await refusal(readBytes(await zip({})))).toMatchObject({ code: 'manuscript-damaged' });
  });

  test.each<[string, Record<string, string | Uint8Array | null>, RegExp]>([
    ['no container', { 'META-INF/container.xml': null }, /^META-INF\/container\.xml: .*missing/u],
    ['a container that names nothing', { 'META-INF/container.xml': '<container/>' }, /^META-INF\/container\.xml: .*does not name/u],
    ['a container that names a missing package', { 'META-INF/container.xml': container('no/such.opf') }, /^no\/such\.opf: .*missing/u],
    ['a malformed package', { 'OEBPS/content.opf': '<package>\n<metadata>\n</package>' }, /^OEBPS\/content\.opf, line 3: .*well-formed/u],
    ['no spine', { 'OEBPS/content.opf': opf(item, '') }, /^OEBPS\/content\.opf: it has no spine/u],
    ['an empty spine', { 'OEBPS/content.opf': opf(item, '<spine/>') }, /^OEBPS\/content\.opf: its spine is empty/u],
    ['an item missing from the manifest', { 'OEBPS/content.opf': opf(item, '<spine><itemref idref="zz"/></spine>') }, /spine names "zz"/u],
    ['an item missing from the archive', { 'OEBPS/a.xhtml': null }, /^OEBPS\/a\.xhtml: .*not in its archive/u],
    ['a remote item', { 'OEBPS/content.opf': opf(item.replace('a.xhtml', 'http://x/a.xhtml'), '<spine><itemref idref="a"/></spine>') }, /^http:\/\/x\/a\.xhtml: .*not in its archive/u],
    ['malformed XHTML', { 'OEBPS/a.xhtml': xhtml('\n<p>One\n<p>Two</p>') }, /^OEBPS\/a\.xhtml, line 5: it is not well-formed XML \(Missing end tag for element p\)/u],
    ['an unknown entity', { 'OEBPS/a.xhtml': xhtml('<p>&bogus;</p>') }, /^OEBPS\/a\.xhtml, line 3: .*&bogus;/u],
    ['bytes that are not the encoding', { 'OEBPS/a.xhtml': Buffer.from(xhtml('\n\n<p>caf\u00E9</p>'), 'latin1') }, /^OEBPS\/a\.xhtml, line 5: it is not valid utf-8/u],
    ['an unknown encoding', { 'OEBPS/a.xhtml': xhtml('<p>a</p>').replace('utf-8', 'klingon') }, /encoding "klingon" is not known/u],
    ['an empty document', { 'OEBPS/a.xhtml': '' }, /^OEBPS\/a\.xhtml, line 1: /u],
  ])('%s', async (_, changes, message) => {
    const problem = await refusalWith(changes);
    expect(problem.code).toBe('manuscript-damaged');
    expect(problem.message).toMatch(message);
    expect(problem.action).not.toBe('');
  }); // prettier-ignore

  test('an entry whose bytes have changed, and one that is shorter than it should be', async () => {
    const changed = await refusalOfTampered((archive) => {
      patchEntry(archive, 'OEBPS/a.xhtml', 'crc', 1);
    });
    expect(changed).toMatchObject({
      code: 'manuscript-damaged',
      message: 'OEBPS/a.xhtml: its content does not match its checksum.',
    });
    const short = await refusalOfTampered((archive) => {
      patchEntry(archive, 'OEBPS/a.xhtml', 'size', 5000);
    });
    expect(short.message).toMatch(/^OEBPS\/a\.xhtml: it ends after \d+ of 5000 bytes/u);
  });

  test('a compression method that EPUB does not know is named', async () => {
    const problem = await refusalOfTampered((archive) => {
      patchEntry(archive, 'OEBPS/a.xhtml', 'method', 14);
    });
    expect(problem.code).toBe('file-unsupported');
    expect(problem.message).toMatch(/^OEBPS\/a\.xhtml: .*method 14/u);
  });

  test('an offset beyond all numbers in a ZIP64 record', async () => {
    const problem = await refusalOfTampered((archive) => {
      const end = archive.lastIndexOf('PK\x05\x06');
      const locator = Buffer.alloc(20, 0xff);
      locator.write('PK\x06\x07', 0, 'latin1');
      return Buffer.concat([archive.subarray(0, end), locator, archive.subarray(end)]);
    });
    expect(problem.code).toBe('manuscript-damaged');
  });
});

describe('unsafe', () => {
  test.each([
    '../../etc/shadow',
    '/etc/shadow_file',
    '..\\..\\etc\\shadow',
    'C:\\Windows\\file',
    'a/b/../../../x/',
  ])('an entry that climbs out: %s', async (name) => {
    const archive = await zip({ ...good, ['x'.repeat(name.length)]: 'root' });
    renameEntry(archive, 'x'.repeat(name.length), name);
    const problem = await refusal(readBytes(archive));
    expect(problem.code).toBe('manuscript-unsafe');
    expect(problem.message).toContain(name.replaceAll('\\', '/'));
  });

  test('references that climb out, in container and package', async () => {
    const container1 = await refusalWith({ 'META-INF/container.xml': container('../../book.opf') });
    expect(container1.code).toBe('manuscript-unsafe');
    const manifest = item.replace('a.xhtml', '../../../etc/passwd');
    const opf1 = await refusalWith({
      'OEBPS/content.opf': opf(manifest, '<spine><itemref idref="a"/></spine>'),
    });
    expect(opf1).toMatchObject({ code: 'manuscript-unsafe' });
    expect(opf1.message).toContain('"../../../etc/passwd"');
  });

  test('a bomb that says how large it is', async () => {
    const bomb = await refusalWith({ 'OEBPS/a.xhtml': Buffer.alloc(17 * 1024 * 1024, ' ') });
    expect(bomb.code).toBe('manuscript-unsafe');
    expect(bomb.message).toMatch(/^OEBPS\/a\.xhtml: it would take 17825792 bytes/u);
    const dense = await refusalWith({ 'OEBPS/a.xhtml': Buffer.alloc(2 * 1024 * 1024, ' ') });
    expect(dense.message).toMatch(/more than 200 times smaller/u);
  });

  test('a bomb that lies about its size is not inflated beyond what it says', async () => {
    const archive = await zip({ ...good, 'OEBPS/a.xhtml': Buffer.alloc(50 * 1024 * 1024, ' ') });
    patchEntry(archive, 'OEBPS/a.xhtml', 'size', 1000);
    const before = process.memoryUsage().arrayBuffers;
    const problem = await refusal(readBytes(archive));
    expect(problem.message).toMatch(/^OEBPS\/a\.xhtml: it unpacks to more than the 1000 bytes/u);
    expect(problem.code).toBe('manuscript-unsafe');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 1024 * 1024);
  });

  test('documents that are too much together, and too many entries', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lectern-epub-'));
    try {
      const path = join(folder, 'b.epub');
      await writeFile(path, await zip(good));
      const archive = await Archive.open(path, { ...defaultLimits, totalBytes: 600 });
      await archive.readDocument('META-INF/container.xml');
      const total = await archive.readDocument('OEBPS/content.opf').catch(toProblem);
      await archive.close();
      expect(total).toMatchObject({ code: 'manuscript-unsafe' });
      const entries = await Archive.open(path, { ...defaultLimits, entries: 3 }).catch(toProblem);
      expect(entries).toMatchObject({
        code: 'manuscript-unsafe',
        message: expect.stringContaining('4 entries') as string,
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test.each([
    ['a billion laughs', '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>', '&b;'],
    ['an external entity', '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>', '&x;'],
    ['a parameter entity', '<!DOCTYPE html [<!ENTITY % p SYSTEM "http://127.0.0.1/p.dtd">]>', 'quiet'],
  ])('%s', async (_, doctype, text) => {
    const bomb = xhtml(`<p>${text}</p>`).replace('<!DOCTYPE html>', doctype);
    const problem = await refusalWith({ 'OEBPS/a.xhtml': bomb });
    expect(problem).toMatchObject({
      code: 'manuscript-unsafe',
      message: expect.stringContaining('entities') as string,
    });
    const inPackage = await refusalWith({
      'OEBPS/content.opf': good['OEBPS/content.opf']?.toString().replace('?>', `?>${doctype}`) ?? '',
    });
    expect(inPackage.code).toBe('manuscript-unsafe');
  });

  test('100,000 nested elements, also where a comment hides them, and a million of them in a row', async () => {
    const deep = '<b>'.repeat(100_000) + 'x' + '</b>'.repeat(100_000);
    expect(await refusalWith({ 'OEBPS/a.xhtml': xhtml(deep) })).toMatchObject({
      code: 'manuscript-unsafe',
      message: expect.stringMatching(/^OEBPS\/a\.xhtml: .*nested/u) as string,
    });
    const hidden = xhtml('x').replace('<!DOCTYPE html>', `<!DOCTYPE html [<!-- ]>${deep}-->]>`);
    expect((await refusalWith({ 'OEBPS/a.xhtml': hidden })).message).toMatch(/nested more than 500/u);
    const few = '<div>'.repeat(600) + 'x' + '</div>'.repeat(600);
    expect((await refusalWith({ 'OEBPS/a.xhtml': xhtml(few) })).message).toMatch(/nested more than 500/u);
    const wide = Array.from({ length: 1_000_001 }, (_, n) => `<i${n % 977}/>`).join('');
    expect((await refusalWith({ 'OEBPS/a.xhtml': xhtml(wide) })).message).toMatch(
      /more than 1000000 elements/u,
    );
  });
});

describe('protected', () => {
  const encryption = (algorithm: string, uri: string): string =>
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">' +
    `<enc:EncryptedData><enc:EncryptionMethod Algorithm="${algorithm}"/><enc:CipherData><enc:CipherReference URI="${uri}"/></enc:CipherData></enc:EncryptedData></encryption>`;
  const aes = 'http://www.w3.org/2001/04/xmlenc#aes128-cbc';

  test.each<[string, EpubFiles]>([
    ['an encrypted chapter', { 'META-INF/encryption.xml': encryption(aes, 'OEBPS/a.xhtml') }],
    ['an encrypted package', { 'META-INF/encryption.xml': encryption(aes, 'OEBPS/content.opf') }],
    ['rights of Adobe', { 'META-INF/rights.xml': '<rights/>' }],
    ['rights of Apple', { 'META-INF/sinf.xml': '<sinf/>' }],
  ])('%s', async (_, files) => {
    expect(await refusalWith(files)).toMatchObject({ code: 'manuscript-protected' });
  });

  test.each(['http://www.idpf.org/2008/embedding', 'http://ns.adobe.com/pdf/enc#RC'])(
    'obfuscated fonts are no protection: %s',
    async (algorithm) => {
      const files = {
        'META-INF/encryption.xml': encryption(algorithm, 'OEBPS/f.otf'),
        'OEBPS/f.otf': 'font',
      };
      expect((await read({ documents, files })).sections).toHaveLength(1);
    },
  );

  test('an entry with a ZIP password', async () => {
    const problem = await refusalOfTampered((archive) => {
      patchEntry(archive, 'OEBPS/a.xhtml', 'flags', 0x0801);
    });
    expect(problem.code).toBe('manuscript-protected');
    expect(problem.message).toMatch(/^OEBPS\/a\.xhtml: /u);
  });
});

test('a book of images has no text', async () => {
  const images = { documents: [{ name: 'a.xhtml', body: '<img alt="A page of text" src="1.png"/><hr/>' }] };
  expect(await refusal(read(images))).toMatchObject({ code: 'manuscript-without-text' });
});

test('a file that is not there, and an import that was cancelled', async () => {
  expect(await refusal(readEpub(join(tmpdir(), 'no-such-book.epub')))).toMatchObject({
    code: 'file-missing',
  });
  expect(await refusal(readEpub('x.epub', AbortSignal.abort()))).toMatchObject({ code: 'cancelled' });
});
