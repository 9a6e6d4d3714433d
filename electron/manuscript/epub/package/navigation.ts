import type { XmlElement } from '@rgrove/parse-xml';
import { normaliseText } from '../../normalise-text.ts';
import {
  attribute,
  childElements,
  childrenNamed,
  descendants,
  firstNamed,
  localName,
  semanticTypes,
  textOf,
} from '../archive/elements.ts';
import { resolveReference, type Target } from '../archive/reference.ts';

/** One line of the table of contents. */
export interface NavEntry {
  label: string;
  /** Null for a line that only groups the ones below it. */
  target: Target | null;
  children: NavEntry[];
}

/** What a place of the book is, as the landmarks or the guide say. */
export interface Landmark {
  types: readonly string[];
  target: Target;
}

/** The table of contents and the landmarks of an EPUB 3 navigation document. */
export function readNavDocument(root: XmlElement, path: string): { toc: NavEntry[]; landmarks: Landmark[] } {
  const navs = [...descendants(root)].filter((element) => localName(element) === 'nav');
  const toc = navs.find((nav) => semanticTypes(nav).includes('toc')) ?? navs.find(hasNoType);
  const marks = navs.find((nav) => semanticTypes(nav).includes('landmarks'));
  return {
    toc: toc === undefined ? [] : listEntries(toc, path),
    landmarks: marks === undefined ? [] : readLandmarks(marks, path),
  };
}

/** The table of contents of an EPUB 2 book (NCX). */
export function readNcx(root: XmlElement, path: string): NavEntry[] {
  const map = firstNamed(root, 'navmap');
  return map === undefined ? [] : navPoints(map, path);
}

function hasNoType(nav: XmlElement): boolean {
  return semanticTypes(nav).length === 0;
}

function listEntries(parent: XmlElement, path: string): NavEntry[] {
  return childElements(parent)
    .filter(isList)
    .flatMap((list) => childrenNamed(list, 'li'))
    .map((item) => {
      const own = childElements(item).filter((child) => !isList(child));
      const link = own
        .flatMap((child) => [child, ...descendants(child)])
        .find((inner) => localName(inner) === 'a');
      const label = link ?? own[0];
      const reference = link === undefined ? undefined : attribute(link, 'href');
      return {
        label: label === undefined ? '' : normaliseText(textOf(label)),
        target: reference === undefined ? null : resolveReference(path, reference),
        children: listEntries(item, path),
      };
    });
}

function isList(element: XmlElement): boolean {
  return ['ol', 'ul'].includes(localName(element));
}

function navPoints(parent: XmlElement, path: string): NavEntry[] {
  return childrenNamed(parent, 'navpoint').map((point) => {
    const label = childrenNamed(point, 'navlabel')[0];
    const content = childrenNamed(point, 'content')[0];
    const reference = content === undefined ? undefined : attribute(content, 'src');
    return {
      label: label === undefined ? '' : normaliseText(textOf(label)),
      target: reference === undefined ? null : resolveReference(path, reference),
      children: navPoints(point, path),
    };
  });
}

function readLandmarks(nav: XmlElement, path: string): Landmark[] {
  return [...descendants(nav)].flatMap((link) => {
    const target = resolveReference(path, attribute(link, 'href') ?? '');
    return localName(link) === 'a' && target !== null ? [{ types: semanticTypes(link), target }] : [];
  });
}
