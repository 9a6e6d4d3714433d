import type { EditDraft } from './edit-draft.ts';

/**
 * One kind of edit. `run` makes it and answers with its name, in words that follow “Undo”; its inverse is what the draft
 * remembers. Throws a `LecternError` when it cannot be done, and nothing is changed then.
 */
export interface Command<Input> {
  run(draft: EditDraft, input: Input): string;
}

/** How much of a text names it, in characters. */
const nameLength = 40;

/** The beginning of a text in quotation marks. */
export function quote(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line.length <= nameLength) return `“${line}”`;
  return `“${line.slice(0, nameLength).replace(/\s+\S*$/u, '')} …”`;
}
