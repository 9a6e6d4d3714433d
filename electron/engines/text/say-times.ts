import { cardinal } from './number-words.ts';

const half = '(?:\\s?([ap])\\.?\\s?m\\b(\\.?))';
const withHalf = new RegExp(`\\b(\\d{1,2})(?:[:.]([0-5]\\d))?${half}`, 'giu');
const clock = /(?<![\d:.])([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?(?![\d:]|\.\d)/gu;
const ratio = /(?<![\d:.])(\d{1,3}):(\d{1,3})(?![\d:]|\.\d)/gu;

/**
 * Times as they are said: `10:30 a.m.` is "ten thirty A-M", `10:05` "ten oh five", `9:00` "nine o'clock". Chapter and
 * verse are read alike; `3:1` is a ratio, "three to one". The letters are joined by a hyphen: with a space between
 * them, the A would be taken for the article.
 */
export function sayTimes(text: string): string {
  return text
    .replace(
      withHalf,
      (_, hours: string, minutes: string | undefined, letter: string, stop: string, at: number) => {
        const after = text.slice(at + _.length);
        const endsSentence = stop !== '' && /^["'”’»)\]]*(?:$|\s+["'“‘«([]*\p{Lu})/u.test(after);
        return `${hoursAndMinutes(hours, minutes)} ${letter.toUpperCase()}-M${endsSentence ? '.' : ''}`;
      },
    )
    .replace(clock, (_, hours: string, minutes: string, seconds?: string) => {
      if (seconds !== undefined) return `${hoursAndMinutes(hours, minutes)} and ${count(seconds, 'second')}`;
      return minutes === '00' ? `${cardinal(hours)} o'clock` : hoursAndMinutes(hours, minutes);
    })
    .replace(ratio, (_, first: string, second: string) => `${cardinal(first)} to ${cardinal(second)}`);
}

function hoursAndMinutes(hours: string, minutes = '00'): string {
  if (minutes === '00') return cardinal(hours);
  return `${cardinal(hours)} ${minutes.startsWith('0') ? 'oh ' : ''}${cardinal(minutes)}`;
}

function count(digits: string, unit: string): string {
  return `${cardinal(digits)} ${unit}${Number(digits) === 1 ? '' : 's'}`;
}
