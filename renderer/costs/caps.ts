/** How much more than its forecast a narration may cost before it is asked about. */
const room = 1.5;

/** A cap, in US dollars, that leaves room above a cost: half as much again. */
export function roomyCap(cost: number): number {
  return cost <= 0 ? 0.01 : roundedUp(cost * room);
}

/** A cap that lets a narration come to its end: what it has spent, and the forecast of the rest with its room. */
export function capForRest(spent: number, rest: number): number {
  return roundedUp(spent + rest * room);
}

/** What is wrong with a cap that is to let a paused narration go on; null when nothing is. */
export function capFault(cap: number | null, was: number | null): string | null {
  if (cap === null || was === null || cap > was) return null;
  return 'Set it higher: under this cap, it would pause again at once.';
}

/** Dollars rounded up to the cent; below a dollar to two digits, so that a fraction of a cent stays one. */
function roundedUp(dollars: number): number {
  const unit = dollars >= 1 ? 0.01 : 10 ** (Math.floor(Math.log10(dollars)) - 1);
  // A sum that is short of a whole unit by an error of its floating point is that unit.
  return Number((Math.ceil(Number((dollars / unit).toFixed(6))) * unit).toPrecision(12));
}
