import { XmlElement, XmlText } from '@rgrove/parse-xml';

/** An element's name without its prefix, in lower case: books differ in both. */
export function localName(element: XmlElement): string {
  return withoutPrefix(element.name).toLowerCase();
}

/** An attribute by its name without prefix, so that `role` finds `opf:role`. */
export function attribute(element: XmlElement, name: string): string | undefined {
  const plain = element.attributes[name];
  if (plain !== undefined) return plain;
  return Object.entries(element.attributes).find(([key]) => withoutPrefix(key) === name)?.[1];
}

/** The element children. */
export function childElements(element: XmlElement): XmlElement[] {
  return element.children.filter((node) => node instanceof XmlElement);
}

/** The element children of that name. */
export function childrenNamed(element: XmlElement, name: string): XmlElement[] {
  return childElements(element).filter((child) => localName(child) === name);
}

/** All elements inside, in document order, the element itself left out. */
export function* descendants(element: XmlElement): Generator<XmlElement> {
  for (const child of childElements(element)) {
    yield child;
    yield* descendants(child);
  }
}

/** The first element inside that has that name, in document order. */
export function firstNamed(element: XmlElement, name: string): XmlElement | undefined {
  for (const inner of descendants(element)) if (localName(inner) === name) return inner;
  return undefined;
}

/** All the text inside. */
export function textOf(element: XmlElement): string {
  return element.children
    .map((node) => (node instanceof XmlText ? node.text : node instanceof XmlElement ? textOf(node) : ''))
    .join('');
}

/** The text inside, trimmed, or null when there is more of it than a number, a mark or a word needs. */
export function shortTextOf(element: XmlElement): string | null {
  const text = textUpTo(element, 200).trim();
  return text.length > 40 ? null : text;
}

/** At least `limit` characters of the text inside, if there are so many; the rest is not looked at. */
function textUpTo(element: XmlElement, limit: number): string {
  let text = '';
  for (const node of element.children) {
    if (text.length >= limit) break;
    if (node instanceof XmlText) text += node.text;
    else if (node instanceof XmlElement) text += textUpTo(node, limit - text.length);
  }
  return text;
}

/** The words of a space-separated attribute value, in lower case. */
export function tokens(value: string | undefined): string[] {
  return (value ?? '')
    .toLowerCase()
    .split(/\s+/u)
    .filter((token) => token !== '');
}

/**
 * What an element is, by `epub:type` (any prefix) and by its DPUB-ARIA `role`, where `doc-chapter` counts as `chapter`.
 */
export function semanticTypes(element: XmlElement): string[] {
  const types: string[] = [];
  for (const [key, value] of Object.entries(element.attributes)) {
    if (key.endsWith(':type')) types.push(...tokens(value));
    if (key === 'role') types.push(...tokens(value).map((role) => role.replace(/^doc-/u, '')));
  }
  return types;
}

function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
