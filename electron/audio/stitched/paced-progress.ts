const shortestGap = 100;

/** Passes on at most ten reports a second, beginning with the first; `now` is a clock in milliseconds. */
export function pacedProgress(
  report: (fraction: number) => void,
  now: () => number = () => performance.now(),
): (fraction: number) => void {
  let last = -Infinity;
  return (fraction) => {
    const time = now();
    if (time - last < shortestGap) return;
    last = time;
    report(fraction);
  };
}
