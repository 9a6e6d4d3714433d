import fs from 'node:fs';
import path from 'node:path';
import { targetUnwritable } from '../audio/stitched/target-problem.ts';
import type { LecternError } from '../contract/problem.ts';
import { databaseName } from '../library/open-library.ts';

/** The folders of a library that hold what a project is made of; `exports` is for exports. */
const ownFolders = ['takes', 'tries', 'originals', 'references', 'backups'];

/** The files of a library, each with whatever SQLite or Lectern puts beside it under a longer name. */
const ownFiles = [databaseName, 'lock.sqlite', 'holder.json'];

/**
 * Refuses to write an audiobook over what a library is made of, whatever links lead there and however a name is
 * spelled. `library` is the library's folder. Throws `target-unwritable`; a target whose folder is not there is none of
 * its business.
 */
export function refuseOwnTarget(target: string, library: string): void {
  const wanted = path.resolve(target);
  const home = realPath(library);
  const folder = realPath(path.dirname(wanted));
  if (home === null || folder === null) return;
  const place = path.join(folder, path.basename(wanted));
  for (const way of new Set([place, realPath(place) ?? place])) {
    const own = ownPart(way, home);
    if (own !== null) throw targetIsOwn(wanted, own);
  }
}

/** The part of a library that a path leads into; null when it leads into none. All links are resolved before. */
function ownPart(way: string, home: string): string | null {
  const library = identity(home);
  for (let step = way; step !== path.dirname(step); step = path.dirname(step)) {
    // By the system's own idea of a file: some do not tell capitals apart, and a folder may be mounted twice.
    const here = identity(step);
    const own = ownFolders.find((name) => here !== null && here === identity(path.join(home, name)));
    if (own !== undefined) return own;
    if (identity(path.dirname(step)) === library) return ownName(path.basename(step));
  }
  return null;
}

/** Whether an entry of the library's own folder is one that Lectern makes, or will. */
function ownName(name: string): string | null {
  const folded = name.toLowerCase();
  const file = ownFiles.find(
    (own) => folded === own || folded.startsWith(`${own}-`) || folded.startsWith(`${own}.`),
  );
  return file ?? ownFolders.find((own) => folded === own) ?? null;
}

function identity(file: string): string | null {
  try {
    const { dev, ino } = fs.statSync(file, { bigint: true });
    return `${dev} ${ino}`;
  } catch {
    return null;
  }
}

/** A path without links; null when nothing is there. */
function realPath(file: string): string | null {
  try {
    return fs.realpathSync.native(file);
  } catch {
    return null;
  }
}

function targetIsOwn(target: string, own: string): LecternError {
  return targetUnwritable(`${target} is a part of the library itself (${own}).`);
}
