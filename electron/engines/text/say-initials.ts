const openers =
  '(?:He|She|It|They|We|You|I|The|A|An|This|That|These|Those|There|Here|But|And|Or|So|Then|When|Where|What|Who|Why|How|' +
  'If|As|At|In|On|No|Not|Yes|His|Her|My|Our|Their|Its)\\b';
const dotted = /(?<![\p{L}.])((?:\p{L}\.){2,}|(?:\p{Lu}\. ){2,}(?=\p{Lu}))|\bPh\.\s?D\./gu;
const endsHere = new RegExp(`^["'”’»)\\]]*(?:$|\\n|\\s+["'“‘«(]*${openers})`, 'u');
/** "A." keeps its stop: without it, it would be the article. "I." may be the pronoun, "John V" a king. */
const single = new RegExp(`(?<![\\p{L}\\d.'’])([B-HJ-UWYZ])\\.(?=\\s\\p{Lu})(?!\\s${openers})`, 'gu');

/**
 * Initials and abbreviations of single letters without their full stops, which would be heard as pauses: `U.S.` is "U-S",
 * `J. R. R. Tolkien` "J-R-R Tolkien". With spaces between them, an A would be taken for the article. The full stop stays
 * where a sentence ends with it.
 */
export function sayInitials(text: string): string {
  return text
    .replace(dotted, (match: string, _letters: string | undefined, at: number) => {
      const letters = (match.match(/\p{L}/gu) ?? []).join('-').toUpperCase();
      const after = text.slice(at + match.length);
      if (match.endsWith(' ')) return `${letters} `;
      return `${letters}${endsHere.test(after) ? '.' : ''}`;
    })
    .replace(single, '$1');
}
