/**
 * How long Lectern waits before it concludes anything that costs money, in seconds. One policy, which tests shorten: a
 * service may be late, forgetful or out of reach for a minute, and none of that may be paid for.
 */
export interface Patience {
  /** Before each look through the account's list for what was sent without an answer. */
  looks: readonly number[];
  /** Before each further look at a prediction that the service says it does not know. */
  missing: readonly number[];
  /** Before each further attempt to have audio that is made; then it is left to the background. */
  audio: readonly number[];
  /** How long a download may bring nothing before it is begun anew. */
  silence: number;
  /** Between the rounds of the background through what is owed. */
  round: number;
  /** How long a fetch goes on after a person has cancelled the narration. */
  grace: number;
  /** By how much polls and back-offs are lengthened: 1 in life. */
  pace: number;
}

/** Over two minutes for a list that is late by one, over three for a prediction that is not found. */
export const defaultPatience: Patience = {
  looks: [0, 2, 5, 10, 20, 40, 60],
  missing: [1, 2, 5, 10, 20, 40, 60, 60],
  audio: [0.3, 1, 3, 6, 10, 20, 30, 30],
  silence: 30,
  round: 60,
  grace: 10,
  pace: 1,
};

/** The same policy, so many times as quick: for tests alone. */
export function hasten(patience: Patience, factor: number): Patience {
  const all = (waits: readonly number[]): number[] => waits.map((wait) => wait * factor);
  return {
    looks: all(patience.looks),
    missing: all(patience.missing),
    audio: all(patience.audio),
    silence: patience.silence * factor,
    round: patience.round * factor,
    grace: patience.grace * factor,
    pace: patience.pace * factor,
  };
}
