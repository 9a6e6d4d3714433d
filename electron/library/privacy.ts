import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { privateFileMode, privateFolderMode } from '../base/durable-file.ts';
import { isOwnFile, ownFolders } from './layout.ts';

/**
 * Takes what Lectern made in a library away from other users of the computer, where an older Lectern left it open to
 * them; the answer is whether anything was. What is not of Lectern's making keeps its mode, and so does the library's
 * folder unless `mayTightenFolder` says that it may be Lectern's, and nothing but Lectern's own is in it. What is in a
 * folder that is closed is not looked at: nobody reaches it.
 */
export function tightenLibrary(folder: string, mayTightenFolder: boolean): boolean {
  if (process.platform === 'win32') return false;
  let tightened = false;
  let isAllOwn = true;
  try {
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
      const whole = path.join(folder, entry.name);
      if (entry.isDirectory() && ownFolders.has(entry.name)) tightened = tightenFolder(whole) || tightened;
      else if (entry.isFile() && isOwnFile(entry.name))
        tightened = tighten(whole, privateFileMode) || tightened;
      else isAllOwn = false;
    }
    if (mayTightenFolder && isAllOwn) tightened = tighten(folder, privateFolderMode) || tightened;
  } catch {
    // A disk that knows no modes (FAT), or that can only be read: a library is good for work without this.
  }
  return tightened;
}

/** What is inside first: where this is cut short, the folder is still open at the next opening. */
function tightenFolder(folder: string): boolean {
  if (!isLoose(folder)) return false;
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const whole = path.join(folder, entry.name);
    if (entry.isDirectory()) tightenFolder(whole);
    else if (entry.isFile()) tighten(whole, privateFileMode);
  }
  return tighten(folder, privateFolderMode);
}

function tighten(whole: string, mode: number): boolean {
  if (!isLoose(whole)) return false;
  fs.chmodSync(whole, mode);
  return true;
}

/** Whether others can reach what is this user's own. */
function isLoose(whole: string): boolean {
  const { mode, uid } = fs.lstatSync(whole);
  return (mode & 0o077) !== 0 && uid === process.getuid?.();
}
