import fs from 'node:fs';

/** The mode of what a library holds: its owner's alone, also on a shared computer. Windows knows no such modes. */
export const privateFileMode = 0o600;

/**
 * Makes an empty file, where there is none, for its owner alone, before SQLite would make it for everybody; its logs
 * get the same mode. That it cannot be made is for SQLite to say.
 */
export function makePrivateFile(file: string): void {
  try {
    fs.closeSync(fs.openSync(file, 'wx', privateFileMode));
  } catch {
    // It is there already, or SQLite is about to find out what is in the way.
  }
}
