import { LecternError } from '../contract/problem.ts';

/** What reading one manuscript may take: seconds, and mebibytes of memory. */
export interface ReadingLimits {
  seconds: number;
  megabytes: number;
}

/**
 * Far more than any book needs. 5 MB of Markdown, more than the Bible has, with something emphasised in every sentence,
 * take 3 to 6 s and 600 MB on two cores (25 s on two that are shared by seven); 60 MB of plain text 4 s and 400 MB.
 */
export const readingLimits: ReadingLimits = { seconds: 120, megabytes: 1536 };

/** Why the reading of a manuscript, named as the person knows it, was given up. */
export function tooMuch(name: string, limit: 'time' | 'memory', limits: ReadingLimits): LecternError {
  const passed =
    limit === 'time'
      ? `Reading “${name}” was given up after ${limits.seconds} seconds: no book takes so long.`
      : `Reading “${name}” was given up at ${limits.megabytes} MB of memory: no book takes so much.`;
  return new LecternError(
    'manuscript-too-much',
    passed,
    'Check that it is the right file. If it is, divide it into several files, or save it as EPUB or plain text (.txt), and import that.',
  );
}
