import type { ManuscriptSection, Paragraph } from '../../contract/manuscript.ts';
import { skipReason } from '../skip-reason.ts';
import type { Range } from './contents.ts';
import type { Chapters } from './find-chapters.ts';
import type { TitleLines } from './front-matter.ts';
import { composeTitle, isTitleLike } from './heading-grammar.ts';
import { blockEnd, type Heading } from './heading.ts';
import { countWords } from './inferred-headings.ts';
import { endsSentence, type Layout } from './layout.ts';
import type { Line } from './lines.ts';
import { joinLines, toParagraphs } from './paragraphs.ts';

/** Front matter without a heading of its own is a title page while it is shorter than this, in words. */
const longestTitlePage = 150;

/** A paragraph of more words than this is meant to be read. */
const longestTitlePageParagraph = 50;

/** All that is known about a text when its sections are made. */
export interface TextFindings {
  lines: readonly Line[];
  layout: Layout;
  chapters: Chapters;
  titleLines: TitleLines;
  /** The book's title: what text without a heading of its own is called. */
  bookTitle: string;
}

type Start = { kind: 'heading'; heading: Heading } | { kind: 'contents'; range: Range };

/**
 * Lays a text out in sections; every line is in exactly one of them, in order. A part heading with no text of its own
 * goes before the heading of the chapter that follows it ("Part One, Chapter 1").
 */
export function buildSections(findings: TextFindings): ManuscriptSection[] {
  const starts = startsOf(findings.chapters);
  const first = starts[0];
  const end = first === undefined ? findings.lines.length : fromOf(first);
  const sections = first === undefined ? wholeBook(findings) : openingSections(findings, 0, end);
  let waiting: Heading[] = [];
  for (const [index, start] of starts.entries()) {
    const next = starts[index + 1];
    const to = next === undefined ? findings.lines.length : fromOf(next);
    if (start.kind === 'contents') {
      sections.push(contentsSection(findings.lines.slice(start.range.from, start.range.to)));
      sections.push(...openingSections(findings, start.range.to, to));
    } else if (start.heading.level === 'part' && start.heading.to === to && next?.kind === 'heading') {
      waiting.push(start.heading);
    } else {
      sections.push(chapterSection(findings, [...waiting, start.heading], to));
      waiting = [];
    }
  }
  return sections;
}

function startsOf(chapters: Chapters): Start[] {
  const starts: Start[] = chapters.headings
    .filter((heading) => heading.level !== 'inner')
    .map((heading) => ({ kind: 'heading', heading }));
  if (chapters.contents !== null) starts.push({ kind: 'contents', range: chapters.contents });
  return starts.sort((a, b) => fromOf(a) - fromOf(b));
}

function fromOf(start: Start): number {
  return start.kind === 'heading' ? start.heading.from : start.range.from;
}

/** A text in which nothing looks like a chapter is one chapter, called like the book; an address above it is skipped. */
function wholeBook({ lines, layout, titleLines, bookTitle }: TextFindings): ManuscriptSection[] {
  const address = lines.slice(0, titleLines.from);
  const title = lines.slice(titleLines.from, titleLines.to).map((line) => heading(line.text));
  const book = included(bookTitle, [...title, ...toParagraphs(lines.slice(titleLines.to), layout)]);
  return address.length === 0 ? [book] : [titlePage(toParagraphs(address, layout)), book];
}

/** What stands before the first heading: title page, and text without a heading. */
function openingSections(findings: TextFindings, from: number, to: number): ManuscriptSection[] {
  const { lines, layout, titleLines } = findings;
  if (from >= to) return [];
  const paragraphs = toParagraphs(lines.slice(from, to), layout);
  const long = paragraphs.some((paragraph) => paragraph.text.split(/\s/u).length > longestTitlePageParagraph);
  if (!long && countWords(lines, from, to) <= longestTitlePage) return [titlePage(paragraphs)];
  const textFrom = from === 0 ? endOfTitlePage(lines, titleLines.to, to) : from;
  const sections = textFrom > from ? [titlePage(toParagraphs(lines.slice(from, textFrom), layout))] : [];
  if (textFrom < to) sections.push(textWithoutHeading(findings, textFrom, to));
  return sections;
}

/** After the title, short lines that are no sentences (publisher, edition, year) still belong to its page. */
function endOfTitlePage(lines: readonly Line[], from: number, to: number): number {
  let index = from;
  while (index > 0 && index < to) {
    const end = blockEnd(lines, index);
    const text = joinLines(lines.slice(index, end));
    if (end > to || endsSentence(text) || text.split(' ').length > 12) break;
    index = end;
  }
  return index;
}

function textWithoutHeading(findings: TextFindings, from: number, to: number): ManuscriptSection {
  const { lines, layout, bookTitle } = findings;
  const first = lines[from]?.text ?? '';
  const titled = to > from + 1 && lines[from + 1]?.gap !== 0 && isTitleLike(first) && first.length <= 60;
  if (!titled) return included(bookTitle, toParagraphs(lines.slice(from, to), layout));
  return included(first, [heading(first), ...toParagraphs(lines.slice(from + 1, to), layout)]);
}

function chapterSection(findings: TextFindings, headings: readonly Heading[], to: number): ManuscriptSection {
  const paragraphs = headings.flatMap((each) => each.paragraphs.map(heading));
  const last = headings.at(-1);
  let from = last?.to ?? to;
  for (const inner of findings.chapters.headings) {
    if (inner.level !== 'inner' || inner.from < from || inner.from >= to) continue;
    paragraphs.push(...toParagraphs(findings.lines.slice(from, inner.from), findings.layout));
    paragraphs.push(...inner.paragraphs.map(heading));
    from = inner.to;
  }
  paragraphs.push(...toParagraphs(findings.lines.slice(from, to), findings.layout));
  const title = headings.map(titleOf).join(', ');
  const reason = last?.level === 'named' ? skipReason(title) : null;
  return { title, included: reason === null, reason, paragraphs };
}

/** The heading in one line: as it stands where it is one line already. */
function titleOf({ label, title, paragraphs: [only, below] }: Heading): string {
  return only !== undefined && below === undefined && title !== '' ? only : composeTitle(label, title);
}

function contentsSection(lines: readonly Line[]): ManuscriptSection {
  const paragraphs = lines.map((line, index): Paragraph => ({
    kind: index === 0 ? 'heading' : 'prose',
    text: line.text,
  }));
  return { title: 'Table of contents', included: false, reason: 'Table of contents', paragraphs };
}

function titlePage(paragraphs: Paragraph[]): ManuscriptSection {
  return { title: 'Title page', included: false, reason: 'Title page', paragraphs };
}

function included(title: string, paragraphs: Paragraph[]): ManuscriptSection {
  return { title, included: true, reason: null, paragraphs };
}

function heading(text: string): Paragraph {
  return { kind: 'heading', text };
}
