import { LecternError } from '../../contract/problem.ts';
import type { Mark } from '../../contract/timeline.ts';
import { sampleBytes } from '../take-file.ts';
import type { Stitched } from './stitched.ts';

/** Where a byte of a stitched file is, for a person: it completes "differs …". */
export function describePlace({ file, index }: Stitched, at: number): string {
  const position = (at - index.audioAt) / sampleBytes;
  if (position < 0 || position >= file.samples) return 'outside its audio';
  const chapter = file.marks.findLastIndex((mark) => mark.position <= position);
  const seconds = (position / file.sampleRate).toFixed(1);
  return chapter === -1 ? `${seconds} s in` : `in ${describeChapter(file.marks, chapter)}, ${seconds} s in`;
}

/** A chapter by its number and title. */
export function describeChapter(marks: readonly Mark[], index: number): string {
  return `chapter ${index + 1}, “${marks[index]?.title ?? ''}”`;
}

/** The problem of a written file that is not what was meant; `fault` completes "it …". */
export function mismatch(fault: string): LecternError {
  return new LecternError(
    'export-mismatch',
    `The written audiobook is not what it should be: it ${fault}. The file was not kept.`,
    'Export again. If it happens again, check the disk, or choose a folder on another one.',
  );
}
