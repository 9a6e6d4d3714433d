import { LecternError } from '../contract/problem.ts';

/** The expected failures of writing into the library, in words; anything else is returned as it is. */
export function fileProblem(thrown: unknown, folder: string): unknown {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new LecternError(
        'disk-full',
        `There is no space left on the disk that holds ${folder}.`,
        'Free some space and start again; what is finished is kept.',
        { cause: thrown },
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new LecternError(
        'library-unwritable',
        `Lectern may not write into ${folder}.`,
        'Give yourself write permission there, or choose another library folder.',
        { cause: thrown },
      );
    default:
      return thrown;
  }
}
