import type { BlockContent, DefinitionContent, List, ListItem, Root, RootContent, Table } from 'mdast';
import type { Paragraph } from '../../contract/manuscript.ts';
import { isOrnament, normaliseText } from '../normalise-text.ts';
import { inlineText } from './inline-text.ts';
import { stripHtml } from './strip-html.ts';

/** A paragraph of a Markdown document; a heading at the top level of the document knows its depth, 1 to 6. */
export interface Block {
  paragraph: Paragraph;
  depth: number | null;
}

type Restore = (value: string) => string;

/** All that is heard of a Markdown document, in order. Definitions and footnotes are left out. */
export function blocksOfDocument(root: Root, restore: Restore): Block[] {
  return root.children.flatMap((node) => {
    const depth = node.type === 'heading' ? node.depth : null;
    return paragraphsOf(node, restore).map((paragraph) => ({
      paragraph,
      depth: paragraph.kind === 'heading' ? depth : null,
    }));
  });
}

function paragraphsOf(node: RootContent | BlockContent | DefinitionContent, restore: Restore): Paragraph[] {
  switch (node.type) {
    case 'heading':
      return headingOf(inlineText(node.children, restore));
    case 'paragraph':
      return inlineText(node.children, (value) => restore(value).replace(/\n[ \t]*\n\s*/gu, '\u2029'))
        .split('\u2029')
        .flatMap((text) => fromLines(text.split('\n')));
    case 'thematicBreak':
      return [{ kind: 'ornament', text: '* * *' }];
    case 'blockquote':
      return node.children.flatMap((child) => paragraphsOf(child, restore));
    case 'list':
      return listOf(node, restore);
    case 'table':
      return tableOf(node, restore);
    case 'code':
      return separated(restore(node.value), false);
    case 'html':
      return separated(stripHtml(restore(node.value)), true);
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

/** Numbered items keep their numbers: a paragraph that begins "1986. " looks like one, too. */
function listOf(list: List, restore: Restore): Paragraph[] {
  const start = list.start ?? 1;
  return list.children.flatMap((item, index) =>
    itemOf(item, list.ordered === true ? `${start + index}. ` : '', restore),
  );
}

function itemOf(item: ListItem, number: string, restore: Restore): Paragraph[] {
  const [first, ...rest] = item.children.flatMap((child) => paragraphsOf(child, restore));
  if (first === undefined) return number === '' ? [] : [{ kind: 'prose', text: number.trim() }];
  if (first.kind === 'ornament') return [first, ...rest];
  return [{ ...first, text: `${number}${first.text}` }, ...rest];
}

function tableOf(table: Table, restore: Restore): Paragraph[] {
  return table.children.flatMap((row) => {
    const cells = row.children.map((cell) => normaliseText(inlineText(cell.children, restore)));
    const text = cells.filter((cell) => cell !== '').join(', ');
    return fromLines([text]);
  });
}
