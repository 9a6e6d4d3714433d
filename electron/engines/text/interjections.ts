const interjections: readonly (readonly [RegExp, string])[] = [
  [/\b[Hh]'?m+\b/gu, 'hum'],
  [/\b(?:Mm+|mm{2,})\b/gu, 'mum'],
  [/\bsh+\b|\bss+h+\b/giu, 'shush'],
  [/\bps+t\b/giu, 'pist'],
  [/\bpf+t*\b/giu, 'puft'],
  [/\bb+r{2,}\b/giu, 'burr'],
  [/\bg+r{2,}\b/giu, 'gurr'],
  [/\btsk\b/giu, 'tisk'],
];

/** Respells what people utter without a vowel ("Shh!", "Hmm."): voices would spell it out, letter by letter. */
export function respellInterjections(text: string): string {
  return interjections.reduce((result, [pattern, word]) => result.replace(pattern, word), text);
}
