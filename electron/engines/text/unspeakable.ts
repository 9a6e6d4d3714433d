import { LecternError } from '../../contract/problem.ts';

/** Unicode's name of a script, and what people call it. */
const scripts = [
  ['Cyrillic', 'Cyrillic'],
  ['Greek', 'Greek'],
  ['Arabic', 'Arabic'],
  ['Hebrew', 'Hebrew'],
  ['Han', 'Chinese characters'],
  ['Hiragana', 'Japanese'],
  ['Katakana', 'Japanese'],
  ['Hangul', 'Korean'],
  ['Thai', 'Thai'],
  ['Devanagari', 'Devanagari'],
  ['Bengali', 'Bengali'],
  ['Gurmukhi', 'Gurmukhi'],
  ['Gujarati', 'Gujarati'],
  ['Tamil', 'Tamil'],
  ['Telugu', 'Telugu'],
  ['Kannada', 'Kannada'],
  ['Malayalam', 'Malayalam'],
  ['Sinhala', 'Sinhala'],
  ['Khmer', 'Khmer'],
  ['Lao', 'Lao'],
  ['Myanmar', 'Burmese'],
  ['Tibetan', 'Tibetan'],
  ['Mongolian', 'Mongolian'],
  ['Armenian', 'Armenian'],
  ['Georgian', 'Georgian'],
  ['Ethiopic', 'Ethiopic'],
  ['Braille', 'Braille'],
  ['Latin', 'a Latin letter that English does not have'],
].map(([script = '', name = '']) => ({ pattern: new RegExp(`\\p{Script=${script}}`, 'u'), name }));

const longestQuote = 24;

/**
 * The error for a text with a word that a voice cannot speak, because of one character in it. The message begins with the
 * voice's name, quotes the word, and names the character's script.
 */
export function unspeakableWord(voice: string, word: string, character: string): LecternError {
  const quoted = `“${shorten(word.normalize('NFC'))}”`;
  if (character === '\uFFFD') {
    return new LecternError(
      'text-unspeakable',
      `${voice} cannot speak ${quoted}: a character was lost when this text was saved.`,
      'Correct the word, or skip the section.',
    );
  }
  const script =
    scripts.find(({ pattern }) => pattern.test(character))?.name ?? 'a script that it does not know';
  return new LecternError(
    'text-unspeakable',
    `${voice} cannot speak ${quoted} (${script}); it speaks English only.`,
    'Change the text, skip the section, or choose a voice that speaks that language.',
  );
}

/** The error for a text in which there is nothing to speak: it is empty, or punctuation and pictures only. */
export function nothingToSpeak(voice: string, text: string): LecternError {
  const trimmed = text.trim();
  const what = trimmed === '' ? 'in an empty text' : `in “${shorten(trimmed)}”`;
  return new LecternError(
    'text-unspeakable',
    `${voice} found nothing to speak ${what}.`,
    'Write out what should be heard, or skip the section.',
  );
}

/** The first characters of a text, as people count them: an emoji of several code points is not cut in two. */
function shorten(text: string): string {
  const characters = Array.from(
    new Intl.Segmenter().segment(text.replace(/\s+/gu, ' ')),
    ({ segment }) => segment,
  );
  return characters.length <= longestQuote
    ? characters.join('')
    : `${characters.slice(0, longestQuote).join('')}…`;
}
