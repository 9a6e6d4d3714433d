import { clipSchema, type Clip } from '../../contract/named-voice.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { parseJson, statement } from '../statement.ts';

/** The reference clips, newest first. */
export function listClips(db: ReadDb): Clip[] {
  return statement<[], { hash: string; name: string; quality: string }>(
    db,
    'SELECT hash, name, quality FROM clips ORDER BY created_at DESC, hash',
  )
    .all()
    .map((row) => clipSchema.parse({ ...row, quality: parseJson(row.quality) }));
}

/** Records a clip whose file is on the disk; the same content under another name is renamed. */
export function saveClip(db: WriteDb, { hash, name, quality }: Clip): void {
  statement(
    db,
    `INSERT INTO clips (hash, name, quality, created_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (hash) DO UPDATE SET name = excluded.name`,
  ).run(hash, name, JSON.stringify(quality), new Date().toISOString());
}
