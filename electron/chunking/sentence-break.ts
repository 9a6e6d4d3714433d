import type { Abbreviations } from './abbreviations.ts';

/** A place where a sentence may end. Indices are in UTF-16 units. */
export interface Stop {
  /** Index behind the last full stop, question mark, exclamation mark or ellipsis. */
  mark: number;
  /** Index behind the closing quotes and brackets that belong to the sentence. */
  end: number;
}

/** How far the rules look to either side: enough for a name with a title, and of constant cost. */
const reach = 48;

const marks = new Set('.!?…‼⁇⁈⁉‽');
// `_` and `*` are the emphasis of plain text: `_I will not!_`.
const closers = new Set(`"'”’»›)]}」』）】》〉_*`);
// "« Oui ! »" and sloppy `end. "`: a closer behind a space, with nothing attached to it.
const strayCloser = /^\s+[”»›)\]}"]+(?=$|[\s,;:.!?…])/u;

/** The stop whose marks end at `mark` or go on from there. */
export function stopAt(text: string, mark: number, language: Abbreviations): Stop {
  while (marks.has(text.charAt(mark))) mark += 1;
  let end = mark;
  while (closers.has(text.charAt(end)) || (language.lowQuotes && '“‘«'.includes(text.charAt(end) || ' ')))
    end += 1;
  const stray = strayCloser.exec(text.slice(end, end + reach));
  return { mark, end: stray === null ? end : end + stray[0].length };
}

