import type { Archive } from './archive.ts';
import { attribute, descendants, firstNamed, localName } from './elements.ts';
import { protectedBook } from './refusals.ts';
import { resolveReference } from './reference.ts';
import { readXml } from './xml.ts';

/** Obfuscated fonts are no copy protection: EPUB 3.3 section 4.4, and Adobe's older way. */
const fontObfuscation = new Set(['http://www.idpf.org/2008/embedding', 'http://ns.adobe.com/pdf/enc#rc']);

/** Files by which Adobe's, Apple's and Readium's copy protection show themselves. */
const rightsFiles = ['META-INF/rights.xml', 'META-INF/sinf.xml', 'META-INF/license.lcpl'];

/**
 * The entries that are encrypted, obfuscated fonts left out (EPUB's META-INF/encryption.xml). Throws
 * `manuscript-protected` when the book carries the rights file of a copy protection.
 */
export async function encryptedEntries(archive: Archive): Promise<ReadonlySet<string>> {
  for (const path of rightsFiles) {
    const name = archive.find(path);
    if (name !== null) throw protectedBook(name, 'the book is under copy protection (DRM)');
  }
  const name = archive.find('META-INF/encryption.xml');
  if (name === null) return new Set();
  const encrypted = new Set<string>();
  const root = readXml(await archive.readDocument(name), name);
  for (const data of descendants(root)) {
    if (localName(data) !== 'encrypteddata') continue;
    const method = firstNamed(data, 'encryptionmethod');
    const algorithm = method === undefined ? '' : (attribute(method, 'Algorithm') ?? '');
    if (fontObfuscation.has(algorithm.toLowerCase())) continue;
    const cipher = firstNamed(data, 'cipherreference');
    // URIs in META-INF are relative to the root of the archive.
    const target = resolveReference('', (cipher && attribute(cipher, 'URI')) ?? '');
    const entry = target === null ? null : archive.find(target.path);
    if (entry !== null) encrypted.add(entry);
  }
  return encrypted;
}
