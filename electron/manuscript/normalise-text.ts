/** Anything that {@link normaliseText} might change; ordinary Western text has none of it and is the fast way out. */
const unusual = /[^ -~\u00C0-\u017F\u2010-\u201F\u2026]| {2}/u;

/**
 * The text of one line or paragraph as Lectern keeps it: Unicode NFC, invisible characters (soft hyphens, word
 * joiners, zero-width spaces, byte order marks) removed, every run of white space one space, none at the ends.
 */
export function normaliseText(text: string): string {
  if (!unusual.test(text)) return text.trim();
  return text
    .normalize('NFC')
    .replace(/[\u00AD\u200B\u200E\u200F\u2060\uFEFF]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Whether a paragraph is a scene break such as `* * *`, `---`, `⁂` or `~`: it has nothing that could be spoken. */
export function isOrnament(text: string): boolean {
  return text !== '' && !/[\p{L}\p{N}]/u.test(text);
}
