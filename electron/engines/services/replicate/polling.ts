/** Seconds between looks around the expected finish. */
const close = 0.1;
/** Seconds between looks before that, and long after. */
const sparse = 2;
/** Fractions of the expected duration between which a finish is likely. */
const likely = { from: 0.65, to: 1.5 };

/**
 * Seconds until the next look at a prediction, from the seconds since it was created and those that one like it is
 * expected to take (null: not known). With an expectation: sparse at first, close around the finish, then ever
 * sparser. Without: a share of the time that it has taken, so that the finish is seen late by that share at most.
 * Never more than 600 looks a minute; the service allows 3,000.
 */
export function pollDelay(elapsed: number, expected: number | null): number {
  const passed = Math.max(0, elapsed);
  if (expected === null) return clamp(passed * 0.15, 0.25, sparse);
  // A prediction of a minute is not worth a look every 100 ms.
  const around = clamp(expected * 0.01, close, 1);
  const from = expected * likely.from;
  if (passed < from) return clamp(from - passed, close, sparse);
  const over = passed - expected * likely.to;
  return over <= 0 ? around : clamp(around + over * 0.15, around, sparse);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
