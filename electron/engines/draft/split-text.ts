/** What stands at the end of a piece, so what may be heard between it and the next. */
export type Seam = 'sentence' | 'clause' | 'word';

/** A piece of a prepared text, and the seam after it. */
export interface Piece {
  text: string;
  seam: Seam;
}

const seams: readonly { seam: Seam; pattern: RegExp }[] = [
  { seam: 'sentence', pattern: /(?:[?!:]|(?<!\b(?:Mr|Mrs|Dr|St|[A-Z]))\.)(?= [A-Z0-9])/gu },
  { seam: 'clause', pattern: /[.,;](?= )/gu },
  { seam: 'word', pattern: /\S(?= )/gu },
];

/**
 * Splits prepared text into pieces of at most `limit` characters: at the last end of a sentence that fits, else at a
 * clause, else at a space; a single longer "word" is cut. Laid end to end the pieces are the text, spaces apart.
 */
export function splitText(text: string, limit: number): Piece[] {
  const pieces: Piece[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const { end, seam } = lastSeam(rest.slice(0, limit + 1), limit);
    pieces.push({ text: rest.slice(0, end), seam });
    rest = rest.slice(end).trim();
  }
  return [...pieces, { text: rest, seam: 'sentence' }];
}

function lastSeam(window: string, limit: number): { end: number; seam: Seam } {
  for (const { seam, pattern } of seams) {
    const last = [...window.matchAll(pattern)].at(-1);
    if (last !== undefined) return { end: last.index + last[0].length, seam };
  }
  return { end: limit, seam: 'word' };
}
