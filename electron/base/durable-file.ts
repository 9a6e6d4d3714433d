import fs from 'node:fs';
import path from 'node:path';

/** The modes of what is the person's own: nobody else on a shared computer reads it. */
export const privateFileMode = 0o600;
export const privateFolderMode = 0o700;

/**
 * Writes a file so that a crash leaves either all of it or nothing: to `<file>.part`, synced, renamed, and the
 * folder synced. It is its owner's alone, where the disk knows modes; with a `mode`, nobody whom it keeps out ever sees
 * a byte. Throws the file system's own error, and leaves no part then.
 */
export function writeDurably(file: string, pieces: readonly Uint8Array[], mode?: number): void {
  const temporary = `${file}.part`;
  try {
    writeSynced(temporary, pieces, mode);
    fs.renameSync(temporary, file);
  } catch (thrown) {
    fs.rmSync(temporary, { force: true });
    throw thrown;
  }
  syncFolder(path.dirname(file));
}

function writeSynced(file: string, pieces: readonly Uint8Array[], mode?: number): void {
  const handle = fs.openSync(file, 'w', mode ?? privateFileMode);
  try {
    // A part that a crash left behind keeps the mode that it was made with.
    if (mode !== undefined) fs.fchmodSync(handle, mode);
    for (const piece of pieces) fs.writeFileSync(handle, piece);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/** Makes a rename in this folder survive a power cut. Windows has no such call and needs none. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}
