import anyAscii from 'any-ascii';
import { nameSingleGreekLetters } from '../text/greek-letters.ts';
import { unspeakableWord } from '../text/unspeakable.ts';
import { draftVoice } from './speaker.ts';

/**
 * Text in ASCII: Latin letters without their diacritics (`café`, `Æsop`, `Łódź`), a Greek letter that stands alone by
 * its name, every digit as an ASCII digit, pictures and other symbols as a space. Line feeds stay.
 *
 * Throws `text-unspeakable` at the first word in a script that Flite cannot speak; no letter or digit is ever dropped.
 */
export function transliterate(text: string): string {
  // NFKD first: it opens ligatures and full-width forms, and parts letters from their diacritics.
  const plain = nameSingleGreekLetters(text.normalize('NFKD'));
  let ascii = '';
  for (const { 0: character, index } of plain.matchAll(/[^]/gu)) {
    ascii += characterAsAscii(character) ?? refuse(plain, index, character);
  }
  return ascii.replace(/[^\n\x20-\x7E]/gu, ' ');
}

/** One character as ASCII; undefined for a letter or digit that Flite cannot speak. */
function characterAsAscii(character: string): string | undefined {
  if (/\p{ASCII}/u.test(character)) return character;
  if (/\p{M}|\p{Cf}/u.test(character)) return '';
  if (/ʼ|ʹ|ʻ/u.test(character)) return "'";
  if (/\p{Script=Latin}|(?=\p{N})\p{Script=Common}/u.test(character)) return latinAsAscii(character);
  if (/(?=\p{Lm})\p{Script=Common}/u.test(character)) return '';
  if (/\p{L}|\p{N}|\p{Script=Braille}|\uFFFD/u.test(character)) return undefined;
  return /\p{P}/u.test(character) ? anyAscii(character) : ' ';
}

function latinAsAscii(character: string): string | undefined {
  const ascii = anyAscii(character);
  if (!/[A-Za-z0-9]/u.test(ascii)) return undefined;
  // "Æ" is "Ae": Flite would spell out what looks like an abbreviation.
  return /^[A-Z]{2,}$/u.test(ascii) ? ascii.charAt(0) + ascii.slice(1).toLowerCase() : ascii;
}

function refuse(text: string, index: number, character: string): never {
  const before = /[\p{L}\p{M}\p{N}\uFFFD]*$/u.exec(text.slice(0, index))?.[0] ?? '';
  const after = /^[\p{L}\p{M}\p{N}\uFFFD]*/u.exec(text.slice(index))?.[0] ?? '';
  throw unspeakableWord(draftVoice, before + after, character);
}
