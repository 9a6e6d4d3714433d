import type { VoiceId } from '../../contract/ids.ts';
import { namedVoiceSchema, type NamedVoice } from '../../contract/named-voice.ts';
import type { Voice } from '../../contract/voice.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { one, parseJson, statement } from '../statement.ts';

interface VoiceRow {
  id: number;
  name: string;
  voice: string;
  uses: number;
}

const select = `SELECT id, name, voice,
  (SELECT count(*) FROM projects WHERE voice_id = voices.id) +
  (SELECT count(*) FROM sections WHERE voice_id = voices.id) +
  (SELECT count(*) FROM chunks WHERE voice_id = voices.id) AS uses FROM voices`;

/** The named voices, by name. */
export function listVoices(db: ReadDb): NamedVoice[] {
  return statement<[], VoiceRow>(db, `${select} ORDER BY name COLLATE NOCASE`).all().map(toVoice);
}

/** One named voice; null when there is none. */
export function findVoice(db: ReadDb, id: VoiceId): NamedVoice | null {
  const row = statement<[VoiceId], VoiceRow>(db, `${select} WHERE id = ?`).get(id);
  return row === undefined ? null : toVoice(row);
}

/** The voice of that name, whatever its capitals; null when there is none. */
export function findVoiceByName(db: ReadDb, name: string): NamedVoice | null {
  const row = statement<[string], VoiceRow>(db, `${select} WHERE name = ? COLLATE NOCASE`).get(name);
  return row === undefined ? null : toVoice(row);
}

/** Adds a named voice. */
export function insertVoice(db: WriteDb, name: string, voice: Voice): VoiceId {
  const row = statement<[string, string, string], { id: VoiceId }>(
    db,
    'INSERT INTO voices (name, voice, created_at) VALUES (?, ?, ?) RETURNING id',
  ).get(name, JSON.stringify(voice), new Date().toISOString());
  return one(row).id;
}

/** Changes a named voice. */
export function updateVoice(db: WriteDb, id: VoiceId, name: string, voice: Voice): void {
  statement(db, 'UPDATE voices SET name = ?, voice = ? WHERE id = ?').run(name, JSON.stringify(voice), id);
}

/** Removes a named voice that nothing follows. */
export function deleteVoice(db: WriteDb, id: VoiceId): void {
  statement(db, 'DELETE FROM voices WHERE id = ?').run(id);
}

function toVoice(row: VoiceRow): NamedVoice {
  return namedVoiceSchema.parse({ ...row, voice: parseJson(row.voice) });
}
