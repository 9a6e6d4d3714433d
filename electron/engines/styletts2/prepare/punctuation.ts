/** Words that begin with an apostrophe, which is no opening quote. */
const clipped =
  '(?:tis|twas|twere|twill|tisn|twasn|em|til|cause|n|neath|gainst|round|bout|cos|im|ee|ad|ere|ow|oo)\\b';
const openingSingle = new RegExp(`(?<![\\p{L}\\p{N}])['‘‛](?=[“"¿¡—…]*\\p{L})(?!${clipped})`, 'giu');
/** ‘Yes’: a pair of single quotes around something. An apostrophe is followed by a letter, or ends "the dogs’ bone". */
const apostrophe = String.raw`[’'](?=\p{L})|(?<=s)[’'](?= \p{Ll})`;
const singleQuoted = new RegExp(
  String.raw`(?<![\p{L}\p{N}])[‘'](?!${clipped})((?:[^‘’'\n]|${apostrophe})+)(?!${apostrophe})[’'](?![\p{L}\p{N}])`,
  'giu',
);
const closingSingle = /(?<=[.,;:!?…—])['’](?!\p{L})/gu;

/** Line breaks as line feeds; quotes, dashes and dots as the model's own symbols, of which each is one token. */
export function modelPunctuation(text: string): string {
  return text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/gu, '\n')
    .replace(/[„‟〝]/gu, '“')
    .replace(/[〞＂]/gu, '”')
    .replace(/[‹]/gu, '«')
    .replace(/[›]/gu, '»')
    .replace(singleQuoted, '“$1”')
    .replace(openingSingle, '“')
    .replace(closingSingle, '”')
    .replace(/[‘’‚‛`´ʼ′]/gu, "'")
    .replace(/[‐‑]/gu, '-')
    .replace(/\s*(?:[—―⸺⸻]|-{2,}|–(?!\s?\d)|(?<!\d\s?)–(?!\d)|(?<=\s)-(?=\s))(?:\s*[—―⸺⸻-])*[^\S\n]*/gu, '—')
    .replace(/\.(?:[^\S\n]?\.)+/gu, '…')
    .replace(/(?:…\s*)+\.?/gu, '… ');
}

/** A line break is heard like the end of a sentence, unless the line ends in punctuation of its own. */
export function pauseAtLineEnds(text: string): string {
  return text
    .trim()
    .replace(/[^\S\n]*\n\s*/gu, (_, at: number) =>
      /[.,;:?!…—]["'”»)\]]*$/u.test(text.trim().slice(0, at)) ? ' ' : '. ',
    );
}

/**
 * Leaves each mark where it is heard as it is meant: brackets, which the model does not know, become commas; of several
 * marks together those that add nothing go; a mark stands right behind its word.
 */
export function settlePunctuation(text: string): string {
  return text
    .replace(/(?<=\p{Ll})\(s\)/gu, 's')
    .replace(/^[\s"“«]*[([{]|[)\]}](?=[\s"”».,;:!?…—]*$)/gu, '')
    .replace(/\s*[([{]\s*|\s*[)\]}]/gu, ', ')
    .replace(/(?<![\p{L}])-|-(?![\p{L}])/gu, ' ')
    .replace(/(?<![\p{L}])'(?!\p{L})/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/ (?=[.,;:!?…])/gu, '')
    .replace(/ *— */gu, '—')
    .replace(/([.,;:!?—])\1+/gu, '$1')
    .replace(/\.,/gu, ',')
    .replace(/,+(?=[.;:!?…—])|(?<=[.;:!?…—“«]),+/gu, '')
    .replace(/(?<=[!?…])\.|[;:](?=[.!?])/gu, '')
    .replace(/(?<=[,;!?…]|\p{L}{2}[.:])(?=\p{L})/gu, ' ')
    .replace(/ (?=[”»])|(?<=[“«]) /gu, '')
    .replace(/(?:“\s*”|«\s*»|"\s*")/gu, ' ')
    .replace(/^[\s.,;:!?…)]+(?=[^\s.,;:!?…)])/u, '')
    .replace(/\s+/gu, ' ')
    .trim();
}
