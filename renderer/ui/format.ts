/** A duration in seconds as a clock: `4:07`, `1:02:09`. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const pad = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(whole % 60)}` : `${minutes}:${pad(whole % 60)}`;
}

/** A duration in seconds in words: `45 s`, `12 min`, `3 h 5 min`. */
export function duration(seconds: number): string {
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A size in bytes in powers of 1000: `812 kB`, `1.7 GB`. */
export function size(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power] ?? ''}`;
}

/** A count with its noun: `1 chapter`, `1,204 chunks`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}

/** US dollars to the cent, and finer below a dollar: `$12.40`, `$0.0021`. */
export function money(dollars: number): string {
  if (dollars > 0 && dollars < 0.0001) return 'under $0.0001';
  const maximumFractionDigits = dollars < 1 ? 4 : 2;
  return dollars.toLocaleString('en', { style: 'currency', currency: 'USD', maximumFractionDigits });
}

/** US dollars that are not known to the cent: `about $0.0021`, `under $0.0001`. */
export function aboutMoney(dollars: number): string {
  const words = money(dollars);
  return words.startsWith('under') ? words : `about ${words}`;
}
