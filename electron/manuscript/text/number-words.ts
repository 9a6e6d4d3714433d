const ones =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen';
const firsts =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth';
const tens = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const lists = [
  `${ones} seventeen eighteen nineteen`,
  `${firsts} seventeenth eighteenth nineteenth`,
  'eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn',
  'erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte elfte zwölfte dreizehnte vierzehnte fünfzehnte',
  'erster zweiter dritter vierter fünfter sechster siebter achter neunter zehnter elfter zwölfter',
  'erstes zweites drittes viertes fünftes sechstes siebtes achtes neuntes zehntes elftes zwölftes',
  'un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize',
  'premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième',
  'première seconde',
  'uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis',
  'primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo',
  'primera segunda tercera cuarta quinta sexta séptima octava novena décima',
];

const words = new Map<string, number>();
for (const list of lists) list.split(' ').forEach((word, index) => words.set(word, index + 1));
words.set('siebente', 7).set('siebentes', 7).set('last', 0);
for (const [index, ten] of tens.entries()) {
  const value = (index + 2) * 10;
  words.set(ten, value).set(ten.replace(/y$/u, 'ieth'), value);
  for (const [unit, word] of `${ones} `.split(' ').slice(0, 9).entries()) {
    for (const joint of ['-', ' ']) {
      words.set(`${ten}${joint}${word}`, value + unit + 1);
      words.set(`${ten}${joint}${firsts.split(' ')[unit] ?? ''}`, value + unit + 1);
    }
  }
}

const romanDigits: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };

/** A pattern source for one number as a heading writes it: `12`, `XIV`, `twenty-one`, `First`, `zweites`. */
export const numberPattern = `\\d{1,3}|[IVXLC]+|${[...words.keys()]
  .sort((a, b) => b.length - a.length)
  .join('|')}`;

/** The value of a number that matches {@link numberPattern}, or null when it is not one (`IC`, `CIVIC`). */
export function numberValue(text: string): number | null {
  if (/^\d{1,3}$/u.test(text)) return Number(text);
  return words.get(text.toLowerCase()) ?? romanValue(text.toUpperCase());
}

/** The value of a Roman numeral in its standard form, or null. */
function romanValue(text: string): number | null {
  if (!/^(?=.)M*(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,4})$/u.test(text)) return null;
  let value = 0;
  for (let index = 0; index < text.length; index++) {
    const digit = romanDigits[text.charAt(index)] ?? 0;
    const next = romanDigits[text.charAt(index + 1)] ?? 0;
    value += digit < next ? -digit : digit;
  }
  return value;
}
