import { numberPattern, numberValue } from './number-words.ts';

/** A line that reads like a heading by its own words. */
export interface HeadingMatch {
  /** A `part` holds chapters where there are any; a `named` heading is a preface, an epilogue and the like. */
  level: 'part' | 'chapter' | 'named';
  /** What is counted: `chapter`, `letter`, `book`; for named headings the name. Lower case. */
  family: string;
  number: number | null;
  /** What the line says before its title: `CHAPTER I.` */
  label: string;
  /** The title on the same line; empty when there is none. */
  title: string;
  /** Whether the title could as well be the rest of a sentence; then only its place in a sequence makes it a heading. */
  doubtful: boolean;
}

/** Longer lines are prose, whatever they begin with; in characters. */
export const longestHeading = 200;

const chapterWords =
  'chapter|chap\\.|kapitel|chapitre|capítulo|capitulo|capitolo|hoofdstuk|letter|brief|lettre|carta|canto|gesang|chant|stave|scene|szene|scène|escena|episode';
const partWords =
  'part|book|volume|vol\\.|act|teil|buch|band|akt|aufzug|partie|livre|tome|acte|parte|libro|tomo|acto|deel|boek';
const names =
  "prologue|epilogue|preface|introduction|foreword|afterword|acknowledgements|acknowledgments|dedication|interlude|postscript|conclusion|author[’']?s note|about the author|also by the author|glossary|index|notes|copyright|colophon|bibliography|table of contents|contents|list of illustrations|illustrations|" +
  'prolog|epilog|vorwort|nachwort|einleitung|einführung|danksagung|widmung|anhang|inhalt|inhaltsverzeichnis|' +
  'épilogue|préface|avant-propos|postface|remerciements|table des matières|sommaire|' +
  'prólogo|epílogo|prefacio|introducción|agradecimientos|dedicatoria|apéndice|índice';

const counted = new RegExp(
  `^(?<word>${chapterWords}|${partWords}|appendix)[ ]+(?:the[ ]+)?(?<number>${numberPattern}|[A-H])(?![\\p{L}\\p{N}])(?<rest>.*)$`,
  'iu',
);
const inverted = new RegExp(
  `^(?:(?:the|das|der|die|la|le|el)[ ]+)?(?<number>${numberPattern})(?:\\.|st|nd|rd|th|e|º)?[ ]+(?<word>${chapterWords}|${partWords})(?![\\p{L}\\p{N}])(?<rest>.*)$`,
  'iu',
);
const named = new RegExp(`^(?<word>${names}|appendix)(?![\\p{L}\\p{N}])(?<rest>.*)$`, 'iu');
const isPart = new RegExp(`^(?:${partWords})$`, 'iu');
const decoration = /^[\s*~=#•·|<>[\]—–_-]+|[\s*~=#•·|<>[\]—–_-]+$/gu;
const separator = /^\s*[.:|•·/)—–-]+\s*/u;

/** First words of all keywords: a look at a line's first few words spares most lines the patterns. */
const keywords = new Set(
  `${chapterWords}|${partWords}|${names}|appendix`.split('|').map((keyword) => firstWords(keyword)[0] ?? ''),
);

/** A heading without the stars, dashes or number signs that some writers put around it. */
export function withoutDecoration(heading: string): string {
  return heading.replace(decoration, '');
}

function firstWords(text: string): string[] {
  return (
    text
      .slice(0, 50)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).slice(0, 4);
}

/** What kind of heading a whole line is by its own words (`CHAPTER I. Down the Rabbit-Hole`), or null. */
export function matchHeading(line: string): HeadingMatch | null {
  if (line.length > longestHeading || !firstWords(line).some((word) => keywords.has(word))) return null;
  const text = withoutDecoration(line);
  const found = counted.exec(text) ?? inverted.exec(text) ?? named.exec(text);
  const word = found?.groups?.['word'];
  if (found?.groups === undefined || word === undefined) return null;
  const rest = found.groups['rest'] ?? '';
  const title = titleAfter(rest, found.groups['number'] === undefined);
  if (title === null || !startsLikeHeading(text, title)) return null;
  const numberText = found.groups['number'];
  const value = numberText === undefined ? null : numberValue(numberText);
  if (numberText !== undefined && value === null && title !== '' && !/^appendix$/iu.test(word)) return null;
  return {
    level:
      numberText === undefined || /^appendix$/iu.test(word)
        ? 'named'
        : isPart.test(word)
          ? 'part'
          : 'chapter',
    family: word.toLowerCase(),
    number: value,
    label: title === '' ? text : text.slice(0, text.length - title.length).trim(),
    title,
    doubtful: looksLikeSentence(title),
  };
}

