import { XmlElement, XmlText } from '@rgrove/parse-xml';
import { normaliseText } from '../../normalise-text.ts';
import type { DocumentText, Region } from './document-text.ts';
import {
  headingLevel,
  isBlock,
  isNote,
  isPlainRow,
  isSceneBreak,
  isStanza,
  isUnread,
  isVerse,
} from './element-rules.ts';
import {
  attribute,
  childElements,
  firstNamed,
  localName,
  semanticTypes,
  textOf,
} from '../archive/elements.ts';
import { roleOfElement, type SectionRole } from './section-role.ts';
import { TextCollector, type Style } from './text-collector.ts';

const plain: Style = { heading: 0, verse: false, preformatted: false, link: false, edge: 'paragraph' };

/** The readable text of an XHTML document: its paragraphs, and what its elements say about them. */
export function readDocument(root: XmlElement): DocumentText {
  const head = childElements(root).find((child) => localName(child) === 'head');
  const title = head === undefined ? undefined : firstNamed(head, 'title');
  const reader = new DocumentReader();
  reader.walk(root, plain, { note: false, notesPage: false, closed: false });
  return {
    title: (title === undefined ? '' : normaliseText(textOf(title))) || null,
    blocks: reader.main.blocks,
    notes: reader.main.notes,
    anchors: reader.anchors,
    regions: reader.regions,
  };
}

/** Where the walk is. */
interface Place {
  /** Inside the body of a note. */
  note: boolean;
  /** Inside a section of notes, where they are text like any other. */
  notesPage: boolean;
  /** Inside something that is a section of its own and has no sections inside. */
  closed: boolean;
}

class DocumentReader {
  readonly main = new TextCollector();
  collector = this.main;
  readonly anchors = new Map<string, number>();
  readonly regions: Region[] = [];

  walk(element: XmlElement, style: Style, place: Place): void {
    const types = semanticTypes(element);
    const role = roleOfElement(element, types);
    const unread = isUnread(element, types);
    const note = this.#isNote(element, types, role, place);
    // Text before a block ends there, so that the block's anchor is that of its own first paragraph.
    if (!unread && !note && isBlock(element)) this.collector.edge(style);
    this.#anchor(element);
    if (unread) return;
    if (note) this.#note(element, style, place);
    else if (role === null) this.#element(element, types, style, place);
    else this.#region(element, types, role, style, place);
  }

  /** Notes at the end of a chapter are notes; a page of notes is a section that is shown as skipped. */
  #isNote(element: XmlElement, types: readonly string[], role: SectionRole | null, place: Place): boolean {
    if (place.note || place.notesPage) return false;
    const notes = role?.kind === 'skip' && role.reason === 'Notes';
    return notes ? place.closed : isNote(element, types);
  }

  #note(element: XmlElement, style: Style, place: Place): void {
    const outer = this.collector;
    outer.note((inner) => {
      this.collector = inner;
      this.#element(
        element,
        semanticTypes(element),
        { ...style, edge: 'paragraph' },
        { ...place, note: true },
      );
      inner.endParagraph(style);
    });
    this.collector = outer;
  }

  #region(
    element: XmlElement,
    types: readonly string[],
    role: SectionRole,
    style: Style,
    place: Place,
  ): void {
    const isNotesPage = role.kind === 'skip' && role.reason === 'Notes';
    if (!place.note) this.collector.endParagraph(style);
    const region: Region = { role, start: this.collector.blocks.length, end: 0, nested: place.closed };
    if (!place.note) this.regions.push(region);
    this.#element(element, types, style, {
      note: place.note,
      notesPage: place.notesPage || isNotesPage,
      closed: place.closed || role.kind === 'chapter' || role.kind === 'skip',
    });
    region.end = this.collector.blocks.length;
  }

  #element(element: XmlElement, types: readonly string[], style: Style, place: Place): void {
    const name = localName(element);
    const before = this.collector.blocks.length;
    if (name === 'br') {
      if (style.edge === 'word') this.collector.edge(style);
      else this.collector.lineBreak(style);
    } else if (name === 'hr') {
      this.collector.endParagraph(style);
      this.collector.ornament();
    } else if (name === 'math') {
      this.collector.text(attribute(element, 'alttext') ?? '', style);
    } else if (name === 'img') {
      this.#dropCap(element, style);
    } else if (isBlock(element)) {
      this.#block(element, name, types, style, place);
      this.collector.edge(style);
      if (isSceneBreak(element) && this.collector.blocks.length === before) this.collector.ornament();
    } else {
      this.#children(element, name === 'a' ? { ...style, link: true } : style, place);
    }
  }

  #block(element: XmlElement, name: string, types: readonly string[], style: Style, place: Place): void {
    const inner: Style = {
      ...style,
      heading: headingLevel(element, types) || style.heading || (name === 'hgroup' ? 2 : 0),
      verse: style.verse || isVerse(element, types),
      preformatted: style.preformatted || name === 'pre',
    };
    if (name === 'tr' && isPlainRow(element)) inner.edge = 'word';
    else if (inner.verse && inner.edge === 'paragraph' && isStanza(element)) inner.edge = 'line';
    this.#children(element, inner, place);
    if (style.edge === 'word' && (name === 'td' || name === 'th')) this.collector.endCell();
    if (style.edge === 'paragraph') this.collector.endParagraph(inner);
  }

  #children(element: XmlElement, style: Style, place: Place): void {
    for (const node of element.children) {
      if (node instanceof XmlText) this.collector.text(node.text, style);
      else if (node instanceof XmlElement) this.walk(node, style, place);
    }
  }

  /** Images are not read, but a single letter is the first one of the word that follows. */
  #dropCap(element: XmlElement, style: Style): void {
    const alternative = attribute(element, 'alt')?.trim() ?? '';
    if (/^\p{L}$/u.test(alternative)) this.collector.text(alternative, style);
  }

  #anchor(element: XmlElement): void {
    for (const name of ['id', 'name']) {
      const id = element.attributes[name] ?? (name === 'id' ? element.attributes['xml:id'] : undefined);
      if (id !== undefined && !this.anchors.has(id)) this.anchors.set(id, this.main.blocks.length);
    }
  }
}
