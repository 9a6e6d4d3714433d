import { dirname, resolve } from 'node:path';
import { LecternError } from '../../contract/problem.ts';

/** A size for people, in powers of 1000 as disks are sold: `812 bytes`, `1.7 GB`. */
export function describeBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  const size = bytes / 1000 ** power;
  return `${power === 0 ? size : size.toFixed(1)} ${units[power] ?? ''}`;
}

/** Sizes of a problem of space, in bytes, as far as they are known. */
export interface Space {
  needed?: number;
  free?: number;
}

/** The problem of a disk with too little space. */
export function diskFull(target: string, { needed, free }: Space = {}): LecternError {
  const wish = needed === undefined ? '' : `: the audiobook needs ${describeBytes(needed)}`;
  const rest = free === undefined ? '' : `, ${describeBytes(free)} is free`;
  return new LecternError(
    'disk-full',
    `There is too little space in ${folderOf(target)}${wish}${rest}.`,
    'Free some space or choose a folder on another disk; nothing was left behind.',
  );
}

/** The problem of a target that cannot be written; `why` completes a sentence about it. */
export function targetUnwritable(why: string, cause?: unknown): LecternError {
  return new LecternError('target-unwritable', why, 'Choose another folder or file name.', { cause });
}

/** The problem of a target that is there already and must not be replaced. */
export function targetExists(target: string): LecternError {
  return new LecternError(
    'target-exists',
    `${resolve(target)} is there already.`,
    'Choose another name, or ask for it to be replaced.',
  );
}

/**
 * What went wrong while the target was made or written, as a problem that names the folder. An error that has nothing
 * to do with the target comes back as it is.
 */
export function targetProblem(target: string, error: unknown, space: Space = {}): unknown {
  const folder = folderOf(target);
  switch (errorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(target, space);
    case 'EFBIG':
      return new LecternError(
        'disk-full',
        `The disk of ${folder} cannot hold a single file as large as the audiobook.`,
        'Choose a folder on another disk; nothing was left behind.',
        { cause: error },
      );
    case 'ENOENT':
      return targetUnwritable(`The folder ${folder} does not exist.`, error);
    case 'ENOTDIR':
      return targetUnwritable(`${folder} is not a folder.`, error);
    case 'EISDIR':
      return targetUnwritable(`${resolve(target)} is a folder.`, error);
    case 'ENAMETOOLONG':
      return targetUnwritable(`The name ${resolve(target)} is too long for its disk.`, error);
    case 'EACCES':
    case 'EPERM':
      return targetUnwritable(`Lectern may not write in the folder ${folder}.`, error);
    case 'EROFS':
      return targetUnwritable(`The folder ${folder} is on a disk that can only be read.`, error);
    default:
      return error;
  }
}

/** The code of a Node system error such as `ENOENT`; undefined for any other value. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

function folderOf(target: string): string {
  return dirname(resolve(target));
}
