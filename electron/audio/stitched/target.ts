import { randomBytes } from 'node:crypto';
import { link, lstat, open, rename, rm, stat, statfs } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { syncFolder } from '../../base/durable-file.ts';
import { diskFull, errorCode, targetExists, targetProblem, targetUnwritable } from './target-problem.ts';

/** Whether a target that is there already may be replaced. */
export interface TargetOptions {
  overwrite: boolean;
}

/**
 * Checks, before any work is done, that a file can be made at `target`, by making one beside it and removing it again.
 * Throws `target-exists`, or `target-unwritable` when the folder is missing or not writable or the target is no file.
 */
export async function checkTarget(target: string, { overwrite }: TargetOptions): Promise<void> {
  if (target.endsWith('/') || target.endsWith(sep)) throw targetUnwritable(`${target} names a folder.`);
  try {
    await checkPresent(target, overwrite);
    const trial = temporaryPath(target);
    await (await open(trial, 'wx')).close();
    await rm(trial);
  } catch (error) {
    throw targetProblem(target, error);
  }
}

async function checkPresent(target: string, overwrite: boolean): Promise<void> {
  if (!(await isPresent(target))) return;
  // What a link points at decides: replacing a link to a device or a folder is never what was meant.
  const found = await stat(target).catch(() => undefined);
  if (found?.isDirectory() === true) throw targetUnwritable(`${resolve(target)} is a folder.`);
  if (found?.isFile() === false) throw targetUnwritable(`${resolve(target)} is not an ordinary file.`);
  if (!overwrite) throw targetExists(target);
}

async function isPresent(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/**
 * Throws `disk-full` when the disk of the target's folder has less than `bytes` free. File systems that report no size
 * (some network ones) are trusted.
 */
export async function checkSpace(target: string, bytes: number): Promise<void> {
  const { bsize, blocks, bavail } = await statfs(dirname(resolve(target)));
  const free = bsize * bavail;
  if (blocks > 0 && free < bytes) throw diskFull(target, { needed: bytes, free });
}

/** A new name beside the target that shows whose it is. It is kept short: names have a limit. */
export function temporaryPath(target: string): string {
  return join(dirname(target), `${stem(target)}.${randomBytes(6).toString('hex')}.part`);
}

/** Whether a path is one that {@link temporaryPath} gave a target: whatever else it is, it is somebody else's. */
export function isTemporaryOf(temporary: string, target: string): boolean {
  if (!isAbsolute(temporary) || !isAbsolute(target) || `${temporary}${target}`.includes('\0')) return false;
  const name = basename(temporary);
  // Spelled as it was given: nothing in it leads elsewhere.
  return (
    temporary === join(dirname(target), name) &&
    name.startsWith(`${stem(target)}.`) &&
    /^[0-9a-f]{12}\.part$/u.test(name.slice(stem(target).length + 1))
  );
}

function stem(target: string): string {
  return basename(target).slice(0, 60);
}

/**
 * Gives a finished temporary file the target's name, in one step: nobody ever sees half a file under that name. With
 * `overwrite` false a target that has appeared meanwhile stays as it is: throws `target-exists`.
 */
export async function takeName(
  temporary: string,
  target: string,
  { overwrite }: TargetOptions,
): Promise<void> {
  if (overwrite) await rename(temporary, target);
  else await takeFreeName(temporary, target);
  try {
    syncFolder(dirname(resolve(target)));
  } catch {
    // Some network file systems cannot do this. The file itself is synced and has its name: that is no failure.
  }
}

async function takeFreeName(temporary: string, target: string): Promise<void> {
  try {
    await link(temporary, target);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw targetExists(target);
    await claimThenRename(temporary, target);
    return;
  }
  await rm(temporary);
}

/** For file systems without hard links (FAT): an empty file of our own holds the name until the rename replaces it. */
async function claimThenRename(temporary: string, target: string): Promise<void> {
  try {
    await (await open(target, 'wx')).close();
  } catch (error) {
    throw errorCode(error) === 'EEXIST' ? targetExists(target) : error;
  }
  try {
    await rename(temporary, target);
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  }
}
