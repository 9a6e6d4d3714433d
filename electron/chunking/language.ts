/** A language as Intl.Segmenter and the lists of this folder know it. */
export interface BookLanguage {
  /** BCP 47 tag that Intl.Segmenter supports. */
  tag: string;
  /** The tag without script and region: `en` for `en-GB`. */
  code: string;
}

const known = new Map<string | null, BookLanguage>();

/**
 * The language of a book. Books say `en_GB`, `eng`, `English` or nothing: what is no tag of a supported language is read
 * as English, never as the language of the machine, so that a book is cut alike everywhere.
 */
export function bookLanguage(language: string | null): BookLanguage {
  let found = known.get(language);
  if (found === undefined) {
    const tag = supportedTag(language);
    found = { tag, code: tag.split('-')[0] ?? tag };
    known.set(language, found);
  }
  return found;
}

function supportedTag(language: string | null): string {
  try {
    return Intl.Segmenter.supportedLocalesOf(language?.trim().replaceAll('_', '-') ?? 'en')[0] ?? 'en';
  } catch {
    return 'en';
  }
}
