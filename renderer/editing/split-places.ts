/** Scripts that are written without spaces between their words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/** Where a word begins after a space or a dash, and not before more of either. */
const afterSpace = /(?<=[\s—–])(?=[^\s—–])/gu;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/**
 * The places at which a text can be cut in two, in UTF-16 units: before its words. In scripts without spaces those are
 * found by the system's dictionary.
 */
export function splitPlaces(text: string): number[] {
  const places = new Set<number>();
  for (const { index } of text.matchAll(afterSpace)) places.add(index);
  if (unspaced.test(text)) {
    for (const { segment, index, isWordLike } of segmenter.segment(text))
      if (isWordLike === true && unspaced.test(segment)) places.add(index);
  }
  // Both halves must have something that is spoken.
  const spoken = /[\p{L}\p{N}]/u;
  return [...places]
    .filter((at) => spoken.test(text.slice(0, at)) && spoken.test(text.slice(at)))
    .sort((one, other) => one - other);
}

/** The index of the place to begin with: after the sentence that ends nearest to the middle, else the middle itself. */
export function firstPlace(text: string, places: readonly number[]): number {
  const sentences = places.filter((at) => endsSentence(text.slice(0, at)));
  return places.indexOf(nearest(sentences.length > 0 ? sentences : places, text.length / 2));
}

/** The index to which a key leads from another one; null for a key that leads nowhere. */
export function placeByKey(
  key: string,
  index: number,
  text: string,
  places: readonly number[],
): number | null {
  const last = places.length - 1;
  const sentence = (at: number): boolean => endsSentence(text.slice(0, at));
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return Math.max(0, index - 1);
    case 'ArrowRight':
    case 'ArrowUp':
      return Math.min(last, index + 1);
    case 'PageDown':
      return Math.max(
        0,
        places.findLastIndex((at, other) => other < index && sentence(at)),
      );
    case 'PageUp': {
      const next = places.findIndex((at, other) => other > index && sentence(at));
      return next === -1 ? last : next;
    }
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

/** What stands around a place, to be read out: `after “the lamp.” and before “Nobody saw”`. */
export function placeWords(text: string, at: number): string {
  const before = text.slice(0, at).trim().split(/\s+/u).slice(-3).join(' ');
  const after = text.slice(at).trim().split(/\s+/u).slice(0, 3).join(' ');
  return `after “${before}”, before “${after}”`;
}

function endsSentence(text: string): boolean {
  return /[.!?…。！？]["'”’»)\]]*\s*$/u.test(text);
}

function nearest(places: readonly number[], wanted: number): number {
  return places.reduce(
    (best, at) => (Math.abs(at - wanted) < Math.abs(best - wanted) ? at : best),
    places[0] ?? 0,
  );
}
