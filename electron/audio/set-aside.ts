import fs from 'node:fs';
import path from 'node:path';
import { syncFolder } from '../base/durable-file.ts';

/**
 * Moves a file, and those beside it that share its name but for these endings, out of the way: to a free name in the
 * same folder. Nothing is overwritten. Throws the file system's own error.
 */
export function setAside(file: string, endings: readonly string[]): void {
  const stem = file.slice(0, -path.extname(file).length);
  const all = [path.extname(file), ...endings];
  let free = '';
  for (let number = 1; free === ''; number++) {
    const wished = `${stem}.other-${number}`;
    if (all.every((ending) => !fs.existsSync(wished + ending))) free = wished;
  }
  // The file itself goes last: until it has gone, whoever is interrupted begins anew.
  for (const ending of all.toReversed()) {
    if (fs.existsSync(stem + ending)) fs.renameSync(stem + ending, free + ending);
  }
  syncFolder(path.dirname(file));
}

/** Whether something other than an empty file, of which nothing could be lost, has this name. */
export function isTaken(file: string): boolean {
  const found = fs.statSync(file, { throwIfNoEntry: false });
  return found?.isFile() === true && found.size > 0;
}
