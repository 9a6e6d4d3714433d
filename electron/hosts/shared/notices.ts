import type { Studio } from '../../studio/open-studio.ts';
import { printable } from './words.ts';

/** Says what the person should hear of the library's opening, a line each. */
export function printNotices(
  { notices }: Pick<Studio, 'notices'>,
  output: { write(text: string): unknown },
): void {
  for (const notice of notices) output.write(`${printable(notice)}\n`);
}
