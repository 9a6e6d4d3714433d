/** Units behind a number: what they are called after one, and after more. */
const units: Readonly<Record<string, readonly [string, string]>> = {
  'km/h': ['kilometre an hour', 'kilometres an hour'],
  'm/s': ['metre a second', 'metres a second'],
  kph: ['kilometre an hour', 'kilometres an hour'],
  mph: ['mile an hour', 'miles an hour'],
  mi: ['mile', 'miles'],
  km: ['kilometre', 'kilometres'],
  m: ['metre', 'metres'],
  cm: ['centimetre', 'centimetres'],
  mm: ['millimetre', 'millimetres'],
  yd: ['yard', 'yards'],
  yds: ['yards', 'yards'],
  ft: ['foot', 'feet'],
  kg: ['kilogram', 'kilograms'],
  g: ['gram', 'grams'],
  mg: ['milligram', 'milligrams'],
  lb: ['pound', 'pounds'],
  lbs: ['pounds', 'pounds'],
  oz: ['ounce', 'ounces'],
  cwt: ['hundredweight', 'hundredweight'],
  ml: ['millilitre', 'millilitres'],
  cl: ['centilitre', 'centilitres'],
  pt: ['pint', 'pints'],
  qt: ['quart', 'quarts'],
  gal: ['gallon', 'gallons'],
  hr: ['hour', 'hours'],
  hrs: ['hours', 'hours'],
  min: ['minute', 'minutes'],
  mins: ['minutes', 'minutes'],
  sec: ['second', 'seconds'],
  secs: ['seconds', 'seconds'],
  ms: ['millisecond', 'milliseconds'],
  hp: ['horsepower', 'horsepower'],
  rpm: ['revolution a minute', 'revolutions a minute'],
  Hz: ['hertz', 'hertz'],
  kHz: ['kilohertz', 'kilohertz'],
  MHz: ['megahertz', 'megahertz'],
  GHz: ['gigahertz', 'gigahertz'],
  kW: ['kilowatt', 'kilowatts'],
  kWh: ['kilowatt hour', 'kilowatt hours'],
  kB: ['kilobyte', 'kilobytes'],
  KB: ['kilobyte', 'kilobytes'],
  MB: ['megabyte', 'megabytes'],
  GB: ['gigabyte', 'gigabytes'],
  TB: ['terabyte', 'terabytes'],
};
const names = Object.keys(units)
  .toSorted((a, b) => b.length - a.length)
  .join('|');
/** A full stop belongs to the unit where the sentence clearly goes on. */
const goesOn = String.raw`(?:\.(?=[,;:)]|\s[a-z0-9]))?`;
const behindNumber = new RegExp(
  String.raw`(?<![\d.,])(\d[\d.,]*?(?:/\d+)?)\s?(${names})(?![\p{L}\d/'])${goesOn}`,
  'gu',
);
const inches = /(?<=\d\s)in\.(?=[,;]|\s[a-z0-9])/gu;
const feetAndInches = /(?<![\d.,])(\d{1,2})\s?['’′]\s?(\d{1,2})(?:["”″]|'')/gu;

/** Writes out the units of measure behind numbers: `5 km` is "5 kilometres", `1 lb.` "1 pound", `5'10"` "5 feet 10". */
export function sayUnits(text: string): string {
  return text
    .replace(feetAndInches, '$1 feet $2')
    .replace(behindNumber, (_, number: string, unit: string) => {
      const [one, many] = units[unit] ?? [unit, unit];
      return `${number} ${number === '1' ? one : many}`;
    })
    .replace(inches, 'inches');
}
