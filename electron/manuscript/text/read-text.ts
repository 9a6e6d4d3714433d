import type { Manuscript } from '../../contract/manuscript.ts';
import { titleFromName } from '../book-title.ts';
import { buildSections } from './build-sections.ts';
import { findChapters } from './find-chapters.ts';
import { findTitleLines } from './front-matter.ts';
import { withoutGutenbergFrame } from './gutenberg.ts';
import { detectLayout, withoutDoubleSpacing } from './layout.ts';
import { toLines } from './lines.ts';
import { withoutPageNumbers } from './page-numbers.ts';

/**
 * Reads plain text. Left out, and nothing else: Project Gutenberg's header, footer and credits, `[Illustration …]`
 * notes, page numbers that cut sentences in two, the marks of `_emphasis_`, decoration
 * around headings.
 *
 * @param name the file's name, from which the title is made when the text does not say one
 */
export function readText(source: string, name: string): Manuscript {
  const edition = withoutGutenbergFrame(source.replace(/\r{0,2}\n|\r/gu, '\n'));
  const lines = withoutDoubleSpacing(withoutPageNumbers(toLines(edition.body)));
  const layout = detectLayout(lines);
  const chapters = findChapters(lines, layout);
  const firstHeading = chapters.headings[0]?.from ?? lines.length;
  const titleLines = findTitleLines(lines, Math.min(firstHeading, chapters.contents?.from ?? firstHeading));
  const title = edition.title ?? titleLines.title ?? titleFromName(name);
  return {
    format: 'text',
    title,
    author: edition.author ?? titleLines.author,
    language: edition.language,
    cover: null,
    sections:
      lines.length === 0 ? [] : buildSections({ lines, layout, chapters, titleLines, bookTitle: title }),
  };
}
