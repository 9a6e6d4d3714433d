import { normaliseText } from '../normalise-text.ts';

/** A text without Project Gutenberg's header and footer, and what the header said. */
export interface Edition {
  body: string;
  title: string | null;
  author: string | null;
  /** BCP 47. */
  language: string | null;
}

const start = /^[ \t]*\*{3} ?START OF (?:THIS|THE) PROJECT GUTENBERG[^\n]*(?:\n[^\n*]+){0,3}\*{3}[^\n]*$/imu;
const startUnclosed = /^[ \t]*\*{3} ?START OF (?:THIS|THE) PROJECT GUTENBERG[^\n]*$/imu;
const smallPrint = /^[ \t]*\*END[ *]*THE SMALL PRINT[^\n]*$/imu;
const end =
  /^[ \t]*(?:\*{3} ?END OF (?:THIS|THE) PROJECT GUTENBERG|End of (?:(?:the|this) )?Project Gutenberg)[^\n]*$/imu;

/** The markers stand near the two ends; looking no further keeps the search cheap and the book's own words safe. */
const headerCharacters = 60_000;

/** First words of the notes by which transcribers sign the text, directly after the header. */
const credit =
  /^\W*(?:produced by|e-?text (?:was )?(?:prepared|produced)|(?:this )?(?:e-?text|e-?book) (?:was )?(?:prepared|produced|transcribed)|transcribed (?:from|by)|transcriber['’]?s? notes?|html version by|prepared by|scanned (?:and|by)|proofread|credits:|updated editions|note: project gutenberg|\*?most recently updated)/iu;

/**
 * Takes Project Gutenberg's licence header and footer, and the transcribers' credits after it, away from a text. Knows
 * the markers in use since 1993: `*** START OF …`, `*END*THE SMALL PRINT…`, `*** END OF …`, `End of Project Gutenberg…`.
 * Another text comes back as it is. Line ends must be `\n`.
 */
export function withoutGutenbergFrame(text: string): Edition {
  const head = text.slice(0, headerCharacters);
  const opening = start.exec(head) ?? startUnclosed.exec(head) ?? smallPrint.exec(head);
  if (opening === null && !/project gutenberg/iu.test(head)) return plain(text);
  const from = opening === null ? 0 : opening.index + opening[0].length;
  const rest = text.slice(from);
  const closing = end.exec(rest);
  if (opening === null && closing === null) return plain(text);
  const header = text.slice(0, opening?.index ?? 0);
  const body = closing === null ? rest : rest.slice(0, closing.index);
  return { body: opening === null ? body : withoutCredits(body), ...readHeader(header) };
}

function plain(body: string): Edition {
  return { body, title: null, author: null, language: null };
}

function withoutCredits(body: string): string {
  let rest = body.replace(/^\s+/u, '');
  while (credit.test(rest.slice(0, 100))) {
    const blank = /\n[ \t]*\n/u.exec(rest);
    if (blank === null) return rest;
    rest = rest.slice(blank.index).replace(/^\s*\n/u, '');
  }
  return `\n${rest}`;
}

function readHeader(header: string): Omit<Edition, 'body'> {
  const first = /^\W*(?:The )?Project Gutenberg(?:['’]s)?(?: E-?(?:text|book) of)? (.+?),? by (.+)$/imu.exec(
    header,
  );
  const title = field(header, 'Title') ?? first?.[1];
  const author = field(header, 'Author') ?? first?.[2];
  const language = field(header, 'Language');
  return {
    title: title === undefined ? null : normaliseText(title),
    author: author === undefined ? null : normaliseText(author),
    language: language === undefined ? null : languageTag(language),
  };
}

/** A header field with its continuation lines, which are indented. */
function field(header: string, name: string): string | undefined {
  return new RegExp(`^${name}:[ \\t]*(\\S[^\\n]*(?:\\n[ \\t]+[^\\s:][^:\\n]*$)*)`, 'imu').exec(header)?.[1];
}

const tags = new Map(
  'ca cs cy da de el en eo es et fi fr ga he hu is it ja ko la lt nl no oc pl pt ro ru sk sl sr sv tl tr uk zh'
    .split(' ')
    .map((tag) => [new Intl.DisplayNames('en', { type: 'language' }).of(tag)?.toLowerCase(), tag]),
);

function languageTag(language: string): string | null {
  const first = /^[\p{L}-]+/u.exec(language.trim())?.[0] ?? '';
  if (/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/iu.test(first) && first.length <= 3) return first.toLowerCase();
  return tags.get(first.toLowerCase()) ?? null;
}
