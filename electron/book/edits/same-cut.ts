/**
 * Where the manuscript's own words are to be cut when their correction is cut at `at` (both in UTF-16 units): at the same
 * place where that was not mended; inside what was mended, at the nearest space there or at its nearer end. Null when a
 * half would be without words.
 */
export function sameCut(own: string, corrected: string, at: number): number | null {
  const same = commonStart(own, corrected);
  const alike = commonEnd(own, corrected, same);
  const cut = place(own, corrected, at, same, alike);
  const isWhole = own.slice(0, cut).trim() !== '' && own.slice(cut).trim() !== '';
  return isWhole ? cut : null;
}

function place(own: string, corrected: string, at: number, same: number, alike: number): number {
  if (at <= same) return at;
  if (at >= corrected.length - alike) return own.length - (corrected.length - at);
  const mended = { from: same, to: own.length - alike };
  const share = (at - same) / (corrected.length - alike - same);
  const wish = mended.from + share * (mended.to - mended.from);
  const gaps = [...own.matchAll(/\s+/gu)].map(({ index, 0: gap }) => index + gap.length);
  const within = gaps.filter((gap) => gap >= mended.from && gap <= mended.to);
  const candidates = within.length > 0 ? within : gaps;
  return candidates.toSorted((a, b) => Math.abs(a - wish) - Math.abs(b - wish))[0] ?? Math.round(wish);
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a[length] === b[length]) length++;
  return length;
}

function commonEnd(a: string, b: string, start: number): number {
  let length = 0;
  const most = Math.min(a.length, b.length) - start;
  while (length < most && a[a.length - 1 - length] === b[b.length - 1 - length]) length++;
  return length;
}
