/** Room for the extension and for what a file system or a writer adds to a name; most allow 255 bytes. */
const maxBytes = 180;

/** What Windows, macOS or Linux does not allow in a name. */
const forbidden = /[\p{Cc}\p{Cf}<>:"/\\|?*]+/gu;

/** Names that Windows keeps for devices, whatever follows the first dot. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu;

/**
 * A file name for an export that every system accepts: the book's title, and the chapter's when only one of several
 * is exported. `extension` is without its dot.
 */
export function exportFileName(title: string, onlyChapter: string | null, extension: string): string {
  const whole = onlyChapter === null ? title : `${title} - ${onlyChapter}`;
  const name = shorten(clean(whole));
  if (name === '') return `Audiobook.${extension}`;
  return reserved.test(name) ? `${name} audiobook.${extension}` : `${name}.${extension}`;
}

function clean(text: string): string {
  return trimmed(text.toWellFormed().normalize('NFC').replace(forbidden, ' ').replace(/\s+/gu, ' '));
}

/** Without spaces and dots at the ends: one hides a file, the other vanishes on Windows. */
function trimmed(text: string): string {
  return text.replace(/^[\s.]+|[\s.]+$/gu, '');
}

/** Cut between characters as a reader sees them, so that no letter loses its accent. */
function shorten(text: string): string {
  const encoder = new TextEncoder();
  let bytes = 0;
  let kept = '';
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    bytes += encoder.encode(segment).length;
    if (bytes > maxBytes) break;
    kept += segment;
  }
  return trimmed(kept);
}
