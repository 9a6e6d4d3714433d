import type { ManuscriptSection, Paragraph } from '../../contract/manuscript.ts';
import { skipReason } from '../skip-reason.ts';
import { composeTitle, matchHeading, matchNumeral } from '../text/heading-grammar.ts';
import type { Block } from './blocks.ts';

/** Text before the first chapter is a title page while it is shorter than this, in words. */
const longestTitlePage = 60;

/** The depths of the headings that structure a document. */
export interface Outline {
  /** Depth of the headings that are chapters; null when the document has none. */
  chapter: number | null;
  /** Index of the heading that is the book's title. */
  titleAt: number | null;
}

/**
 * Decides which headings are chapters. One heading alone at the top, first of all and with more below it, is the
 * book's title, and the next level the chapters; so are the levels below parts ("Part One"). Else the top level is.
 */
export function findOutline(blocks: readonly Block[]): Outline {
  const headings = blocks.flatMap(({ depth, paragraph }, index) =>
    depth === null ? [] : [{ depth, index, text: paragraph.text }],
  );
  const depths = [...new Set(headings.map(({ depth }) => depth))].sort((a, b) => a - b);
  const [top, below] = depths;
  const first = headings[0];
  if (top === undefined || first === undefined) return { chapter: null, titleAt: null };
  const tops = headings.filter(({ depth }) => depth === top);
  const onlyTop = tops.length === 1 ? tops[0] : undefined;
  if (onlyTop !== undefined && onlyTop === first && below !== undefined && !isChapterTitle(first.text)) {
    return { ...chapterLevel(headings.slice(1), below), titleAt: first.index };
  }
  const next = blocks[first.index + 1];
  const isTitle =
    first.depth === top && tops.length > 2 && next?.depth === top && !isChapterTitle(first.text);
  if (!isTitle) return { ...chapterLevel(headings, top), titleAt: null };
  return { ...chapterLevel(headings.slice(1), top), titleAt: first.index };
}

/** Where headings of a level are parts with headings below them, the chapters are one level deeper. */
function chapterLevel(
  headings: readonly { depth: number; text: string }[],
  level: number,
): { chapter: number } {
  const parts = headings.filter(({ depth, text }) => depth === level && matchHeading(text)?.level === 'part');
  const below = headings.map(({ depth }) => depth).filter((depth) => depth > level);
  return { chapter: parts.length > 0 && below.length > 0 ? Math.min(...below) : level };
}

function isChapterTitle(text: string): boolean {
  return matchHeading(text) !== null || matchNumeral(text) !== null;
}

/** Lays a document out in sections; every block is in exactly one of them, in order. */
export function toSections(
  blocks: readonly Block[],
  outline: Outline,
  bookTitle: string,
): ManuscriptSection[] {
  const { chapter } = outline;
  if (chapter === null) return blocks.length === 0 ? [] : [section(bookTitle, paragraphsOf(blocks))];
  const starts = blocks.flatMap(({ depth }, index) =>
    depth !== null && depth <= chapter && index !== outline.titleAt ? [index] : [],
  );
  const sections = openingSections(blocks.slice(0, starts[0] ?? blocks.length), bookTitle);
  let from = 0;
  let titles: string[] = [];
  for (const [position, start] of starts.entries()) {
    if (titles.length === 0) from = start;
    const text = blocks[start]?.paragraph.text ?? '';
    const next = starts[position + 1] ?? blocks.length;
    const isHolder =
      (blocks[start]?.depth ?? chapter) < chapter && next === start + 1 && blocks[next]?.depth === chapter;
    titles.push(isHolder ? composeTitle(text, '') : withSubtitle(text, blocks[start + 1]));
    if (isHolder) continue;
    sections.push(section(titles.join(', '), paragraphsOf(blocks.slice(from, next))));
    titles = [];
  }
  return sections;
}

/** `# Chapter 1` with `## The Storm` right below it is one chapter called both. */
function withSubtitle(text: string, next: Block | undefined): string {
  const match = matchHeading(text);
  const isLabel = match !== null && match.level !== 'named' && match.title === '';
  if (isLabel && next !== undefined && next.depth !== null) return composeTitle(text, next.paragraph.text);
  return isLabel ? composeTitle(text, '') : text;
}

/** What stands before the first chapter: the title and short lines around it, or a text of its own. */
function openingSections(blocks: readonly Block[], bookTitle: string): ManuscriptSection[] {
  const paragraphs = paragraphsOf(blocks);
  if (paragraphs.length === 0) return [];
  const words = paragraphs.reduce((sum, { text }) => sum + text.split(/\s/u).length, 0);
  const isTitlePage =
    words <= longestTitlePage && !paragraphs.some(({ text }) => text.split(/\s/u).length > 25);
  if (isTitlePage) return [{ title: 'Title page', included: false, reason: 'Title page', paragraphs }];
  const own = blocks[0]?.depth === null ? undefined : blocks[0]?.paragraph.text;
  return [section(own ?? bookTitle, paragraphs)];
}

function paragraphsOf(blocks: readonly Block[]): Paragraph[] {
  return blocks.map(({ paragraph }) => paragraph);
}

function section(title: string, paragraphs: Paragraph[]): ManuscriptSection {
  const reason = skipReason(title);
  return { title, included: reason === null, reason, paragraphs };
}
