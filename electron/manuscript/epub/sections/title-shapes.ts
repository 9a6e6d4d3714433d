import type { Block } from '../text/document-text.ts';

const number =
  '(?:\\d+|[ivxlcdm]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|first|second|third|fourth|fifth|' +
  'sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|last)';
const partWord =
  '(?:part|book|volume|vol|act|teil|band|buch|livre|partie|tome|parte|libro|deel|boek|del|bok)';

const partTitle = new RegExp(
  `^${partWord}[\\s.:]+(?:the\\s+)?${number}\\b|^(?:the\\s+)?\\p{L}+\\s+${partWord}$`,
  'iu',
);
const chapterTitle =
  /^(?:chapter|chap|letter|stave|canto|prologue|epilogue|kapitel|chapitre|capítulo|capitolo|hoofdstuk)\b/iu;
const bareNumber = /^(?:§\s*)?(?:\d+|[ivxlcdm]+)\.?$/iu;

/** "Part One", "Book the Second", "Erster Teil": holds chapters. */
export function isPartTitle(title: string): boolean {
  return partTitle.test(title);
}

/** "Chapter 5", "Letter I". */
export function isChapterTitle(title: string): boolean {
  return chapterTitle.test(title);
}

/** "IV", "12.", "§ 3". */
export function isBareNumber(title: string): boolean {
  return bareNumber.test(title);
}

/** Whether a bare number is the first of its row. */
export function isFirstNumber(title: string): boolean {
  return /^(?:§\s*)?(?:1|i)\.?$/iu.test(title);
}

/** Whether two titles are the same but for case, spaces and punctuation. */
export function sameTitle(one: string, other: string): boolean {
  return key(one) !== '' && key(one) === key(other);
}

/** The title that the headings at the start of a text give it; null where there is no heading. */
export function titleOfHeadings(blocks: readonly Block[]): string | null {
  const [first, second] = blocks.filter(({ kind }) => kind !== 'ornament');
  if (first?.kind !== 'heading') return null;
  const label = /^(?:\p{L}+\s+)?(?:\d+|[IVXLCDM]+)[.:]?$/u.test(first.text) || isPartTitle(first.text);
  return label && second?.kind === 'heading'
    ? `${first.text.replace(/[.:]$/u, '')}: ${second.text}`
    : first.text;
}

function key(title: string): string {
  return title.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
