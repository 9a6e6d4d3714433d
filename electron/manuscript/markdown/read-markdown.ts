import type { Manuscript } from '../../contract/manuscript.ts';
import { LecternError } from '../../contract/problem.ts';
import { titleFromName } from '../book-title.ts';
import { blocksOfDocument, type Block } from './blocks.ts';
import { findOutline, toSections, type Outline } from './chapters.ts';
import { readMetadata, type Metadata } from './metadata.ts';
import { parseMarkdown } from './parse-markdown.ts';
import { setAside } from './set-aside.ts';

/**
 * Reads Markdown: CommonMark with GitHub's extensions and YAML front matter. Left out: marks, pictures with their
 * descriptions, HTML tags and comments, footnotes and their references, link definitions, the front matter.
 *
 * @param name the file's name, from which the title is made when the document does not say one
 * @throws LecternError `manuscript-damaged` when the document is nested too deeply to be read
 */
export function readMarkdown(source: string, name: string): Manuscript {
  const { metadata, blocks } = parse(source.replace(/\r{0,2}\n|\r/gu, '\n'), name);
  const outline = findOutline(blocks);
  const title = metadata.title ?? titleOf(blocks, outline) ?? titleFromName(name);
  return {
    format: 'markdown',
    title,
    author: metadata.author ?? authorOf(blocks, outline),
    language: metadata.language,
    cover: null,
    sections: toSections(blocks, outline, title),
  };
}

function parse(source: string, name: string): { metadata: Metadata; blocks: Block[] } {
  const aside = setAside(source);
  try {
    const root = parseMarkdown(aside.source, true);
    const metadata = readMetadata(root, aside.restore);
    if (metadata !== null) return { metadata, blocks: blocksOfDocument(root, aside) };
    const plain = parseMarkdown(aside.source, false);
    return {
      metadata: { title: null, author: null, language: null },
      blocks: blocksOfDocument(plain, aside),
    };
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    throw new LecternError(
      'manuscript-damaged',
      `“${name}” nests lists or quotations more deeply than Lectern can follow.`,
      'Take some levels out, or save it as plain text (.txt) and import that.',
    );
  }
}

/** The title heading; in a document with a single heading above everything, that one. */
function titleOf(blocks: readonly Block[], outline: Outline): string | null {
  if (outline.titleAt !== null) return blocks[outline.titleAt]?.paragraph.text ?? null;
  const headings = blocks.filter(({ depth }) => depth !== null);
  const only = headings.length === 1 && blocks[0]?.depth !== null ? blocks[0]?.paragraph.text : undefined;
  return only ?? null;
}

/** A line "by …" directly below the title. */
function authorOf(blocks: readonly Block[], outline: Outline): string | null {
  if (outline.titleAt === null) return null;
  const below = blocks.slice(outline.titleAt + 1, outline.titleAt + 3).map(({ paragraph }) => paragraph.text);
  for (const text of below) {
    const author = /^(?:by|von|par|por) (?<author>\p{Lu}[^.!?\n]{1,60})$/iu.exec(text)?.groups?.['author'];
    if (author !== undefined) return author;
  }
  return null;
}
