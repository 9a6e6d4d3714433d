import { LecternError } from '../../../contract/problem.ts';

/** The book is broken at `where` ("OEBPS/ch1.xhtml, line 12"). */
export function damaged(where: string, what: string, cause?: unknown): LecternError {
  return new LecternError(
    'manuscript-damaged',
    `${where}: ${what}.`,
    'Get the book again, or open it in an EPUB editor, mend that file and import it anew.',
    { cause },
  );
}

/** The book does something that no honest book needs. */
export function unsafe(where: string, what: string): LecternError {
  return new LecternError(
    'manuscript-unsafe',
    `${where}: ${what}. Lectern does not open files that could do harm.`,
    'Get the book from a source that you trust.',
  );
}

/** The book's content is encrypted. */
export function protectedBook(where: string, what: string): LecternError {
  return new LecternError(
    'manuscript-protected',
    `${where}: ${what}.`,
    'Use a copy without copy protection, for example the manuscript that the book was made from.',
  );
}

/** Thrown between two entries when the person gave up. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) {
    throw new LecternError('cancelled', 'The import was cancelled.', 'Import the book again when you like.');
  }
}
