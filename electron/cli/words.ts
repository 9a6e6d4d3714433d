/** A duration for people: `45 s`, `12 min`, `3 h 05 min`. */
export function describeDuration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** A count with its noun: `1 chapter`, `12 chapters`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}

/** The beginning of a text on one line, with an ellipsis where it goes on. */
export function excerpt(text: string, length = 60): string {
  const line = text.replace(/\s+/gu, ' ');
  return line.length <= length ? line : `${line.slice(0, length - 1).trimEnd()}…`;
}
