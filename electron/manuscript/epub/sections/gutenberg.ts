import type { BookDocument } from './book.ts';
import type { DocumentText } from '../text/document-text.ts';
import { gutenbergHeader, gutenbergLicence } from '../text/section-role.ts';

const startLine = /\*{3} ?START OF (?:THE|THIS) PROJECT GUTENBERG/iu;
const endLine = /\*{3} ?END OF (?:THE|THIS) PROJECT GUTENBERG|^End of (?:the )?Project Gutenberg/iu;

/**
 * Marks Project Gutenberg's header and licence in books whose elements do not name them: the text up to the START line
 * in its document, and all that follows the END line.
 */
export function markGutenberg(documents: readonly BookDocument[]): void {
  let ended = false;
  for (const { text } of documents) {
    if (ended) markFrom(text, 0);
    else ended = markBoth(text);
  }
}

function markBoth(text: DocumentText): boolean {
  if (text.regions.some(({ role }) => role === gutenbergLicence)) return true;
  const start = text.blocks.findIndex((block) => startLine.test(block.text));
  if (start !== -1 && !text.regions.some(({ role }) => role === gutenbergHeader)) {
    text.regions.push({ role: gutenbergHeader, start: 0, end: start + 1, nested: false });
  }
  const end = text.blocks.findIndex((block, index) => index > start && endLine.test(block.text));
  if (end !== -1) markFrom(text, end);
  return end !== -1;
}

function markFrom(text: DocumentText, start: number): void {
  text.regions.push({ role: gutenbergLicence, start, end: text.blocks.length, nested: false });
}
