const reasons: readonly (readonly [RegExp, string])[] = [
  [/^(half[- ]?title|title[- ]?page)$/u, 'Title page'],
  [/^cover( (page|image))?$/u, 'Cover'],
  [/^(imprint|impressum)$/u, 'Imprint'],
  [
    /^(copyright|copyright (page|notice)|uncopyright|legal( notice)?|licen[cs]e|rights)$/u,
    'Copyright notice',
  ],
  [
    /^((table of )?contents|toc|inhalt|inhaltsverzeichnis|table des matières|sommaire|índice|contenido)$/u,
    'Table of contents',
  ],
  [/^(list of )?(illustrations|figures|tables|plates|maps)$/u, 'List of illustrations'],
  [/^colophon$/u, 'Colophon'],
  [/^(subject |general )?index$/u, 'Index'],
  [/^(end|foot)?notes$/u, 'Notes'],
  [/^((select|selected) )?bibliography$/u, 'Bibliography'],
];

/**
 * Why a section with this heading is suggested to be skipped ("Table of contents"), or null where a listener would
 * want it read. Judged by the title alone; formats that know more (epub:type, landmarks) judge by that first.
 */
export function skipReason(title: string): string | null {
  const key = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .trim();
  return reasons.find(([pattern]) => pattern.test(key))?.[1] ?? null;
}
