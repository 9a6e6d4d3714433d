/**
 * The text of one line or paragraph as Lectern keeps it: Unicode NFC, invisible characters (soft hyphens, word
 * joiners, zero-width spaces, byte order marks) removed, every run of white space one space, none at the ends.
 */
export function normaliseText(text: string): string {
  if (!/[^ -~]| {2}/u.test(text)) return text.trim();
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
