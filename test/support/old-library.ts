import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { wavHeader } from '../../electron/audio/wav.ts';

/**
 * Makes a closed library as if a Lectern that did not write what audio is had made it: no hash is known, and no file
 * says anything.
 */
export function makeOld(library: string): void {
  const db = new Sqlite(path.join(library, 'lectern.sqlite'));
  db.exec('UPDATE takes SET sha256 = NULL; UPDATE predictions SET unidentified = 1');
  db.close();
  for (const entry of readdirSync(library, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const folder = path.relative(library, entry.parentPath).split(path.sep)[0];
    if (folder === 'originals' && entry.name.endsWith('.json')) rmSync(file);
    if ((folder === 'takes' || folder === 'tries') && entry.name.endsWith('.wav')) stripIdentity(file);
  }
}

function stripIdentity(file: string): void {
  const bytes = readFileSync(file);
  const dataBytes = bytes.readUInt32LE(40);
  const header = wavHeader(dataBytes / 2, bytes.readUInt32LE(24));
  writeFileSync(file, Buffer.concat([header, bytes.subarray(44, 44 + dataBytes)]));
}
