type Rewrite = readonly [RegExp, string];

const titles: Readonly<Record<string, string>> = {
  ...{
    Ms: 'Miz',
    Prof: 'Professor',
    Capt: 'Captain',
    Gen: 'General',
    Col: 'Colonel',
    Lt: 'Lieutenant',
    Maj: 'Major',
  },
  ...{ Sgt: 'Sergeant', Cpl: 'Corporal', Adm: 'Admiral', Rev: 'Reverend', Hon: 'Honourable', Fr: 'Father' },
  ...{
    Messrs: 'Messieurs',
    Mme: 'Madame',
    Mlle: 'Mademoiselle',
    Gov: 'Governor',
    Sen: 'Senator',
    Pres: 'President',
  },
  ...{ Supt: 'Superintendent', Insp: 'Inspector', Mt: 'Mount' },
};
/** These follow a name, so their full stop may be the sentence's. */
const suffixes: Readonly<Record<string, string>> = {
  ...{ Jr: 'Junior', Sr: 'Senior', Esq: 'Esquire', Ltd: 'Limited', Inc: 'Incorporated', Bros: 'Brothers' },
};
const beforeNumber: Readonly<Record<string, string>> = {
  ...{ no: 'number', nos: 'numbers', vol: 'volume', vols: 'volumes', p: 'page', pp: 'pages', ch: 'chapter' },
  ...{ chap: 'chapter', fig: 'figure', figs: 'figures', c: 'circa', ca: 'circa' },
  ...{ jan: 'January', feb: 'February', mar: 'March', apr: 'April', aug: 'August', sep: 'September' },
  ...{ sept: 'September', oct: 'October', nov: 'November', dec: 'December' },
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
  [/\bh'?m+\b/giu, 'hum'],
  [/\b[Mm]m+\b/gu, 'mum'],
  [/\bs+h{2,}\b|\bs{2,}h\b/giu, 'shush'],
  [/\bps+t\b/giu, 'pist'],
  [/\bpf+t*\b/giu, 'puft'],
  [/\bb+r{2,}\b/giu, 'burr'],
  [/\bg+r{2,}\b/giu, 'gurr'],
  [/\btsk\b/giu, 'tisk'],
];

const suffixPattern = new RegExp(`\\b(${Object.keys(suffixes).join('|')})\\.`, 'gu');
const titlePattern = new RegExp(`\\b(?:(${Object.keys(titles).join('|')})\\.|(Ms|Mme|Mlle|Messrs)\\b)`, 'gu');
const beforeNumberPattern = new RegExp(`\\b(${Object.keys(beforeNumber).join('|')})\\.(?=\\s?\\d)`, 'giu');
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
    .replace(beforeNumberPattern, (match, word: string) => `${beforeNumber[word.toLowerCase()] ?? match} `)
    .replace(latinPattern, (match) => latin[match.toLowerCase()] ?? match)
    // The full stop of "U.S. army" is no pause.
    .replace(/\b((?:[A-Za-z]\.)+[A-Za-z])\.(?= [a-z])/gu, '$1')
    // Flite knows these units right behind the number only.
    .replace(/(?<=\d) (ft|lbs?|oz|kg|km|cm|mm|ml)\b\.?/gu, '$1')
    .replace(/(?<=\d )in\./gu, 'inches')
    .replace(/\b(\d{1,2})\.([0-5]\d)(?=\s?[ap]\.?m\b)/giu, '$1:$2');
  return interjections.reduce((result, [pattern, word]) => result.replace(pattern, word), written);
}
