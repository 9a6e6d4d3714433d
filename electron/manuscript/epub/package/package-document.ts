import type { XmlElement } from '@rgrove/parse-xml';
import {
  attribute,
  childElements,
  childrenNamed,
  descendants,
  firstNamed,
  localName,
  tokens,
} from '../archive/elements.ts';
import { damaged, unsafe } from '../archive/refusals.ts';
import { resolveReference } from '../archive/reference.ts';

/** One file that the book says it is made of. */
export interface ManifestItem {
  id: string;
  /** Path in the archive as the book writes it; `Archive.find` knows the entry. */
  path: string;
  mediaType: string;
  properties: readonly string[];
  /** Id of the item to use where this one's media type is not supported. */
  fallback: string | null;
}

/** One step of the reading order. */
export interface SpineItem {
  item: ManifestItem;
  /** Whether it belongs to the main reading order (`linear` is not "no"). */
  linear: boolean;
}

/** What the package document (OPF) says; the metadata is read on its own. */
export interface PackageDocument {
  path: string;
  root: XmlElement;
  manifest: ReadonlyMap<string, ManifestItem>;
  spine: readonly SpineItem[];
  /** Id of the EPUB 2 table of contents (NCX). */
  ncx: string | null;
  /** EPUB 2's `guide`: what some places of the book are, as `type` names them. */
  guide: readonly { type: string; reference: string }[];
}

/** The path of the first package document that the container names. Throws `manuscript-damaged`. */
export function packagePath(container: XmlElement, where: string): string {
  const rootfiles = [...descendants(container)].filter((element) => localName(element) === 'rootfile');
  const rootfile =
    rootfiles.find((element) => attribute(element, 'media-type') === 'application/oebps-package+xml') ??
    rootfiles[0];
  const path = rootfile === undefined ? undefined : attribute(rootfile, 'full-path');
  if (path === undefined || path.trim() === '')
    throw damaged(where, 'it does not name a package document (OPF)');
  const target = resolveReference('', path);
  if (target === null) throw climbs(where, path);
  return target.path;
}

/** Reads manifest, spine and guide. Throws `manuscript-damaged` or `manuscript-unsafe`. */
export function readPackage(root: XmlElement, path: string): PackageDocument {
  const manifest = readManifest(root, path);
  const spine = firstNamed(root, 'spine');
  if (spine === undefined) throw damaged(path, 'it has no spine, so that the reading order is not known');
  const guide = firstNamed(root, 'guide');
  return {
    path,
    root,
    manifest,
    spine: readSpine(spine, manifest, path),
    ncx: attribute(spine, 'toc') ?? null,
    guide: (guide === undefined ? [] : childElements(guide)).map((element) => ({
      type: attribute(element, 'type')?.toLowerCase() ?? '',
      reference: attribute(element, 'href') ?? '',
    })),
  };
}

function readManifest(root: XmlElement, path: string): Map<string, ManifestItem> {
  const items = new Map<string, ManifestItem>();
  const manifest = firstNamed(root, 'manifest');
  for (const element of manifest === undefined ? [] : childElements(manifest)) {
    const id = attribute(element, 'id');
    const reference = attribute(element, 'href');
    if (id === undefined || reference === undefined) continue;
    items.set(id, {
      id,
      path: manifestPath(path, reference),
      mediaType: (attribute(element, 'media-type') ?? '').trim().toLowerCase(),
      properties: tokens(attribute(element, 'properties')),
      fallback: attribute(element, 'fallback') ?? null,
    });
  }
  return items;
}

/** A remote resource keeps its address, which no archive has as an entry. */
function manifestPath(opf: string, reference: string): string {
  if (/^[a-z][a-z0-9+.-]*:/iu.test(reference.trim())) return reference.trim();
  const target = resolveReference(opf, reference);
  if (target === null) throw climbs(opf, reference);
  return target.path;
}

function readSpine(
  spine: XmlElement,
  manifest: ReadonlyMap<string, ManifestItem>,
  path: string,
): SpineItem[] {
  const items: SpineItem[] = [];
  for (const element of childrenNamed(spine, 'itemref')) {
    const id = attribute(element, 'idref') ?? '';
    const item = manifest.get(id);
    if (item === undefined) throw damaged(path, `its spine names "${id}", which is not in its manifest`);
    items.push({ item, linear: attribute(element, 'linear') !== 'no' });
  }
  if (items.length === 0) throw damaged(path, 'its spine is empty, so that there is nothing to read');
  return items;
}

function climbs(where: string, reference: string): Error {
  return unsafe(where, `it refers to "${reference}", which climbs out of the book`);
}
