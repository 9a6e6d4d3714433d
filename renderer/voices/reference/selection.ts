/** A stretch of an audio file, in seconds. */
export interface Selection {
  from: number;
  to: number;
}

/** What a selection begins as: long enough to copy a voice from, in seconds. */
const wished = 6;

/** What a selection may be shortened to, in seconds. */
export const shortest = 0.5;

/** Speech is taken to begin where the sound first comes to this part of its loudest. */
const audible = 0.1;

/** How long before its first sound a selection begins, in seconds. */
const lead = 0.15;

/** The first few seconds of speech in a file, by its peaks: pairs of minimum and maximum, evenly over it. */
export function firstSelection(seconds: number, peaks: readonly number[]): Selection {
  const start = Math.max(0, firstSound(seconds, peaks) - lead);
  const from = round(Math.max(0, Math.min(start, seconds - wished)));
  return { from, to: round(Math.min(seconds, from + wished)) };
}

function firstSound(seconds: number, peaks: readonly number[]): number {
  let loudest = 0;
  for (const peak of peaks) loudest = Math.max(loudest, Math.abs(peak));
  const first = peaks.findIndex((peak) => Math.abs(peak) >= loudest * audible);
  return first === -1 ? 0 : (Math.floor(first / 2) / Math.floor(peaks.length / 2)) * seconds;
}

/** The selection with its beginning at another time. */
export function withFrom({ to }: Selection, from: number): Selection {
  return { from: round(Math.min(Math.max(0, from), to - shortest)), to };
}

/** The selection with its end at another time, in a file of so many seconds. */
export function withTo({ from }: Selection, to: number, seconds: number): Selection {
  return { from, to: round(Math.max(Math.min(seconds, to), from + shortest)) };
}

/** The selection, as long as it is, beginning at another time. */
export function movedTo({ from, to }: Selection, start: number, seconds: number): Selection {
  const length = to - from;
  const moved = Math.max(0, Math.min(start, seconds - length));
  return { from: round(moved), to: round(moved + length) };
}

/** What a key does to a handle: by how many seconds it moves, or to which end; null for other keys. */
export function stepOf(key: string, shift: boolean): number | null {
  const small = shift ? 1 : 0.1;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return -small;
    case 'ArrowRight':
    case 'ArrowUp':
      return small;
    case 'PageDown':
      return -1;
    case 'PageUp':
      return 1;
    case 'Home':
      return -Infinity;
    case 'End':
      return Infinity;
    default:
      return null;
  }
}

/** To the hundredth, rounded down, so that a selection never reaches beyond its file. */
function round(seconds: number): number {
  return Math.floor(seconds * 100 + 1e-6) / 100;
}
