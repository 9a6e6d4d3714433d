import type { BlockContent, DefinitionContent, List, ListItem, Root, RootContent, Table } from 'mdast';
import type { Paragraph } from '../../contract/manuscript.ts';
import { isOrnament, normaliseText } from '../normalise-text.ts';
import { inlineText } from './inline-text.ts';
import type { Aside } from './set-aside.ts';
import { stripHtml } from './strip-html.ts';

/** A paragraph of a Markdown document; a heading at the top level of the document knows its depth, 1 to 6. */
export interface Block {
  paragraph: Paragraph;
  depth: number | null;
}

/** All that is heard of a Markdown document, in order. Definitions and footnotes are left out. */
export function blocksOfDocument(root: Root, aside: Aside): Block[] {
  return root.children.flatMap((node) => {
    const depth = node.type === 'heading' ? node.depth : null;
    return paragraphsOf(node, aside).map((paragraph) => ({
      paragraph,
      depth: paragraph.kind === 'heading' ? depth : null,
    }));
  });
}

function paragraphsOf(node: RootContent | BlockContent | DefinitionContent, aside: Aside): Paragraph[] {
  switch (node.type) {
    case 'heading':
      return headingOf(inlineText(node.children, aside.restore));
    case 'paragraph':
      return inlineText(node.children, (value) => aside.restore(value).replace(/\n[ \t]*\n\s*/gu, '\u2029'))
        .split('\u2029')
        .flatMap((text) => fromLines(text.split('\n')));
    case 'thematicBreak':
      return [{ kind: 'ornament', text: '* * *' }];
    case 'blockquote':
      return node.children.flatMap((child) => paragraphsOf(child, aside));
    case 'list':
      return listOf(node, aside);
    case 'table':
      return tableOf(node, aside);
    case 'code':
      return separated(aside.restore(node.value), false);
    case 'html':
      return separated(stripHtml(aside.restore(node.value)), true);
    default:
      return [];
  }
}

/** A heading without words is the scene break `#` of typed manuscripts. */
function headingOf(text: string): Paragraph[] {
  const clean = normaliseText(text);
  if (clean === '') return [{ kind: 'ornament', text: '#' }];
  return [{ kind: isOrnament(clean) ? 'ornament' : 'heading', text: clean }];
}

/** One line is prose; several, made by hard breaks, are verse. */
function fromLines(lines: readonly string[]): Paragraph[] {
  const clean = lines.map(normaliseText).filter((line) => line !== '');
  const text = clean.join('\n');
  if (text === '') return [];
  if (isOrnament(text)) return [{ kind: 'ornament', text: clean.join(' ') }];
  return [{ kind: clean.length > 1 ? 'verse' : 'prose', text }];
}

/** Paragraphs of text between empty lines. */
function separated(text: string, keepLines: boolean): Paragraph[] {
  return text.split(/\n[ \t]*\n\s*/u).flatMap((part) => fromLines(keepLines ? part.split('\n') : [part]));
}

/**
 * Numbered items keep the numbers that were written, whatever Markdown counts: paragraphs that begin "1986. " and
 * "1988. " look like a list, too.
 */
function listOf(list: List, aside: Aside): Paragraph[] {
  return list.children.flatMap((item) => {
    const number = list.ordered === true ? numberOf(item, aside.source) : '';
    return itemOf(item, number, aside);
  });
}

function numberOf(item: ListItem, source: string): string {
  const offset = item.position?.start.offset ?? 0;
  const digits = /^\d+/u.exec(source.slice(offset, offset + 10))?.[0];
  return digits === undefined ? '' : `${digits}. `;
}

function itemOf(item: ListItem, number: string, aside: Aside): Paragraph[] {
  const [first, ...rest] = item.children.flatMap((child) => paragraphsOf(child, aside));
  if (first === undefined) return number === '' ? [] : [{ kind: 'prose', text: number.trim() }];
  if (number !== '' && first.kind === 'ornament')
    return [{ kind: 'prose', text: number.trim() }, first, ...rest];
  return [{ ...first, text: `${number}${first.text}` }, ...rest];
}

function tableOf(table: Table, aside: Aside): Paragraph[] {
  return table.children.flatMap((row) => {
    const cells = row.children.map((cell) => normaliseText(inlineText(cell.children, aside.restore)));
    const text = cells.filter((cell) => cell !== '').join(', ');
    return fromLines([text]);
  });
}
