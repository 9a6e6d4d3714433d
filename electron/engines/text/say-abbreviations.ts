import { writeOutCommonAbbreviations } from './abbreviations.ts';
import { sayInitials } from './say-initials.ts';

const capitalAhead = String.raw`(?=\s["“‘(]?\p{Lu})`;
/** A full stop belongs to an abbreviation where the sentence clearly goes on. */
const midSentence = String.raw`\.(?=[,;:)—]|\s\p{Ll}|\s\d)`;

const words: readonly (readonly [RegExp, string])[] = [
  [/\b(?:Mr|MR)\b\.?/gu, 'Mister'],
  [/\b(?:Mrs|MRS)\b\.?/gu, 'Missus'],
  [new RegExp(String.raw`\b(?:Dr|DR)\b\.?${capitalAhead}`, 'gu'), 'Doctor'],
  [/\bDrs\b\.?/gu, 'Doctors'],
  // An address has a number: "12 Baker St. London".
  [/(?<=\d\p{L}? \p{Lu}\p{Ll}+ )St\.(?=\s\p{Lu})/gu, 'Street.'],
  [new RegExp(String.raw`\bSte?\b\.?${capitalAhead}`, 'gu'), 'Saint'],
  [/\bSts\b\.?(?=\s\p{Lu})/gu, 'Saints'],
  ...street('St', 'Street'),
  ...street('Rd', 'Road'),
  ...street('Ave', 'Avenue'),
  ...street('Blvd', 'Boulevard'),
  ...street('Sq', 'Square'),
  ...street('Dr', 'Drive'),
  [new RegExp(String.raw`\bFt\.${capitalAhead}`, 'gu'), 'Fort'],
  [new RegExp(String.raw`\b[Ee]tc${midSentence}`, 'gu'), 'et cetera'],
  [/\b[Ee]tc\b/gu, 'et cetera'],
  [/\b[Ii]\.\s?e\b\.?|\bie\b\./gu, 'that is'],
  [/\b[Ee]\.\s?g\b\.?|\beg\b\./gu, 'for example'],
  [/\bvs\b\.?/gu, 'versus'],
  // "He said no. 10 men stood" has no number 10.
  [/\bno\.\s?(?=\d+\p{L}?(?:[.,;:)]|$))/gu, 'number '],
  [/\b[Dd]ept\b\.?/gu, 'department'],
  [/\b[Gg]ovt\b\.?/gu, 'government'],
  [/\besp\.(?=\s)/gu, 'especially'],
  [/\bincl\.(?=\s)/gu, 'including'],
  [/\bBk\.(?=\s[\dIVXLC])/gu, 'Book'],
  [/\bPt\.(?=\s[\dIVXLC])/gu, 'Part'],
  [/\bSec\.(?=\s?\d)/gu, 'section '],
  [/\bArt\.(?=\s?\d)/gu, 'article '],
  ...months(),
  [/(?<=\s)w\/o(?=\s)/gu, 'without'],
  [/(?<=\s)w\/(?=\s?\p{L})/gu, 'with '],
];

/** Writes out titles, streets, Latin, months and other common abbreviations of English books. */
export function sayAbbreviations(text: string): string {
  const common = writeOutCommonAbbreviations(text);
  return sayInitials(words.reduce((spoken, [pattern, word]) => spoken.replace(pattern, word), common));
}

/** After a capitalised word: "Baker St., where", and with the sentence's own full stop at its end. */
function street(short: string, long: string): readonly (readonly [RegExp, string])[] {
  const after = String.raw`(?<=\p{Lu}[\p{L}’']+ )`;
  return [
    [new RegExp(String.raw`${after}${short}${midSentence}`, 'gu'), long],
    [new RegExp(String.raw`${after}${short}\b(?=\.|,|$)`, 'gu'), long],
  ];
}

/** The short names of months where they are no other word; before a day they are part of a date. */
function months(): readonly (readonly [RegExp, string])[] {
  const named = [
    ['Jan', 'January'],
    ['Feb', 'February'],
    ['Aug', 'August'],
    ['Sept', 'September'],
    ['Oct', 'October'],
    ['Nov', 'November'],
  ];
  return named.map(([short = '', long = '']) => [
    new RegExp(String.raw`\b${short}${midSentence}`, 'gu'),
    long,
  ]);
}
