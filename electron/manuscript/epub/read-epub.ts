import type { XmlElement } from '@rgrove/parse-xml';
import type { Manuscript } from '../../contract/manuscript.ts';
import { LecternError } from '../../contract/problem.ts';
import { titleFromName } from '../book-title.ts';
import { Archive } from './archive/archive.ts';
import { locator, type Book, type BookDocument } from './sections/book.ts';
import { descendants, localName } from './archive/elements.ts';
import { readCover } from './package/cover.ts';
import type { DocumentText } from './text/document-text.ts';
import { markGutenberg } from './sections/gutenberg.ts';
import { defaultLimits, outlineLimits } from './archive/limits.ts';
import { readMetadata } from './package/metadata.ts';
import { readNavDocument, readNcx, type Landmark, type NavEntry } from './package/navigation.ts';
import {
  packagePath,
  readPackage,
  type ManifestItem,
  type PackageDocument,
} from './package/package-document.ts';
import { planSections } from './sections/plan-sections.ts';
import { encryptedEntries } from './archive/protection.ts';
import { readDocument } from './text/read-document.ts';
import { resolveReference } from './archive/reference.ts';
import { damaged, protectedBook, unsafe } from './archive/refusals.ts';
import { roleOfTypes } from './text/section-role.ts';
import { readXml } from './archive/xml.ts';

const documentTypes = new Set(['application/xhtml+xml', 'text/html', 'text/x-oeb1-document']);
const emptyText: DocumentText = { title: null, blocks: [], notes: [], anchors: new Map(), regions: [] };

/**
 * Reads an EPUB 2 or 3, entry by entry. A book that names no title of its own has that of its file, which the person
 * knows by `name`. Throws a `LecternError`: `file-missing`, `file-unreadable`, `file-unsupported`, `manuscript-damaged`, `manuscript-unsafe`, `manuscript-protected`, `manuscript-without-text`, `cancelled`.
 */
export async function readEpub(path: string, signal?: AbortSignal, name = path): Promise<Manuscript> {
  const archive = await Archive.open(path, defaultLimits, signal);
  try {
    const manuscript = await new EpubReader(archive, await encryptedEntries(archive)).read(name);
    if (!manuscript.sections.some(({ paragraphs }) => paragraphs.some(({ kind }) => kind !== 'ornament'))) {
      throw new LecternError(
        'manuscript-without-text',
        'There is no text in this EPUB that could be read, perhaps because its pages are images.',
        'Import an edition with real text.',
      );
    }
    return manuscript;
  } finally {
    await archive.close();
  }
}

class EpubReader {
  readonly #archive: Archive;
  readonly #encrypted: ReadonlySet<string>;

  constructor(archive: Archive, encrypted: ReadonlySet<string>) {
    this.#archive = archive;
    this.#encrypted = encrypted;
  }