/** The title after a label, or null when what follows shows that the line is a sentence ("Chapter 3 was the worst."). */
function titleAfter(rest: string, mustBeSeparated: boolean): string | null {
  const mark = separator.exec(rest)?.[0];
  const title = rest.slice(mark?.length ?? 0).trim();
  if (title === '') return /^[\s.:|•·/)—–-]*$/u.test(rest) ? '' : null;
  if (mark === undefined && (mustBeSeparated || !/^\s+["“‘'(«]?[\p{Lu}\p{N}]/u.test(rest))) return null;
  return title;
}

/** A label in the middle of a sentence is written small; a heading is not, unless the label is all there is. */
function startsLikeHeading(text: string, title: string): boolean {
  return title === '' || !/^\p{Ll}/u.test(text);
}

/** Whether a title ends like a sentence and is long or written like one. */
function looksLikeSentence(title: string): boolean {
  if (!/[.!?…,;]["”’'»)]*$/u.test(title)) return false;
  return !isCapitals(title) && title.split(' ').length > 3;
}

/** A stand-alone numeral, or a numeral and a title: `I.`, `XIV`, `3.`, `Four`, `— 5 —`, `2. The Storm`. */
export interface Numeral {
  style: 'roman' | 'arabic' | 'word';
  value: number;
  label: string;
  title: string;
}

const numeral = new RegExp(`^(?<number>${numberPattern})(?<rest>.*)$`, 'iu');

function beginsWithNumber(line: string): boolean {
  const word = /[\p{L}\p{N}]+/u.exec(line.slice(0, 40))?.[0] ?? '';
  return numberValue(word) !== null;
}

/** See {@link Numeral}; null for anything else. Only a sequence of them makes headings. */
export function matchNumeral(line: string): Numeral | null {
  if (line.length > longestHeading || !beginsWithNumber(line)) return null;
  const text = withoutDecoration(line);
  const found = numeral.exec(text);
  const number = found?.groups?.['number'] ?? '';
  const rest = found?.groups?.['rest'] ?? '';
  const value = numberValue(number);
  if (value === null || value === 0 || (/^\p{Ll}/u.test(number) && !/^\d/u.test(number))) return null;
  const style = /^\d/u.test(number) ? 'arabic' : /^[IVXLC]+$/u.test(number) ? 'roman' : 'word';
  if (/^[\s.:)]*$/u.test(rest)) return { style, value, label: text, title: '' };
  const title = /^(?:[.:)]|\s+[—–-])\s+(?<title>\S.*)$/u.exec(rest)?.groups?.['title'];
  if (title === undefined || !isTitleLike(title)) return null;
  return { style, value, label: text.slice(0, text.length - title.length).trim(), title };
}

/** Whether a line could be a title: it starts like one and does not end like a sentence, unless all in capitals. */
export function isTitleLike(text: string): boolean {
  if (text.length > 90 || !/^["“‘'(«¿¡]?[\p{Lu}\p{Lo}\p{N}]/u.test(text)) return false;
  if (isCapitals(text)) return !/[,;:]$/u.test(text);
  if (/^["“‘«]/u.test(text) && /[.!?…,;:—-]["”’»]/u.test(text)) return false;
  return !/[.!…,;:—–-]["”’'»)]*$/u.test(text);
}

/** Whether a line is written all in capitals, with at least one whole word of them. */
export function isCapitals(text: string): boolean {
  return (
    /\p{Lu}{2}/u.test(text) &&
    !/\p{Ll}/u.test(text.replace(/(?<=\p{Lu}['’])s\b|(?<=\d)(?:st|nd|rd|th)\b/gu, ''))
  );
}

const smallWords =
  /^(?:a|an|the|and|but|or|nor|of|in|on|at|to|by|for|from|with|as|is|into|over|upon|der|die|das|und|von|im|de|du|des|la|le|les|et|el|los|las|y|à|au)$/u;

/** Whether a line is in Title Case: every word that is not a small one has a capital. */
export function isTitleCase(text: string): boolean {
  const words = text.split(/[\s—–/-]+/u).filter((word) => /\p{L}/u.test(word));
  const first = words[0];
  if (first === undefined || !isTitleLike(text)) return false;
  return words.every((word) => smallWords.test(word) || /^\P{L}*[\p{Lu}\p{Lo}]/u.test(word));
}

/** The clean form of a heading for lists and chapter marks: label and title on one line, no dangling full stop. */
export function composeTitle(label: string, title: string): string {
  if (label === '') return title;
  if (title === '') return label.replace(/[.:]+$/u, '');
  if (/[.:)|•·/—–-]$/u.test(label)) return `${label} ${title}`;
  return `${label}: ${title}`;
}
