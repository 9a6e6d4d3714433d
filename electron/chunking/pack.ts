import { isSpeakable } from './speakable.ts';

/**
 * The fewest characters that are spoken alone inside running text. Below about 20 to 25 StyleTTS 2 makes noise
 * (FACTS.md section 7), so that shorter texts are joined to a neighbour wherever the limit allows it.
 */
export const shortestSpoken = 24;

/** A stretch of a text that is not cut further. Indices in UTF-16 units, white space at the ends left out. */
export interface Unit {
  start: number;
  end: number;
  /** How bad it is to end a chunk behind this unit; 0 is a sentence's end. */
  cost: number;
  /** Whether a sentence goes on behind it. */
  midSentence: boolean;
}

/** The prices that `pack` weighs against one another; a unit's cost is on the same scale. */
const packCosts = {
  /** Each chunk: few chunks are better than many. */
  chunk: 100,
  /** An empty chunk, falling with the square of how full it is: pieces of equal length are the cheapest. */
  slack: 100,
  /** A chunk too short to speak well: worth a cut between any two words, not inside one. */
  tiny: 1500,
  /** A chunk with no letter or digit, which can only be skipped. */
  silent: 2500,
} as const;

/**
 * Joins units into chunks of at most `limit` characters at the least total cost: few, of balanced length, broken at good
 * places. Every unit must fit the limit. The time grows with the number of units, each looking back one limit at most.
 */
export function pack(text: string, units: readonly Unit[], limit: number): Unit[] {
  const { cheapest, from } = cheapestBreaks(text, units, limit);
  const chunks: Unit[] = [];
  for (let next = units.length; next > 0; next = from[next] ?? 0) {
    const first = units[from[next] ?? 0];
    const last = units[next - 1];
    if (first === undefined || last === undefined || !Number.isFinite(cheapest[next])) {
      throw new RangeError(`A unit is longer than the limit of ${limit} characters.`);
    }
    chunks.push({ ...last, start: first.start });
  }
  return chunks.reverse();
}

/** For every number of units taken: the least cost of chunks for them, and with which unit the last chunk begins. */
function cheapestBreaks(text: string, units: readonly Unit[], limit: number) {
  // Plain numbers side by side: a megabyte of two-letter sentences asks for a hundred million looks back.
  const starts = Float64Array.from(units, (unit) => unit.start);
  const letters = lettersUpTo(text, units);
  const cheapest = new Float64Array(units.length + 1).fill(Infinity);
  const from = new Int32Array(units.length + 1);
  cheapest[0] = 0;
  for (const [index, { end, cost }] of units.entries()) {
    const breakCost = index + 1 < units.length ? cost : 0;
    let least = Infinity;
    for (let first = index; first >= 0; first -= 1) {
      const length = end - (starts[first] ?? 0);
      if (length > limit) break;
      const silent = letters[first] === letters[index + 1];
      const total = (cheapest[first] ?? 0) + chunkCost(length / limit, length < shortestSpoken, silent);
      if (total < least) {
        least = total;
        from[index + 1] = first;
      }
    }
    cheapest[index + 1] = least + breakCost;
  }
  return { cheapest, from };
}

function chunkCost(fullness: number, tiny: boolean, silent: boolean): number {
  const slack = 1 - fullness;
  return (
    packCosts.chunk +
    packCosts.slack * slack * slack +
    (tiny ? packCosts.tiny : 0) +
    (silent ? packCosts.silent : 0)
  );
}

/** For every number of units taken, how many of them have a letter or digit. */
function lettersUpTo(text: string, units: readonly Unit[]): Int32Array {
  const counts = new Int32Array(units.length + 1);
  for (const [index, { start, end }] of units.entries()) {
    counts[index + 1] = (counts[index] ?? 0) + (isSpeakable(text.slice(start, end)) ? 1 : 0);
  }
  return counts;
}
