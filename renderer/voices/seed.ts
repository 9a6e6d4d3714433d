/** The seeds that a control takes: every whole number that reaches the service as it was typed. */
export const seedBounds = { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER } as const;

/** How many seeds are drawn from: short enough to be read out and noted down. */
const drawn = 1_000_000;

/** A random seed other than the present one; `random` gives numbers from 0 up to 1. */
export function newSeed(present: number | null, random: () => number = Math.random): number {
  const seed = 1 + Math.floor(random() * (drawn - 1));
  return seed === present ? (seed % (drawn - 1)) + 1 : seed;
}
