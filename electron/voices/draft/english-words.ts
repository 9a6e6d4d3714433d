type Rewrite = readonly [RegExp, string];

const titles: Readonly<Record<string, string>> = {
  Ms: 'Miz',
  Prof: 'Professor',
  Capt: 'Captain',
  Gen: 'General',
  Col: 'Colonel',
  Lt: 'Lieutenant',
  Maj: 'Major',
  Sgt: 'Sergeant',
  Cpl: 'Corporal',
  Adm: 'Admiral',
  Rev: 'Reverend',
  Hon: 'Honourable',
  Fr: 'Father',
  Messrs: 'Messieurs',
  Mme: 'Madame',
  Mlle: 'Mademoiselle',
  Gov: 'Governor',
  Sen: 'Senator',
  Pres: 'President',
  Supt: 'Superintendent',
  Insp: 'Inspector',
  Mt: 'Mount',
};
/** These follow a name, so their full stop may be the sentence's. */
const suffixes: Readonly<Record<string, string>> = {
  Jr: 'Junior',
  Sr: 'Senior',
  Esq: 'Esquire',
  Ltd: 'Limited',
  Inc: 'Incorporated',
  Bros: 'Brothers',
};
/** In front of a number only, and in this case only: "he said no. 10 men" is no number 10. */
const beforeNumber: Readonly<Record<string, string>> = {
  No: 'number',
  Nos: 'numbers',
  p: 'page',
  pp: 'pages',
  c: 'circa',
  ca: 'circa',
  Vol: 'volume',
  vol: 'volume',
  Vols: 'volumes',
  vols: 'volumes',
  Ch: 'chapter',
  ch: 'chapter',
  Chap: 'chapter',
  chap: 'chapter',
  Fig: 'figure',
  fig: 'figure',
  Figs: 'figures',
  figs: 'figures',
  Jan: 'January',
  Feb: 'February',
  Mar: 'March',
  Apr: 'April',
  Aug: 'August',
  Sep: 'September',
  Sept: 'September',
  Oct: 'October',
  Nov: 'November',
  Dec: 'December',
};
const latin: Readonly<Record<string, string>> = {
  'e.g.': 'for example',
  'i.e.': 'that is',
  'viz.': 'namely',
  'cf.': 'compare',
  'vs.': 'versus',
  'approx.': 'approximately',
};
/** Without a vowel Flite spells them out. */
const interjections: readonly Rewrite[] = [
  [/\b[Hh]'?m+\b/gu, 'hum'],
  [/\b(?:Mm+|mm{2,})\b/gu, 'mum'],
  [/\bsh+\b|\bss+h+\b/giu, 'shush'],
  [/\bps+t\b/giu, 'pist'],
  [/\bpf+t*\b/giu, 'puft'],
  [/\bb+r{2,}\b/giu, 'burr'],
  [/\bg+r{2,}\b/giu, 'gurr'],
  [/\btsk\b/giu, 'tisk'],
];

const suffixPattern = new RegExp(`\\b(${Object.keys(suffixes).join('|')})\\.`, 'gu');
const titlePattern = new RegExp(`\\b(?:(${Object.keys(titles).join('|')})\\.|(Ms|Mme|Mlle|Messrs)\\b)`, 'gu');
const beforeNumberPattern = new RegExp(`\\b(${Object.keys(beforeNumber).join('|')})\\.(?=\\s?\\d)`, 'gu');
const latinPattern = new RegExp(`\\b(?:${Object.keys(latin).join('|').replaceAll('.', '\\.')})`, 'giu');

/**
 * Writes out the abbreviations that Flite spells, or after whose full stop it pauses ("Capt. Hook"). Those that it
 * reads well (Mr., Mrs., Dr., St., etc., a.m.) stay. Works on ASCII.
 */
export function writeOutAbbreviations(text: string): string {
  const written = text
    .replace(
      titlePattern,
      (match, dotted: string | undefined, bare: string | undefined) => titles[dotted ?? bare ?? ''] ?? match,
    )
    .replace(suffixPattern, (match, suffix: string, at: number) => {
      const atSentenceEnd = /^\s*(?:$|["')\]]*\s+["'([]*[A-Z])/u.test(text.slice(at + match.length));
      return `${suffixes[suffix] ?? suffix}${atSentenceEnd ? '.' : ''}`;
    })
    .replace(/(?<=\band )Co\./gu, 'Company')
    .replace(beforeNumberPattern, (match, word: string) => `${beforeNumber[word] ?? match} `)
    .replace(latinPattern, (match) => latin[match.toLowerCase()] ?? match)
    // The full stop of "U.S. army" is no pause.
    .replace(/\b((?:[A-Za-z]\.)+[A-Za-z])\.(?= [a-z])/gu, '$1')
    // Flite knows these units right behind the number only.
    .replace(/(?<=\d) (ft|lbs?|oz|kg|km|cm|mm|ml)\b(?:\.(?=,| [a-z0-9]))?/gu, '$1')
    .replace(/(?<=\d )in\.(?=,| [a-z0-9])/gu, 'inches')
    .replace(/\b(\d{1,2})\.([0-5]\d)(?=\s?[ap]\.?m\b)/giu, '$1:$2');
  return interjections.reduce((result, [pattern, word]) => result.replace(pattern, word), written);
}