const opening = /^[^\p{L}\p{N}]*/u;
const lowerCase = /^\p{Ll}/u;
const continuation = /^(?:[,;:]|[\u2013\u2014-]+(?!\s?["'“‘«¿¡]?\p{Lu}))/u;
const firstPerson = /^I(?:['’]\p{L}+)?(?!\p{L})/u;

/** Whether the sentence ends at the stop, judged from a bounded stretch of text on either side. */
export function endsSentence(text: string, stop: Stop, language: Abbreviations): boolean {
  const rest = text.slice(stop.end, stop.end + reach);
  const after = rest.trimStart();
  const next = after.replace(opening, '');
  if (next === '' || lowerCase.test(next) || continuation.test(after)) return false;
  const before = text.slice(Math.max(0, stop.mark - reach), stop.mark);
  if (rest === after && !isMissingSpace(before, rest)) return false;
  const closed = stop.end > stop.mark;
  const ellipsis = isEllipsis(before);
  const fullStop = before.endsWith('.') && !ellipsis;
  if (closed) return fullStop || !speechTag.test(after);
  if (ellipsis) return before.endsWith('....') || !firstPerson.test(after);
  return !fullStop || !isAbbreviation(before, after, language);
}

function isEllipsis(before: string): boolean {
  return before.endsWith('…') || before.endsWith('..') || /(?:^|\s)\.$/u.test(before);
}

const wholeWordBefore = /(?:^|[\s\p{P}])(?:\p{L}|['’-])*\p{Ll}{2}[.!?…]+$/u;
const addressBefore = /[@/\\_]\S*$|(?:^|\s)\S*[\p{L}\p{N}]\.[\p{L}\p{N}]\S*$/u;
const wholeWordAfter = /^["'“‘„«»([¿¡]?\p{Lu}[\p{Ll}'’]*(?:[\s,;:!?…]|\.(?:\s|$)|$)/u;
const caselessAfter = /^[\p{Ps}\p{Pi}]?\p{Lo}/u;

/** `end.Next` and `end!”“Next` are sloppy sentence ends; `Ph.D`, `example.Com` and `?Key=` are not. */
function isMissingSpace(before: string, rest: string): boolean {
  if (caselessAfter.test(rest) || !/[.!?…]$/u.test(before)) return true;
  return wholeWordAfter.test(rest) && wholeWordBefore.test(before) && !addressBefore.test(before);
}

const verbs =
  'said|says|asked|cried|replied|answered|shouted|whispered|exclaimed|murmured|muttered|remarked|called|thought|' +
  'continued|added|began|inquired|enquired|interrupted|repeated|screamed|yelled|gasped|sighed|observed|returned|' +
  'roared|snapped|growled|demanded|protested|laughed|sobbed|wondered|ejaculated|groaned|sneered|suggested|agreed';
// `“Where?” Holmes asked.`: the name that speaks goes with the words spoken.
const speechTag = new RegExp(
  `^(?!(?:He|She|They|We|You|It|Then|And|But) )(?:(?:Mr|Mrs|Ms|Dr|St|Prof|Capt)\\. )?` +
    `\\p{Lu}[\\p{L}’'-]*(?: \\p{Lu}[\\p{L}’'-]*){0,2} (?:${verbs})\\b`,
  'u',
);

const token = /(?:[\p{L}\p{M}\p{N}ª&]+(?:[.-]+|['’]))*[\p{L}\p{M}\p{N}ª&]+\.$/u;
const spacedToken = /(?<![\p{L}\p{N}])(?:\p{L}{1,3}\.\s){1,2}(?:\p{L}|[\p{L}-][\p{L}.-]{1,4})\.$/u;
const firstWord = /^[\p{L}\p{N}]+(?:['’]\p{L}+)?/u;

function isAbbreviation(before: string, after: string, language: Abbreviations): boolean {
  // Nearly every sentence passes here: the costly patterns see the last word only.
  const lastWord = Math.max(before.lastIndexOf(' '), before.lastIndexOf('\u00A0')) + 1;
  if (before.charAt(lastWord - 2) === '.') {
    const spaced = spacedToken.exec(before)?.[0].slice(0, -1).replace(/\s/gu, '');
    const verdict = spaced === undefined ? undefined : isListed(spaced, after, language);
    if (verdict !== undefined) return verdict;
  }
  const word = token.exec(before.slice(lastWord))?.[0].slice(0, -1);
  if (word === undefined) return false;
  // In "Lt.-Col." the last part decides.
  const part = word.slice(word.lastIndexOf('-') + 1);
  return (
    isListed(word, after, language) ??
    isListed(part, after, language) ??
    looksAbbreviated(word, before, after, language)
  );
}

const calendar =
  /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|September|October|November|December)\b/u;
const numeral = /^(?:\p{N}|[VXLC]\b|[IVXLC]{2,}\b)/u;
const numeralOne = /^I\b/u;

/** What the lists say about a word before a full stop; undefined when it is in none of them. */
function isListed(word: string, after: string, language: Abbreviations): boolean | undefined {
  if (language.leading.has(word)) return true;
  if (language.closing.has(word)) return calendar.test(after);
  if (language.inner.has(word)) return !opensSentence(after, language);
  if (!language.numbered.has(word)) return undefined;
  // "No. I will not." is an answer; "vol. I" is a number.
  return numeral.test(after) || (numeralOne.test(after) && !/^nos?$/iu.test(word)) ? true : undefined;
}

function opensSentence(after: string, language: Abbreviations): boolean {
  const word = firstWord.exec(after)?.[0];
  return word === undefined || language.openers.has(word);
}

const initial = /^\p{Lu}$/u;
const acronym = /^(?:\p{L}\.)+\p{L}$/u;
const oldMoney = /^\p{N}+[sd]$/u;
const ordinal = /^(?:\p{N}{1,3}|[IVXLC]+)$/u;

/** Whether an unlisted word reads as an initial (`J.`), an acronym (`U.S.`), `7s. 6d.` or an ordinal (`3. Mai`). */
function looksAbbreviated(word: string, before: string, after: string, language: Abbreviations): boolean {
  if (language.ordinals && (isOrdinal(word, before, language) || /^\p{Ll}$/u.test(word))) {
    return !opensSentence(after, language);
  }
  if (oldMoney.test(word) && /^\p{N}/u.test(after)) return true;
  if (initial.test(word)) return isInitial(word, before, after, language);
  return acronym.test(word) && !opensSentence(after, language);
}

/** German writes "3." for "third"; behind "Nr." or "Kapitel" it is a plain number. */
function isOrdinal(word: string, before: string, language: Abbreviations): boolean {
  if (!ordinal.test(word)) return false;
  const counted = /(\p{L}+)\.?\s+\S+$/u.exec(before)?.[1];
  return counted === undefined || !language.numbered.has(counted);
}

function isInitial(word: string, before: string, after: string, language: Abbreviations): boolean {
  if (/^\p{Lu}\./u.test(after)) return true;
  // "It was I. Holmes knew." ends; in "Albert I. Jones" the word before is a name.
  if (word === 'I' && /\p{Ll}\s+I\.$/u.test(before) && !/\p{Lu}\p{Ll}+\s+I\.$/u.test(before)) return false;
  return !opensSentence(after, language);
}
