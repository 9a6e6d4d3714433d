import type { ManuscriptSection } from '../../../contract/manuscript.ts';
import type { Book } from './book.ts';
import { planContents, type ContentsPlan } from './chapter-starts.ts';
import type { Block, DocumentText } from '../text/document-text.ts';
import { reasonToSkip } from './judge-section.ts';
import { toSection, type SectionDraft } from './section-draft.ts';
import type { SectionRole } from '../text/section-role.ts';

/** Something begins at a block: a section, or the rest of one that was interrupted. */
interface Mark {
  begins: 'section' | 'rest';
  label: string | null;
  role: SectionRole | null;
}

/** Reasons of sections that may stand between two pieces of one chapter. */
const interruptions = new Set(['Notes', 'No text', 'Outside the reading order']);

/**
 * The sections of a book in reading order; every block of every document is in exactly one. A document begins a section
 * unless it is plainly the rest of the chapter before it; inside a document sections begin where the table of contents
 * or the elements say so.
 */
export function planSections(book: Book): ManuscriptSection[] {
  const planner = new SectionPlanner(book);
  book.documents.forEach((_, index) => {
    planner.addDocument(index);
  });
  const sections = planner.finish();
  const notes = book.documents.flatMap(({ text }) => text.notes);
  if (notes.length === 0) return sections;
  return [...sections, { title: 'Footnotes', included: false, reason: 'Notes', paragraphs: notes }];
}

class SectionPlanner {
  readonly #book: Book;
  readonly #contents: ContentsPlan;
  readonly #drafts: SectionDraft[] = [];
  /** The chapter that was gone on with last. */
  #open: SectionDraft | undefined;
  /** The deepest heading by which the table of contents begins a section; below it are subdivisions. */
  readonly #chapterLevel: number;

  constructor(book: Book) {
    this.#book = book;
    this.#contents = planContents(book);
    const levels = this.#contents.starts.map(
      ({ document, block }) => this.#blocks(document)[block]?.level ?? 0,
    );
    this.#chapterLevel = Math.max(0, ...levels) || 6;
  }

  addDocument(document: number): void {
    const blocks = this.#blocks(document);
    const marks = this.#marks(document);
    const places = [...new Set([0, ...marks.keys()])].sort((a, b) => a - b);
    places.forEach((start, index) => {
      const mark = marks.get(start) ?? this.#markAtTop(document);
      const piece = { document, start, end: places[index + 1] ?? blocks.length };
      const open = mark.begins === 'rest' ? this.#openDraft(start > 0) : null;
      if (open !== null) {
        open.pieces.push(piece);
        return;
      }
      const landmark = this.#book.landmarks.find(
        ({ position }) => position.document === document && position.block === start && position.exact,
      );
      this.#drafts.push({
        label: mark.label,
        role: mark.role,
        landmark: landmark?.role ?? null,
        front: this.#isFront(),
        pieces: [piece],
      });
    });
  }

  finish(): ManuscriptSection[] {
    return this.#drafts.map((draft) => toSection(draft, this.#reason(draft), this.#book));
  }

  /** Whether none of the sections so far is read. */
  #isFront(): boolean {
    const last = this.#drafts.at(-1);
    return last === undefined || (last.front && this.#reason(last) !== null);
  }

  /** What the table of contents and the elements say begins in a document, by block. */
  #marks(document: number): Map<number, Mark> {
    const marks = new Map<number, Mark>();
    for (const start of this.#contents.starts) {
      if (start.document === document) marks.set(start.block, section(start.title, null));
    }
    const text = this.#book.documents[document]?.text;
    for (const region of text?.regions ?? []) {
      const empty = region.end === region.start && text?.blocks.length !== 0;
      if (region.nested || empty || region.role.kind === 'subdivision') continue;
      marks.set(region.start, section(marks.get(region.start)?.label ?? null, region.role));
      const after = region.role.kind === 'skip' && region.end < (text?.blocks.length ?? 0);
      if (after && !marks.has(region.end)) marks.set(region.end, { begins: 'rest', label: null, role: null });
    }
    if (marks.size === 0 && text !== undefined && this.#hasNoContents()) return markHeadings(text);
    return marks;
  }

  /** Whether the first block of a document that nobody names begins a section. */
  #markAtTop(document: number): Mark {
    if (this.#book.documents[document]?.linear === false) return section(null, null);
    const blocks = this.#blocks(document);
    const spoken = blocks.findIndex(({ kind }) => kind !== 'ornament');
    const first = blocks[spoken];
    if (first === undefined) return this.#hasNoContents() ? section(null, null) : rest;
    const opening = blocks.findIndex(({ kind }, index) => index > spoken && kind !== 'heading');
    const subdivides = this.#contents.subdivisions.some(
      (place) => place.document === document && (opening === -1 || place.block <= opening) && place.exact,
    );
    if (subdivides) return rest;
    if (this.#hasNoContents()) return section(null, null);
    return first.kind === 'heading' && first.level <= this.#chapterLevel ? section(null, null) : rest;
  }

  /** The chapter that unmarked text goes on with; null when there is none. */
  #openDraft(interrupted: boolean): SectionDraft | null {
    const end = this.#drafts.length - (interrupted ? 1 : 0);
    const last = this.#drafts.findLast(
      (draft, index) =>
        index < end && (draft === this.#open || !interruptions.has(this.#reason(draft) ?? '')),
    );
    // What text was added to once stays open: judging a long chapter anew for each of its files would take too long.
    if (last !== undefined && (last === this.#open || this.#reason(last) === null)) this.#open = last;
    return last === this.#open ? (last ?? null) : null;
  }

  #reason(draft: SectionDraft): string | null {
    return reasonToSkip(draft, this.#book);
  }

  #hasNoContents(): boolean {
    return this.#contents.starts.length === 0;
  }

  #blocks(document: number): readonly Block[] {
    return this.#book.documents[document]?.text.blocks ?? [];
  }
}

const rest: Mark = { begins: 'rest', label: null, role: null };

function section(label: string | null, role: SectionRole | null): Mark {
  return { begins: 'section', label, role };
}

/** Without a table of contents the headings are one: the highest level of which there are several. */
function markHeadings({ blocks }: DocumentText): Map<number, Mark> {
  const openings = blocks
    .map(({ level, kind }, index) => ({
      level,
      index,
      opens: kind === 'heading' && blocks[index - 1]?.kind !== 'heading',
    }))
    .filter(({ opens }) => opens);
  const level =
    [1, 2, 3].find((wanted) => openings.filter((opening) => opening.level === wanted).length > 1) ?? 0;
  return new Map(
    openings.filter((opening) => opening.level <= level).map(({ index }) => [index, section(null, null)]),
  );
}
