import fs from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { holdFile } from '../db/process-lock.ts';

/** What Lectern puts into the system's folder for temporary files. */
type Contents = 'uploads' | 'sample';

/** A folder of this process in the system's folder for temporary files, which nobody else may read. */
export interface TemporaryFolder {
  readonly path: string;
  /** Removes it with everything in it. */
  remove(): Promise<void>;
}

/** Names of our own making: `mkdtemp` adds six letters or digits. */
const ourName = /^lectern-(?:uploads|sample)-[A-Za-z0-9]{6}$/u;

/** The file that is held for as long as the folder's process lives. */
const lockName = 'in-use.sqlite';

/**
 * Milliseconds after which a folder that nobody says to hold is taken to be left behind: an earlier Lectern held none,
 * and one that is being made is not held yet.
 */
const unheldAge = 7 * 24 * 60 * 60 * 1000;

/** Makes a folder, held by this process until it is removed. Rejects with the file system's own error. */
export async function makeTemporaryFolder(contents: Contents): Promise<TemporaryFolder> {
  // `mkdtemp` lets in nobody but this user.
  const folder = await mkdtemp(path.join(os.tmpdir(), `lectern-${contents}-`));
  const letGo = holdFile(path.join(folder, lockName));
  return {
    path: folder,
    async remove() {
      letGo?.();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Removes the folders that killed processes of this user left behind; those of a running one stay, and so does whatever
 * is not of our own making. It never fails: what cannot be removed stays.
 */
export async function removeAbandonedFolders(): Promise<void> {
  const everything = os.tmpdir();
  const names = await readdir(everything).catch(() => []);
  for (const name of names.filter((candidate) => ourName.test(candidate))) {
    const folder = path.join(everything, name);
    try {
      if (isAbandoned(folder)) await rm(folder, { recursive: true, force: true });
    } catch {
      // Somebody else's start may be removing it at this moment.
    }
  }
}

function isAbandoned(folder: string): boolean {
  const found = fs.lstatSync(folder);
  // A link, or another user's folder of that name, is none of ours.
  if (!found.isDirectory() || found.uid !== (process.getuid?.() ?? found.uid)) return false;
  const lock = path.join(folder, lockName);
  if (fs.lstatSync(lock, { throwIfNoEntry: false })?.isFile() !== true) {
    return Date.now() - found.mtimeMs > unheldAge;
  }
  const letGo = holdFile(lock);
  letGo?.();
  return letGo !== null;
}
