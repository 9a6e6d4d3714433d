const poundsAhead = /(£\s?\d+)[,.]?\s(?=\d{1,2}s\.)/gu;
/** "12s."; "20s." alone may be a decade. */
const shillings = /(?<![\d.,£$])(\d?[1-9]|\d0(?=s\.\s?\d+d\.)|10)s\.(\s?(?=\d{1,2}d\.))?/gu;
const pence = /(?<![\d.,£$])(\d{1,2})d\./gu;
const range = /([£$€])(\d[\d,.]*)\s?[-–]\s?(?=\d)/gu;
const mayEndSentence = /^["'”’»)\]\s]*(?:$|["'“‘]?\p{Lu})/u;

/** Pounds, shillings and pence (`£5 6s. 8d.`, `12s.`), and ranges of money, to be said before money as it is now. */
export function sayOldMoney(text: string): string {
  return text
    .replace(poundsAhead, '$1, ')
    .replace(
      shillings,
      (match, digits: string, beforePence: string | undefined, at: number, whole: string) => {
        const words = `${digits} ${digits === '1' ? 'shilling' : 'shillings'}`;
        return beforePence === undefined ? `${words}${stopOf(whole, at + match.length)}` : `${words} and `;
      },
    )
    .replace(pence, (match, digits: string, at: number, whole: string) => {
      return `${digits} ${digits === '1' ? 'penny' : 'pence'}${stopOf(whole, at + match.length)}`;
    })
    .replace(range, '$1$2 to $1');
}

/** The abbreviation's full stop stays where it may be the sentence's, too. */
function stopOf(text: string, end: number): string {
  return mayEndSentence.test(text.slice(end)) ? '.' : '';
}
