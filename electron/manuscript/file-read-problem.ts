import { LecternError } from '../contract/problem.ts';

/** What kept a file from being read, in words; anything unforeseen is returned as it is. */
export function fileReadProblem(thrown: unknown, name: string): unknown {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENAMETOOLONG':
    case 'ELOOP':
      return new LecternError(
        'file-missing',
        `There is no file “${name}”.`,
        'Check its name and folder, then choose it again.',
        { cause: thrown },
      );
    case 'EISDIR':
      return new LecternError(
        'file-unreadable',
        `“${name}” is a folder, not a manuscript.`,
        'Choose the file of the manuscript itself.',
        { cause: thrown },
      );
    case 'EACCES':
    case 'EPERM':
      return new LecternError(
        'file-unreadable',
        `Lectern may not read “${name}”.`,
        'Give yourself permission to read the file, then choose it again.',
        { cause: thrown },
      );
    default:
      return thrown;
  }
}
