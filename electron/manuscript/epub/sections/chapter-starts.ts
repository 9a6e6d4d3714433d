import type { Book, Position } from './book.ts';
import type { Block } from '../text/document-text.ts';
import type { NavEntry } from '../package/navigation.ts';
import { isBareNumber, isChapterTitle, isFirstNumber, isPartTitle, sameTitle } from './title-shapes.ts';

/** Where the table of contents has a section begin. */
export interface Start extends Position {
  title: string;
}

/** The table of contents as far as sections are concerned. */
export interface ContentsPlan {
  starts: Start[];
  /** Places that the table of contents names inside a chapter. */
  subdivisions: Position[];
}

interface Node {
  label: string;
  position: Position | null;
  parent: Node | null;
  children: Node[];
}

/**
 * Which entries of the table of contents begin a section, and which are only subdivisions of a chapter: what the
 * elements say goes first, then the titles, then where prose stands.
 */
export function planContents(book: Book): ContentsPlan {
  const roots = book.toc.map((entry) => toNode(entry, null, book));
  const nodes = roots.flatMap(withDescendants).filter(({ position }) => position !== null);
  const judge = new ContentsJudge(book, nodes, roots);
  const plan: ContentsPlan = { starts: [], subdivisions: [] };
  for (const { label, position } of nodes.filter((node) => judge.startsSection(node))) {
    if (position !== null) plan.starts.push({ ...position, title: label });
  }
  for (const node of nodes) {
    if (node.position !== null && !judge.startsSection(node)) plan.subdivisions.push(node.position);
  }
  return { ...plan, starts: withHeadingsAbove(distinct(plan.starts), book) };
}

function toNode(entry: NavEntry, parent: Node | null, book: Book): Node {
  const position = entry.target === null ? null : book.locate(entry.target);
  const node: Node = { label: entry.label, position, parent, children: [] };
  node.children = entry.children.map((child) => toNode(child, node, book));
  return node;
}

function withDescendants(node: Node): Node[] {
  return [node, ...node.children.flatMap(withDescendants)];
}

/** In reading order; of several entries for one place the deepest, which comes last, names it. */
function distinct(starts: readonly Start[]): Start[] {
  const places = new Map<string, Start>();
  for (const start of starts) {
    const place = `${start.document}:${start.block}`;
    if (start.exact || !places.has(place)) places.set(place, start);
  }
  return [...places.values()].sort((a, b) => a.document - b.document || a.block - b.block);
}

/** A heading directly above the place that an entry points to belongs to the section that begins there. */
function withHeadingsAbove(starts: readonly Start[], book: Book): Start[] {
  return starts.map((start, index) => {
    const before = starts[index - 1];
    const lowest = before?.document === start.document ? before.block + 1 : 0;
    return { ...start, block: Math.max(lowest, firstHeadingAbove(blocksOf(book, start), start.block)) };
  });
}

function firstHeadingAbove(blocks: readonly Block[], index: number): number {
  let first = index;
  while (first > 0 && blocks[first - 1]?.kind === 'heading') first--;
  return first;
}

function blocksOf(book: Book, { document }: Position): readonly Block[] {
  return book.documents[document]?.text.blocks ?? [];
}

/** Whether an entry holds chapters. */
type Holding = 'yes' | 'no' | 'unlikely';

class ContentsJudge {
  readonly #book: Book;
  /** The blocks that the table of contents names, by document. */
  readonly #named: ReadonlyMap<number, readonly number[]>;
  readonly #roots: readonly Node[];
  readonly #verdicts = new Map<Node, boolean>();
  readonly #holders = new Map<Node, Holding>();

  constructor(book: Book, nodes: readonly Node[], roots: readonly Node[]) {
    this.#book = book;
    const places = nodes.flatMap(({ position }) => position ?? []);
    const byDocument = Map.groupBy(places, ({ document }) => document);
    this.#named = new Map(
      [...byDocument].map(([document, named]) => [document, named.map(({ block }) => block)]),
    );
    this.#roots = roots;
  }

  startsSection(node: Node): boolean {
    const known = this.#verdicts.get(node);
    if (known !== undefined) return known;
    const verdict = this.#judge(node);
    this.#verdicts.set(node, verdict);
    return verdict;
  }

  #judge({ position, parent }: Node): boolean {
    if (position === null || this.#isInsideChapter(position)) return false;
    const role = this.#roleAt(position);
    if (role !== null) return role !== 'subdivision';
    if (parent === null) return true;
    if (parent.position !== null && !this.startsSection(parent)) return false;
    switch (this.#holding(parent)) {
      case 'yes':
        return true;
      case 'no':
        return false;
      case 'unlikely':
        return position.document !== parent.position?.document && position.block === 0;
    }
  }

  /** Whether an element that is a chapter, or something skipped, began before this place and goes on here. */
  #isInsideChapter({ document, block }: Position): boolean {
    const text = this.#book.documents[document]?.text;
    const heading = firstHeadingAbove(text?.blocks ?? [], block);
    return (text?.regions ?? []).some(
      ({ role, start, end }) =>
        (role.kind === 'chapter' || role.kind === 'skip') &&
        start < block &&
        block < end &&
        (heading > start || this.#isNamed(document, start, block)),
    );
  }

  #isNamed(document: number, from: number, to: number): boolean {
    return this.#named.get(document)?.some((block) => block >= from && block < to) ?? false;
  }

  #roleAt({ document, block }: Position): string | null {
    const regions = this.#book.documents[document]?.text.regions ?? [];
    const here = regions.filter(({ start, end, nested }) => start === block && end > start && !nested);
    return here.at(-1)?.role.kind ?? null;
  }

  #holding(parent: Node): Holding {
    const holding = this.#holders.get(parent) ?? this.#holdsChapters(parent);
    this.#holders.set(parent, holding);
    return holding;
  }

  /** Whether the entries below this one are chapters rather than pieces of one. */
  #holdsChapters(parent: Node): Holding {
    const { label, position, children } = parent;
    if (position === null || isPartTitle(label) || sameTitle(label, this.#book.title)) return 'yes';
    const role = this.#roleAt(position);
    if (role === 'part' || children.some((child) => isChapterTitle(child.label))) return 'yes';
    if (role === 'chapter' || isChapterTitle(label)) return 'no';
    const siblings = parent.parent?.children ?? this.#roots;
    if (children.every((child) => isBareNumber(child.label))) {
      // Numbers that go on from one parent to the next count the chapters of the book.
      const counted = siblings.flatMap((sibling) => sibling.children.slice(0, 1));
      return counted.some((first) => isBareNumber(first.label) && !isFirstNumber(first.label)) ? 'yes' : 'no';
    }
    return siblings.some((sibling) => this.#hasProseOfItsOwn(sibling)) ? 'unlikely' : 'yes';
  }

  #hasProseOfItsOwn({ position, children }: Node): boolean {
    const first = children[0]?.position;
    if (position === null || first === undefined || first === null) return false;
    const end = first.document === position.document ? first.block : Infinity;
    return blocksOf(this.#book, position)
      .slice(position.block, end)
      .some(({ kind }) => kind === 'prose');
  }
}
