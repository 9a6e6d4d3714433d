import type { XmlElement } from '@rgrove/parse-xml';
import { normaliseText } from '../../normalise-text.ts';
import { attribute, descendants, localName, textOf } from '../archive/elements.ts';

/** What a book says of itself. */
export interface Metadata {
  title: string | null;
  author: string | null;
  /** BCP 47. */
  language: string | null;
}

/**
 * Title, author and language from the package document. The main title is preferred to subtitles and series; creators
 * in the role of author to others. EPUB 2 writes roles as attributes, EPUB 3 as `meta` that refines an id.
 */
export function readMetadata(opf: XmlElement): Metadata {
  const elements = [...descendants(opf)];
  const refinements = readRefinements(elements);
  return {
    title: titleOf(elements, refinements),
    author: authorOf(elements, refinements),
    language: languageOf(elements),
  };
}

/** id -> property -> values */
type Refinements = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

function readRefinements(elements: readonly XmlElement[]): Refinements {
  const all = new Map<string, Map<string, string[]>>();
  for (const element of elements) {
    const refines = attribute(element, 'refines');
    const property = attribute(element, 'property');
    if (localName(element) !== 'meta' || refines === undefined || property === undefined) continue;
    const id = refines.replace(/^#/u, '');
    const properties = all.get(id) ?? new Map<string, string[]>();
    const values = properties.get(property) ?? [];
    values.push(normaliseText(textOf(element)));
    properties.set(property, values);
    all.set(id, properties);
  }
  return all;
}

function dublinCore(elements: readonly XmlElement[], name: string): { element: XmlElement; text: string }[] {
  return elements
    .filter((element) => localName(element) === name)
    .map((element) => ({ element, text: normaliseText(textOf(element)) }))
    .filter(({ text }) => text !== '');
}

function refined(element: XmlElement, property: string, refinements: Refinements): readonly string[] {
  return refinements.get(attribute(element, 'id') ?? '')?.get(property) ?? [];
}

function titleOf(elements: readonly XmlElement[], refinements: Refinements): string | null {
  const titles = dublinCore(elements, 'title').map(({ element, text }) => ({
    text,
    type: refined(element, 'title-type', refinements)[0],
  }));
  const title =
    titles.find(({ type }) => type === 'main') ?? titles.find(({ type }) => type === undefined) ?? titles[0];
  return title?.text ?? null;
}

function authorOf(elements: readonly XmlElement[], refinements: Refinements): string | null {
  const creators = dublinCore(elements, 'creator').map(({ element, text }) => {
    const own = attribute(element, 'role');
    return { text, roles: own === undefined ? refined(element, 'role', refinements) : [own.toLowerCase()] };
  });
  const authors = creators.filter(({ roles }) => roles.includes('aut'));
  const unmarked = creators.filter(({ roles }) => roles.length === 0);
  const chosen = [authors, unmarked, creators].find((list) => list.length > 0) ?? [];
  // Calibre writes "Unknown" where it knows no author.
  const names = [...new Set(chosen.map(({ text }) => text))].filter(
    (name) => name.toLowerCase() !== 'unknown',
  );
  const last = names.pop();
  if (last === undefined) return null;
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}

function languageOf(elements: readonly XmlElement[]): string | null {
  for (const { text } of dublinCore(elements, 'language')) {
    try {
      const tag = Intl.getCanonicalLocales(text.replaceAll('_', '-'))[0];
      if (tag !== undefined && tag !== 'und') return tag;
    } catch {
      // Not a language tag ("English"): the book does not say.
    }
  }
  return null;
}