  async read(name: string): Promise<Manuscript> {
    const opf = await this.#readPackage();
    const { title, author, language } = readMetadata(opf.root);
    const bookTitle = title ?? titleFromName(name);
    const documents = await this.#readSpine(opf);
    markGutenberg(documents);
    const { toc, landmarks } = await this.#readNavigation(opf);
    const locate = locator(documents, (name) => this.#archive.find(name));
    const book: Book = { title: bookTitle, documents, toc, locate, landmarks: toPlaces(landmarks, locate) };
    return {
      format: 'epub',
      title: bookTitle,
      author,
      language,
      cover: await readCover(this.#archive, opf, this.#encrypted),
      sections: planSections(book),
    };
  }

  async #readPackage(): Promise<PackageDocument> {
    const containerName = this.#archive.find('META-INF/container.xml');
    if (containerName === null) {
      throw damaged('META-INF/container.xml', 'this file, which every EPUB has, is missing');
    }
    const path = packagePath(await this.#readXml(containerName), containerName);
    const name = this.#archive.find(path);
    if (name === null) throw damaged(path, 'the package document that the container names is missing');
    return readPackage(await this.#readXml(name), name);
  }

  async #readSpine(opf: PackageDocument): Promise<BookDocument[]> {
    // A document that the spine names twice is read once, at its first place.
    const documents = new Map<string, BookDocument>();
    for (const { item, linear } of opf.spine) {
      const name = this.#archive.find(item.path);
      if (name === null)
        throw damaged(item.path, 'this part of the book is in its spine but not in its archive');
      if (documents.has(name)) continue;
      const readable = this.#readable(item, opf.manifest);
      const text = readable === null ? emptyText : readDocument(await this.#readXml(readable));
      refuseMoreThan(outlineLimits.regions, text.regions.length, name);
      documents.set(name, { name, linear, text, unread: readable === null ? item.mediaType : null });
    }
    return [...documents.values()];
  }

  /** The entry to read for a spine item: itself, or the first XHTML document among its fallbacks; null for none. */
  #readable(item: ManifestItem, manifest: PackageDocument['manifest']): string | null {
    const seen = new Set<ManifestItem>();
    for (let next: ManifestItem | undefined = item; next !== undefined && !seen.has(next);) {
      seen.add(next);
      const name = this.#archive.find(next.path);
      if (isDocument(next) && name !== null) return name;
      next = manifest.get(next.fallback ?? '');
    }
    return null;
  }

  /** The table of contents helps, but a book can be read without it: a broken one counts as none. */
  async #readNavigation(opf: PackageDocument): Promise<{ toc: NavEntry[]; landmarks: Landmark[] }> {
    const items = [...opf.manifest.values()];
    const nav = items.find(({ properties }) => properties.includes('nav'));
    const fromNav = await this.#tryXml(nav, (root, name) => readNavDocument(root, name));
    const guide = opf.guide.flatMap(({ type, reference }) => {
      const target = resolveReference(opf.path, reference);
      return target === null ? [] : [{ types: [type], target }];
    });
    const landmarks = [...(fromNav?.landmarks ?? []), ...guide];
    if (fromNav !== null && fromNav.toc.length > 0) return { toc: fromNav.toc, landmarks };
    const ncx =
      opf.manifest.get(opf.ncx ?? '') ??
      items.find(({ mediaType }) => mediaType === 'application/x-dtbncx+xml');
    return { toc: (await this.#tryXml(ncx, (root, name) => readNcx(root, name))) ?? [], landmarks };
  }

  async #tryXml<Value>(
    item: ManifestItem | undefined,
    read: (root: XmlElement, name: string) => Value,
  ): Promise<Value | null> {
    const name = item === undefined ? null : this.#archive.find(item.path);
    if (name === null) return null;
    try {
      const root = await this.#readXml(name);
      refuseMoreThan(outlineLimits.entries, countLinks(root), name);
      return read(root, name);
    } catch (thrown) {
      if (thrown instanceof LecternError && thrown.problem.code === 'manuscript-damaged') return null;
      throw thrown;
    }
  }

  async #readXml(name: string): Promise<XmlElement> {
    if (this.#encrypted.has(name)) throw protectedBook(name, 'this part of the book is encrypted (DRM)');
    return readXml(await this.#archive.readDocument(name), name);
  }
}

function refuseMoreThan(limit: number, count: number, where: string): void {
  if (count > limit) throw unsafe(where, `it divides the book into more than ${limit} pieces`);
}

/** Links of a navigation document, or entries of an NCX. */
function countLinks(root: XmlElement): number {
  let count = 0;
  for (const element of descendants(root)) if (['a', 'navpoint'].includes(localName(element))) count++;
  return count;
}

function isDocument({ mediaType, path }: ManifestItem): boolean {
  if (documentTypes.has(mediaType)) return true;
  return /^$|xml$|octet-stream$/u.test(mediaType) && /\.x?html?$/iu.test(path);
}

function toPlaces(landmarks: readonly Landmark[], locate: Book['locate']): Book['landmarks'] {
  return landmarks.flatMap(({ types, target }) => {
    const role = roleOfTypes(types);
    const position = locate(target);
    return role === null || position === null ? [] : [{ role, position }];
  });
}
