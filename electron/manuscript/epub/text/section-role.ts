import type { XmlElement } from '@rgrove/parse-xml';
import { attribute, localName, tokens } from '../archive/elements.ts';

/** What a stretch of a document is, as the book itself says. */
export type SectionRole =
  | { kind: 'chapter' | 'part' | 'subdivision' }
  /** Something that a listener does not want read, and why. */
  | { kind: 'skip'; reason: string };

/** Names of EPUB's structural vocabulary, of its ARIA twin and of EPUB 2's guide, by the reason to skip them. */
const skipped: readonly (readonly [reason: string, types: readonly string[]])[] = [
  ['Cover', ['cover']],
  ['Title page', ['titlepage', 'title-page', 'halftitlepage', 'fulltitle', 'halftitle']],
  ['Imprint', ['imprint', 'imprimatur']],
  ['Copyright notice', ['copyright-page']],
  ['Table of contents', ['toc', 'toc-brief', 'landmarks', 'page-list', 'pagelist']],
  ['List of illustrations', ['loi', 'lot', 'loa', 'lov']],
  ['Colophon', ['colophon']],
  ['Index', ['index', 'index-headnotes', 'index-legend', 'index-group']],
  ['Notes', ['endnotes', 'rearnotes', 'footnotes', 'notes']],
  ['Bibliography', ['bibliography']],
];

const chapters = new Set(
  (
    'chapter dedication foreword preface introduction prologue prelude preamble epilogue afterword conclusion ' +
    'acknowledgments acknowledgements appendix glossary errata contributors se:short-story se:novella'
  ).split(' '),
);

const parts = new Set(['part', 'volume', 'division']);

/** Only a whole section or page is an epigraph of its own; a quotation above a chapter belongs to the chapter. */
const wholePages = new Set(['section', 'article', 'body']);

const sectioning = new Set(['section', 'article', 'body', 'nav', 'main', 'div']);

/** What these types say, or null when they say nothing about sections. */
export function roleOfTypes(types: readonly string[]): SectionRole | null {
  for (const [reason, names] of skipped) {
    if (types.some((type) => names.includes(type))) return { kind: 'skip', reason };
  }
  if (types.includes('subchapter')) return { kind: 'subdivision' };
  if (types.some((type) => chapters.has(type))) return { kind: 'chapter' };
  if (types.some((type) => parts.has(type))) return { kind: 'part' };
  return null;
}

/** What an element says that it is; null for elements that never hold a section. */
export function roleOfElement(element: XmlElement, types: readonly string[]): SectionRole | null {
  const name = localName(element);
  if (!sectioning.has(name)) return null;
  const classes = tokens(attribute(element, 'class'));
  const id = attribute(element, 'id');
  if (id === 'pg-header' || classes.includes('pgheader')) return gutenbergHeader;
  if (id === 'pg-footer' || classes.includes('pgfooter')) return gutenbergLicence;
  if (types.includes('epigraph') && wholePages.has(name)) return { kind: 'chapter' };
  return roleOfTypes(types);
}

export const gutenbergHeader: SectionRole = { kind: 'skip', reason: 'Project Gutenberg header' };
export const gutenbergLicence: SectionRole = { kind: 'skip', reason: 'Project Gutenberg licence' };
