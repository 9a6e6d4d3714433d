import { open, stat } from 'node:fs/promises';
import { targetUnwritable } from '../audio/stitched/target-problem.ts';
import type { ReadDb } from '../db/connection.ts';
import { findProjectBySource } from '../db/queries/projects.ts';
import { hashFile } from '../manuscript/hash-file.ts';
import type { Library } from '../library/open-library.ts';
import { refuseOwnTarget } from './own-target.ts';
import type { TicketedTarget } from '../library/tickets.ts';

/**
 * Refuses a target whose writing would destroy what audiobooks are made of: a part of the library, or the manuscript of
 * one of its projects. Rejects with `target-unwritable`.
 */
export async function checkExportTarget(
  { path, overwrite }: TicketedTarget,
  { db, folder }: Library,
): Promise<void> {
  refuseOwnTarget(path, folder);
  // Without leave to replace it, the writer itself refuses whatever is there.
  if (overwrite && (await isManuscript(path, db))) {
    throw targetUnwritable(`${path} is the manuscript of an audiobook, which would be lost.`);
  }
}

/** Whether a file is a manuscript that was imported, by its bytes: it may have been moved, or be a copy. */
async function isManuscript(file: string, db: ReadDb): Promise<boolean> {
  try {
    if (!(await stat(file)).isFile() || (await isWav(file))) return false;
    return findProjectBySource(db, await hashFile(file, file)) !== null;
  } catch {
    // Nothing is there, or nothing that could have been imported.
    return false;
  }
}

/** Whether a file is a recording, which no manuscript is: an audiobook of hours need not be read to the end. */
async function isWav(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(12), 0, 12, 0);
    return buffer.toString('latin1', 8) === 'WAVE';
  } finally {
    await handle.close();
  }
}
