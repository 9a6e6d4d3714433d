import fs from 'node:fs';
import path from 'node:path';
import { LecternError } from '../contract/problem.ts';

/** What Lectern calls files and folders in a library: nothing that any system reads as more than a name. */
const ownName = /^[\w-]+(?:\.[\w-]+)*$/u;

/** No system knows longer names, in characters. */
const longestName = 255;

/**
 * The whole path of a file that a database knows by its path within `folder`, with `/`. Throws `library-damaged` where
 * that leads out of the folder, by its words or by a link: a database is data, and nothing in it is obeyed.
 */
export function pathBelow(folder: string, relative: string): string {
  const names = relative.split('/');
  const whole = path.join(folder, ...names);
  const isOwn = names.every((name) => name.length <= longestName && ownName.test(name));
  if (!isOwn || !isBelow(folder, whole)) throw leadsOut(folder, relative);
  return whole;
}

/** Whether a path below `folder` stays there when every link on its way is followed; what is not there yet does. */
export function isBelow(folder: string, whole: string): boolean {
  const root = realPath(folder);
  const real = realPath(whole);
  // Without the folder there is no link in it.
  if (root === null) return !fs.existsSync(folder);
  return real?.startsWith(root.endsWith(path.sep) ? root : `${root}${path.sep}`) === true;
}

/** Where a path leads, or the part of it that is there; null for links to nothing and in circles. */
function realPath(whole: string): string | null {
  try {
    return fs.realpathSync.native(whole);
  } catch {
    const above = path.dirname(whole);
    // A link to nothing could be written through.
    if (above === whole || isLink(whole)) return null;
    const real = realPath(above);
    return real === null ? null : path.join(real, path.basename(whole));
  }
}

function isLink(whole: string): boolean {
  try {
    return fs.lstatSync(whole).isSymbolicLink();
  } catch {
    return false;
  }
}

function leadsOut(folder: string, relative: string): LecternError {
  // What a database was made to say may be of any length.
  const named = JSON.stringify(relative.slice(0, 120));
  return new LecternError(
    'library-damaged',
    `The library ${folder} names a file that is not one of its own: ${named}.`,
    'Nothing was read, written or deleted there. Put back a backup of the library’s database (“npm run library -- list”), or make links in the library’s folder real folders again.',
  );
}
