/** The number that was typed; null when it is none, out of bounds, or broken where a whole one is wanted. */
export function numberWithin(typed: string, min: number, max: number, whole: boolean): number | null {
  if (typed.trim() === '') return null;
  const number = Number(typed);
  const fits = number >= min && number <= max && (!whole || Number.isInteger(number));
  return fits ? number : null;
}
