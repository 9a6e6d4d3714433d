interface Currency {
  one: string;
  many: string;
  /** The hundredth part, where there is one in use. */
  part?: string;
}

const currencies: Readonly<Record<string, Currency>> = {
  $: { one: 'dollar', many: 'dollars', part: 'cents' },
  '£': { one: 'pound', many: 'pounds', part: 'pence' },
  '€': { one: 'euro', many: 'euros', part: 'cents' },
  '¥': { one: 'yen', many: 'yen' },
  '₹': { one: 'rupee', many: 'rupees', part: 'paise' },
  '₽': { one: 'rouble', many: 'roubles', part: 'kopecks' },
  '₩': { one: 'won', many: 'won' },
  '₪': { one: 'shekel', many: 'shekels' },
  '₺': { one: 'lira', many: 'lira' },
  '₤': { one: 'lira', many: 'lire' },
  '₣': { one: 'franc', many: 'francs', part: 'centimes' },
  '¢': { one: 'cent', many: 'cents' },
};
const sign = `[${Object.keys(currencies).join('')}]`;
const amount = String.raw`(\d+(?:,\d{3})*)(?:\.(\d+))?`;
const scale = String.raw`(?:(\s?(?:hundred|thousand|million|billion|trillion)|bn|m|k)\b)?`;
const scaleWords: Readonly<Record<string, string>> = { bn: 'billion', m: 'million', k: 'thousand' };

const before = new RegExp(`(?:\\bUS)?(${sign})\\s?${amount}${scale}`, 'giu');
const after = new RegExp(`${amount}\\s?(${sign})`, 'gu');
const alone = new RegExp(sign, 'gu');

/** Replaces amounts of money by words: `£1.50` is "1 pound 50", `$3m` "3 million dollars", `50¢` "50 cents". */
export function sayMoney(text: string): string {
  return text
    .replace(before, (_, symbol: string, whole: string, decimals?: string, multiple?: string) =>
      sayAmount(symbol, whole, decimals, multiple?.trim().toLowerCase()),
    )
    .replace(after, (_, whole: string, decimals: string | undefined, symbol: string) =>
      sayAmount(symbol, whole, decimals, undefined),
    )
    .replace(alone, (symbol) => ` ${currency(symbol).many} `)
    .replace(/\p{Sc}/gu, ' currency ');
}

function sayAmount(symbol: string, whole: string, decimals = '', multiple?: string): string {
  const { one, many, part } = currency(symbol);
  if (multiple !== undefined) {
    return ` ${number(whole, decimals)} ${scaleWords[multiple] ?? multiple} ${many} `;
  }
  if (decimals.length === 2 && part !== undefined) {
    const pieces = Number(decimals);
    if (Number(whole) === 0 && pieces > 0) return ` ${pieces} ${part} `;
    return ` ${whole} ${whole === '1' ? one : many}${pieces === 0 ? '' : ` ${pieces}`} `;
  }
  return ` ${number(whole, decimals)} ${whole === '1' && decimals === '' ? one : many} `;
}

function number(whole: string, decimals: string): string {
  return decimals === '' ? whole : `${whole}.${decimals}`;
}

function currency(symbol: string): Currency {
  return currencies[symbol] ?? { one: 'currency', many: 'currency' };
}
