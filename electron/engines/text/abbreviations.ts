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
const suffixPattern = new RegExp(`\\b(${Object.keys(suffixes).join('|')})\\.`, 'gu');
const titlePattern = new RegExp(`\\b(?:(${Object.keys(titles).join('|')})\\.|(Ms|Mme|Mlle|Messrs)\\b)`, 'gu');
const beforeNumberPattern = new RegExp(`\\b(${Object.keys(beforeNumber).join('|')})\\.(?=\\s?\\d)`, 'gu');
const latinPattern = new RegExp(`\\b(?:${Object.keys(latin).join('|').replaceAll('.', '\\.')})`, 'giu');

/**
 * Writes out abbreviated titles, suffixes of names, Latin, and what is abbreviated before a number ("No. 5", "Jan. 5").
 * Mr., Mrs., Dr. and St. stay. "Ms" is respelt as it is said.
 */
export function writeOutCommonAbbreviations(text: string): string {
  return text
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
    .replace(latinPattern, (match) => latin[match.toLowerCase()] ?? match);
}
