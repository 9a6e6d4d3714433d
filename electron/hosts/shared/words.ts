/** A duration for people: `45 s`, `12 min`, `3 h 05 min`. */
export function describeDuration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** US dollars: cents from a dollar on, below it as much as tells one chunk from none. */
export function describeMoney(usd: number): string {
  return `$${usd.toFixed(usd > 0 && usd < 1 ? 4 : 2)}`;
}

/** A count with its noun: `1 chapter`, `12 chapters`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}

/** The beginning of a text on one line, with an ellipsis where it goes on. */
export function excerpt(text: string, length = 60): string {
  return cut(text.replace(/\s+/gu, ' '), length);
}

/** At most `length` UTF-16 units of a text, with an ellipsis where it goes on; no character is cut in two. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const beginning = text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/u, '');
  return `${beginning.trimEnd()}…`;
}

/** A text that a terminal only shows: what would command it, or turn the direction of the line, is replaced. */
export function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n]|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');
}
