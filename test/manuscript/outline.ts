import type { Manuscript, Paragraph } from '../../electron/contract/manuscript.ts';

/** One line a section: `+` included or `-` skipped, its title, and the reason where there is one. */
export function outline(manuscript: Manuscript): string[] {
  return manuscript.sections.map(
    ({ included, title, reason }) =>
      `${included ? '+' : '-'} ${title}${reason === null ? '' : ` (${reason})`}`,
  );
}

/** All paragraphs of a manuscript in order. */
export function allParagraphs(manuscript: Manuscript): Paragraph[] {
  return manuscript.sections.flatMap(({ paragraphs }) => paragraphs);
}

/** The texts of the paragraphs of one kind, over all sections. */
export function texts(manuscript: Manuscript, kind: Paragraph['kind']): string[] {
  return allParagraphs(manuscript)
    .filter((paragraph) => paragraph.kind === kind)
    .map(({ text }) => text);
}

/** The words of a text or of a manuscript: runs of letters and digits, in order. */
export function words(source: string | Manuscript): string[] {
  const text =
    typeof source === 'string'
      ? source
      : allParagraphs(source)
          .map(({ text }) => text)
          .join('\n');
  return text.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A paragraph of plain prose, the same for the same number, wrapped at 70 characters. */
export function prose(number: number, sentences = 6): string {
  const nouns = ['lantern', 'harbour', 'letter', 'window', 'violin', 'orchard', 'engine', 'river'];
  const all = Array.from({ length: sentences }, (_, index) => {
    const noun = nouns[(number * 3 + index) % nouns.length] ?? '';
    return `In the ${noun} of day ${number} she had found something that nobody else would have looked for.`;
  });
  return wrap(all.join(' '), 70);
}

/** Breaks lines at spaces so that none is longer than the width. */
export function wrap(text: string, width: number): string {
  const lines: string[] = [];
  let line = /^ */u.exec(text)?.[0] ?? '';
  for (const word of text.trimStart().split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line += /^ *$/u.test(line) ? word : ` ${word}`;
  }
  return [...lines, line].join('\n');
}
