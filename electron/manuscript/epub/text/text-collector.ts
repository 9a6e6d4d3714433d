import type { Paragraph } from '../../../contract/manuscript.ts';
import { isOrnament, normaliseText } from '../../normalise-text.ts';
import type { Block } from './document-text.ts';

/** How text is set where it stands. */
export interface Style {
  /** 1 to 6 inside a heading, else 0. */
  heading: number;
  verse: boolean;
  /** White space and line ends are kept as they are. */
  preformatted: boolean;
  link: boolean;
  /** What the edge of a block inside is: the end of the paragraph, or only of a line or of a word. */
  edge: 'paragraph' | 'line' | 'word';
}

/** Lines of verse are short; a writer who breaks longer ones by hand meant prose. In characters. */
const verseLine = 60;

/** Gathers the pieces of text that a walk over a document finds, and makes paragraphs of them. */
export class TextCollector {
  readonly blocks: Block[] = [];
  readonly notes: Paragraph[] = [];
  #lines: string[] = [];
  #line = '';
  #linked = 0;
  #cellEnded = false;

  /** Adds running text. */
  text(text: string, style: Style): void {
    if (this.#cellEnded && text.trim() !== '') this.#separateCells();
    if (style.link) this.#linked += text.replace(/\s+/gu, ' ').length;
    if (!style.preformatted) {
      this.#line += text;
      return;
    }
    const [first = '', ...rest] = text.split('\n');
    this.#line += first;
    for (const line of rest) {
      this.lineBreak(style);
      this.#line += line;
    }
  }

  /** Ends a line; an empty line ends the paragraph, because many books write paragraphs so. */
  lineBreak(style: Style): void {
    const blank = this.#line.trim() === '';
    if (!blank) {
      this.#lines.push(this.#line);
      this.#line = '';
    } else if (this.#lines.length > 0) {
      this.endParagraph(style);
    }
  }

  /** The edge of a block inside a line of verse or a table's cell. */
  edge(style: Style): void {
    if (style.edge === 'paragraph') this.endParagraph(style);
    else if (style.edge === 'word') this.#line += ' ';
    else if (this.#line.trim() !== '') this.lineBreak(style);
  }

  /** The end of a table's cell: what follows is set apart by a comma, unless punctuation is there. */
  endCell(): void {
    this.#cellEnded = true;
  }

  /** Makes a paragraph of what has been gathered. */
  endParagraph(style: Style): void {
    const lines = [...this.#lines, this.#line].map(normaliseText).filter((line) => line !== '');
    const linked = this.#linked;
    this.#lines = [];
    this.#line = '';
    this.#linked = 0;
    this.#cellEnded = false;
    for (const paragraph of toParagraphs(lines, style)) {
      const level = paragraph.kind === 'heading' ? style.heading : 0;
      this.blocks.push({
        ...paragraph,
        level,
        linked: Math.min(linked, paragraph.text.length),
        drawn: false,
      });
    }
  }

  /** A rule or an image between two scenes; one is enough. */
  ornament(): void {
    if (this.blocks.at(-1)?.kind === 'ornament') return;
    this.blocks.push({ kind: 'ornament', text: '* * *', level: 0, linked: 0, drawn: true });
  }

  /** Gathers what `walk` finds as the body of a note, away from the paragraph around it. */
  note(walk: (collector: TextCollector) => void): void {
    const inner = new TextCollector();
    walk(inner);
    this.notes.push(...inner.blocks.map(({ kind, text }) => ({ kind, text })), ...inner.notes);
  }

  #separateCells(): void {
    this.#cellEnded = false;
    const before = normaliseText(this.#line) || (this.#lines.at(-1) ?? '');
    if (before === '') return;
    this.#line = /\p{P}$/u.test(before.trimEnd()) ? `${this.#line} ` : `${this.#line.trimEnd()}, `;
  }
}

function toParagraphs(lines: readonly string[], style: Style): Paragraph[] {
  const joined = lines.join(' ');
  if (joined === '') return [];
  if (isOrnament(joined)) return [{ kind: 'ornament', text: joined }];
  if (style.heading > 0) return headingLines(lines).map((text) => ({ kind: 'heading', text }));
  const verse = style.verse || (lines.length > 2 && lines.every((line) => line.length <= verseLine));
  return [verse ? { kind: 'verse', text: lines.join('\n') } : { kind: 'prose', text: joined }];
}

/** "Chapter I" over "The Pool of Tears" are two headings; a long title broken in the middle is one. */
function headingLines(lines: readonly string[]): string[] {
  const [first, ...rest] = lines;
  if (first === undefined) return [];
  if (rest.length === 0) return [first];
  const label = /^(?:\p{L}+ )?(?:\d+|[IVXLCDM]+)[.:]?$/u.test(first) || /^chapter\b/iu.test(first);
  return label || /[.:;!?—]$/u.test(first) ? [first, ...headingLines(rest)] : headingLinesJoined(first, rest);
}

function headingLinesJoined(first: string, [second = '', ...rest]: readonly string[]): string[] {
  return headingLines([`${first} ${second}`, ...rest]);
}
