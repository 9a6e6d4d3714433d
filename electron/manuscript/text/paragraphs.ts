import type { Paragraph } from '../../contract/manuscript.ts';
import { isOrnament } from '../normalise-text.ts';
import { endsSentence, isDeliberateBreak, type Layout } from './layout.ts';
import type { Line } from './lines.ts';
import { isVerse, isVerseAmongUnwrapped } from './verse.ts';

/**
 * The paragraphs of a run of lines: wrapped lines joined, verse line by line, scene breaks as ornaments (those that
 * follow one another as one).
 */
export function toParagraphs(lines: readonly Line[], layout: Layout): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  for (const block of blocksOf(lines)) {
    for (const group of groupsOf(block, layout)) {
      const parts = layout.kind === 'wrapped' ? wrappedGroup(group, layout) : unwrappedGroup(group);
      for (const part of parts) addParagraph(paragraphs, part);
    }
  }
  return paragraphs;
}

/** The runs of lines between blank ones. */
export function blocksOf(lines: readonly Line[]): Line[][] {
  const blocks: Line[][] = [];
  for (const [index, line] of lines.entries()) {
    const last = blocks.at(-1);
    if (last === undefined || (line.gap > 0 && index > 0)) blocks.push([line]);
    else last.push(line);
  }
  return blocks;
}

/** Joins wrapped lines. A word that is hyphenated at the end of a line keeps its hyphen; nobody can tell which it is. */
export function joinLines(lines: readonly Line[]): string {
  let text = '';
  let before = '';
  for (const line of lines) {
    const glued = /[\p{L}\p{N}]-$|\S(?:--|—)$/u.test(before.slice(-4)) && /^[\p{L}\p{N}]/u.test(line.text);
    text += text === '' || glued ? line.text : ` ${line.text}`;
    before = line.text;
  }
  return text;
}

/** Takes scene breaks and runs of deeper indented lines (verse, letters, quotations) out of a block. */
function groupsOf(block: readonly Line[], layout: Layout): Line[][] {
  const margin = layout.firstLineIndent + 2;
  const kinds = block.map((line) =>
    isOrnament(line.text) ? 'ornament' : line.indent >= margin ? 'inset' : 'text',
  );
  const lonely = kinds.map(
    (kind, index) => kind === 'inset' && kinds[index - 1] !== 'inset' && kinds[index + 1] !== 'inset',
  );
  const groups: Line[][] = [];
  let before = '';
  for (const [index, line] of block.entries()) {
    const kind = lonely[index] === true ? 'text' : (kinds[index] ?? 'text');
    if (kind === before && kind !== 'ornament') groups.at(-1)?.push(line);
    else groups.push([line]);
    before = kind;
  }
  return groups;
}

function unwrappedGroup(group: readonly Line[]): Paragraph[] {
  if (isVerseAmongUnwrapped(group)) return [verse(group)];
  return group.map((line) => prose(line.text));
}

function wrappedGroup(group: readonly Line[], layout: Layout): Paragraph[] {
  if (isVerse(group, layout)) return [verse(group)];
  const paragraphs: Line[][] = [];
  for (const [index, line] of group.entries()) {
    const before = group[index - 1];
    if (before === undefined || startsParagraph(before, line, layout)) paragraphs.push([line]);
    else paragraphs.at(-1)?.push(line);
  }
  return paragraphs.map((lines) => prose(joinLines(lines)));
}

function startsParagraph(before: Line, line: Line, layout: Layout): boolean {
  if (line.indent > before.indent && line.indent >= 2 && endsSentence(before.text)) return true;
  if (layout.firstLineIndent > 0 && line.indent === layout.firstLineIndent) {
    return before.indent === 0 || endsSentence(before.text);
  }
  const startsSentence = !/^\P{L}?\p{Ll}/u.test(line.text);
  return startsSentence && endsSentence(before.text) && isDeliberateBreak(before, line, layout.width);
}

function verse(lines: readonly Line[]): Paragraph {
  return { kind: 'verse', text: lines.map((line) => line.text).join('\n') };
}

function prose(text: string): Paragraph {
  return { kind: isOrnament(text) ? 'ornament' : 'prose', text };
}

function addParagraph(paragraphs: Paragraph[], paragraph: Paragraph): void {
  const last = paragraphs.at(-1);
  if (paragraph.kind === 'ornament' && last?.kind === 'ornament')
    last.text = `${last.text} ${paragraph.text}`;
  else paragraphs.push(paragraph);
}
