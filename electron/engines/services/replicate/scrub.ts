const longestQuote = 400;

/**
 * Words of a service or of a model as they may be shown and kept: without whatever looks like a token of Replicate's,
 * and without the content of data URIs.
 */
export function scrub(words: string): string {
  return words
    .replaceAll(/\br8_\w+/gu, 'r8_…')
    .replaceAll(/data:[\w.+-]+\/[\w.+-]+[;,][^\s"'<>)\]]*/gu, 'data:…');
}

/** The same, short enough for a message. */
export function quote(words: string): string {
  const line = scrub(words).replaceAll(/\s+/gu, ' ').trim();
  return line.length <= longestQuote ? line : `${line.slice(0, longestQuote)}…`;
}
