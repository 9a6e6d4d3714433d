import type { Cover } from '../../../contract/manuscript.ts';
import { LecternError } from '../../../contract/problem.ts';
import type { Archive } from '../archive/archive.ts';
import { attribute, descendants, localName } from '../archive/elements.ts';
import type { ManifestItem, PackageDocument } from './package-document.ts';
import { resolveReference } from '../archive/reference.ts';
import { readXml } from '../archive/xml.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
};

/**
 * The cover image: EPUB 3's `cover-image`, EPUB 2's `<meta name="cover">`, or the image on the page that the guide calls
 * the cover. Null when there is none, it is larger than allowed, or it is broken: a book is whole without it.
 */
export async function readCover(
  archive: Archive,
  opf: PackageDocument,
  encrypted: ReadonlySet<string>,
): Promise<Cover | null> {
  try {
    const found = coverItem(opf) ?? (await coverOfGuide(archive, opf));
    const name = found === null ? null : archive.find(found.path);
    if (found === null || name === null || encrypted.has(name)) return null;
    const bytes = await archive.readCover(name);
    return bytes === null ? null : { mediaType: found.mediaType, bytes: new Uint8Array(bytes) };
  } catch (thrown) {
    const code = thrown instanceof LecternError ? thrown.problem.code : 'unexpected';
    if (['manuscript-unsafe', 'cancelled', 'unexpected'].includes(code)) throw thrown;
    return null;
  }
}

type CoverFile = Pick<ManifestItem, 'path' | 'mediaType'>;

function coverItem({ root, manifest }: PackageDocument): CoverFile | null {
  const items = [...manifest.values()];
  const marked = items.find(({ properties }) => properties.includes('cover-image'));
  if (marked !== undefined && isImage(marked)) return marked;
  for (const meta of descendants(root)) {
    if (localName(meta) !== 'meta' || attribute(meta, 'name')?.toLowerCase() !== 'cover') continue;
    const item = manifest.get(attribute(meta, 'content') ?? '');
    if (item !== undefined && isImage(item)) return item;
  }
  return null;
}

/** The guide names a page; its first image is the cover. Some name the image itself. */
async function coverOfGuide(archive: Archive, { path, guide }: PackageDocument): Promise<CoverFile | null> {
  const reference = guide.find(({ type }) => type === 'cover')?.reference;
  const target = reference === undefined ? null : resolveReference(path, reference);
  if (target === null) return null;
  const direct = imageAt(target.path);
  if (direct !== null) return direct;
  const page = archive.find(target.path);
  if (page === null) return null;
  for (const element of descendants(readXml(await archive.readDocument(page), page))) {
    const source = { img: 'src', image: 'href' }[localName(element)];
    const address = source === undefined ? undefined : attribute(element, source);
    const image = address === undefined ? null : resolveReference(page, address);
    if (image !== null) return imageAt(image.path);
  }
  return null;
}

function isImage({ mediaType }: CoverFile): boolean {
  return mediaType.startsWith('image/');
}

function imageAt(path: string): CoverFile | null {
  const mediaType = mediaTypes[path.split('.').at(-1)?.toLowerCase() ?? ''];
  return mediaType === undefined ? null : { path, mediaType };
}
