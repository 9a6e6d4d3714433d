import { XmlElement, XmlText } from '@rgrove/parse-xml';
import {
  attribute,
  childElements,
  descendants,
  localName,
  semanticTypes,
  shortTextOf,
  tokens,
} from '../archive/elements.ts';

const blocks = new Set(
  (
    'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure ' +
    'footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary table tbody td ' +
    'tfoot th thead title tr ul'
  ).split(' '),
);

const unreadElements = new Set(
  'script style head svg template audio video canvas iframe object embed button select textarea input rt rp'.split(
    ' ',
  ),
);

/** `12`, `xii`, `[Pg 12]`, `{12}`, `p. 12`, or nothing at all. */
const pageNumber = /^[[({]?\s*(?:p(?:a?ge?)?\.?\s*)?(?:\d+|[ivxlcdm]+)?[a-z]?\s*[\])}]?$/iu;

/** What a reference to a note looks like: `12`, `[12]`, `(a)`, `*`, `†`. */
const noteMark = /^[[(]?(?:\d{1,4}|[a-z]|[ivxlc]+|[*†‡§¶#]+)[\])]?$/iu;
const bracketedMark = /^\[(?:\d{1,4}|[a-z]|[ivxlc]+|[*†‡§¶#]+)\]$/iu;

/** The arrow by which a note leads back to its place. */
const backLink = /^[↩↑⏎←^\uFE0E\uFE0F]+$/u;

/** Whether an element begins and ends a paragraph. */
export function isBlock(element: XmlElement): boolean {
  return blocks.has(localName(element)) || /display\s*:\s*block/iu.test(attribute(element, 'style') ?? '');
}

/** Whether an element holds other blocks. */
export function hasBlocks(element: XmlElement): boolean {
  return blocksInside(element).next().done === false;
}

/** One after the other, because a document may hold a million: most callers want to know of the first or second. */
function* blocksInside(element: XmlElement): Generator<XmlElement, undefined> {
  for (const inner of descendants(element)) if (isBlock(inner)) yield inner;
  return undefined;
}

/** Whether nothing of an element is read: it is hidden, it is no text, or it is a page number or a note's mark. */
export function isUnread(element: XmlElement, types: readonly string[]): boolean {
  const name = localName(element);
  if (unreadElements.has(name)) return true;
  if (attribute(element, 'hidden') !== undefined || attribute(element, 'aria-hidden') === 'true') return true;
  if (/display\s*:\s*none/iu.test(attribute(element, 'style') ?? '')) return true;
  return isPageNumber(element, types) || isNoteReference(element, name, types);
}

function isPageNumber(element: XmlElement, types: readonly string[]): boolean {
  const marked =
    types.includes('pagebreak') ||
    tokens(attribute(element, 'class')).some((token) => /^page-?_?(?:num|number|no|break)s?$/u.test(token));
  if (!marked) return false;
  const text = shortTextOf(element);
  return text !== null && pageNumber.test(text);
}

function isNoteReference(element: XmlElement, name: string, types: readonly string[]): boolean {
  if (types.includes('noteref') || types.includes('backlink')) return true;
  if (name === 'sup') {
    const [link, ...others] = childElements(element);
    if (link === undefined || others.length > 0 || !noteMark.test(shortTextOf(element) ?? '')) return false;
    return isNoteReference(link, localName(link), semanticTypes(link));
  }
  if (name !== 'a' || !(attribute(element, 'href') ?? '').includes('#')) return false;
  const text = shortTextOf(element);
  if (text === null) return false;
  if (backLink.test(text) || bracketedMark.test(text)) return true;
  return noteMark.test(text) && isSuperscript(element);
}

function isSuperscript(link: XmlElement): boolean {
  const styled = [link, ...childElements(link)];
  return (
    (link.parent instanceof XmlElement && localName(link.parent) === 'sup') ||
    childElements(link).some((child) => localName(child) === 'sup') ||
    styled.some((element) => /vertical-align\s*:\s*super/iu.test(attribute(element, 'style') ?? '')) ||
    tokens(attribute(link, 'class')).some((token) =>
      /^(?:fn|note|footnote)-?_?(?:anchor|ref|reference|link)$/u.test(token),
    )
  );
}

/** Whether an element is the body of a note, which readers see at the foot of the page. */
export function isNote(element: XmlElement, types: readonly string[]): boolean {
  if (types.some((type) => /^(?:foot|rear|end)notes?$/u.test(type))) return true;
  return isBlock(element) && tokens(attribute(element, 'class')).some((token) => /^footnotes?$/u.test(token));
}

/** The level of a heading, 0 for anything else. */
export function headingLevel(element: XmlElement, types: readonly string[]): number {
  const name = localName(element);
  const digit = /^h([1-6])$/u.exec(name)?.[1];
  if (digit !== undefined) return Number(digit);
  if (types.includes('heading')) return Number(attribute(element, 'aria-level') ?? 2);
  if (!['p', 'div'].includes(name)) return 0;
  const styled = /(?:^|\s)(?:mso)?heading[-_]?([1-6])(?:\s|$)/iu.exec(attribute(element, 'class') ?? '')?.[1];
  if (styled !== undefined) return Number(styled);
  const titled = types.some((type) =>
    ['title', 'subtitle', 'fulltitle', 'ordinal', 'z3998:ordinal'].includes(type),
  );
  return titled && !hasBlocks(element) ? 3 : 0;
}

/** Whether an element's lines are lines of verse. */
export function isVerse(element: XmlElement, types: readonly string[]): boolean {
  if (types.some((type) => /^z3998:(?:verse|poem|song|hymn|lyrics)$/u.test(type))) return true;
  return tokens(attribute(element, 'class')).some((token) =>
    /(?:^|[-_])(?:verse|poem|poetry|stanza|linegroup|lyrics?)s?\d*(?:$|[-_])/u.test(token),
  );
}

/** Whether an element of a poem has one block a line: a stanza, whose lines belong together. */
export function isStanza(element: XmlElement): boolean {
  const lines = childElements(element);
  return (
    lines.length > 1 &&
    lines.every((line) => ['div', 'p', 'span'].includes(localName(line)) && !hasBlocks(line)) &&
    lines.some(isBlock) &&
    lines.map((line) => brokenText(line).trim()).every((line) => line.length <= 100 && !line.includes('\n'))
  );
}

/** The text of an element, with a line end for each `<br/>` and for nothing else. */
function brokenText(element: XmlElement): string {
  const pieces = element.children.map((node) => {
    if (node instanceof XmlText) return node.text.replace(/\s+/gu, ' ');
    if (!(node instanceof XmlElement)) return '';
    return localName(node) === 'br' ? '\n' : brokenText(node);
  });
  return pieces.join('');
}

/** Whether an empty block is drawn as a break between two scenes. */
export function isSceneBreak(element: XmlElement): boolean {
  return tokens(attribute(element, 'class')).some((token) =>
    /^(?:scene|thought|section|text)[-_]?break$|^tb$|^ornament$/u.test(token),
  );
}

/** Whether each cell of a table row is a word or a line, rather than a layout of paragraphs. */
export function isPlainRow(row: XmlElement): boolean {
  return childElements(row).every((cell) => {
    const inner = blocksInside(cell);
    const first = inner.next().value;
    if (first === undefined) return true;
    return headingLevel(first, []) === 0 && localName(first) !== 'table' && inner.next().done === true;
  });
}
