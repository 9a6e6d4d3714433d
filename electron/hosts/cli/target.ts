import { stat } from 'node:fs/promises';
import { checkTarget } from '../../audio/stitched/target.ts';
import { LecternError } from '../../contract/problem.ts';
import { refuseOwnTarget } from '../../media/own-target.ts';
import type { NarrateArguments } from './arguments.ts';

/**
 * Refuses, before anything is spoken or paid, a target that cannot be written, or that must not be: the book itself, the
 * recording that its voice is copied from, or a part of the library. Rejects with `target-exists`, `target-unwritable`
 * or `bad-usage`.
 */
export async function refuseTarget(
  { book, voice, library, force }: NarrateArguments,
  out: string,
): Promise<void> {
  refuseOwnTarget(out, library);
  await checkTarget(out, { overwrite: force });
  if (await isSameFile(book, out)) throw targetIs('the book itself', out);
  const reference = voice?.reference ?? null;
  if (reference?.kind === 'file' && (await isSameFile(reference.path, out)))
    throw targetIs('the recording that the voice is copied from', out);
}

/** Whether two paths lead to one file, by whatever links; not when one of them is not there. */
async function isSameFile(one: string, other: string): Promise<boolean> {
  const first = await identify(one);
  return first !== null && first === (await identify(other));
}

async function identify(path: string): Promise<string | null> {
  const found = await stat(path, { bigint: true }).catch(() => null);
  return found === null ? null : `${found.dev} ${found.ino}`;
}

function targetIs(what: string, target: string): LecternError {
  return new LecternError(
    'bad-usage',
    `${target} is ${what}; the audiobook would take its place.`,
    'Choose another name for the audiobook.',
  );
}
