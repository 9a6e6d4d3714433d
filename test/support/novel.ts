const nouns = [
  'lamp',
  'harbour',
  'letter',
  'winter',
  'stranger',
  'garden',
  'clock',
  'river',
  'promise',
  'window',
];
const verbs = ['remembered', 'crossed', 'forgot', 'watched', 'carried', 'feared', 'followed', 'painted'];
const endings = [
  'before the rain came',
  'at half past seven',
  'without a word',
  'as Mr. Hale had said',
  'once more',
];

/**
 * A generated novel as plain text of about this many characters, the same every time: chapters of paragraphs of
 * sentences of uneven length, with dialogue, abbreviations, numbers and scene breaks.
 */
export function makeNovel(characters: number): string {
  let seed = 42;
  const pick = <Value>(values: readonly [Value, ...Value[]] | readonly Value[]): Value => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    const value = values[seed % values.length];
    if (value === undefined) throw new Error('nothing to pick from');
    return value;
  };
  const clause = (): string => `the ${pick(nouns)} ${pick(verbs)} the ${pick(nouns)} ${pick(endings)}`;
  const sentence = (): string => {
    const body = Array.from({ length: 1 + (pick([0, 0, 1, 1, 2]) satisfies number) }, clause).join(
      pick([', and ', '; ', ' — ']),
    );
    return pick([
      `${body.charAt(0).toUpperCase()}${body.slice(1)}.`,
      `“Was it so?” she asked, while ${body}.`,
      `In ${pick([1914, 1871, 1923])}, ${body}!`,
    ]);
  };
  const pieces: string[] = [];
  let length = 0;
  for (let chapter = 1; length < characters; chapter++) {
    pieces.push(`Chapter ${chapter}`);
    for (let paragraph = 0; paragraph < 120 && length < characters; paragraph++) {
      const text = Array.from({ length: pick([1, 2, 3, 4, 5]) }, sentence).join(' ');
      pieces.push(paragraph % 40 === 39 ? '* * *' : text);
      length += text.length + 2;
    }
  }
  return pieces.join('\n\n');
}
