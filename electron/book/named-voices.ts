import type { CallInput } from '../contract/calls.ts';
import type { VoiceId } from '../contract/ids.ts';
import type { NamedVoice } from '../contract/named-voice.ts';
import { LecternError } from '../contract/problem.ts';
import type { WriteDb } from '../db/connection.ts';
import type { Engines } from '../engines/engines.ts';
import { renewFollowers } from './wishes.ts';
import { deleteVoice, findVoice, findVoiceByName, insertVoice, updateVoice } from '../db/queries/voices.ts';
import { found } from '../base/not-found.ts';

/** Names a voice, or changes the named one. Throws `in-use` when another has that name. */
export function saveVoice(
  db: WriteDb,
  engines: Engines,
  { id, name, voice }: CallInput<'voices.save'>,
): NamedVoice {
  const save = db.transaction((): NamedVoice => {
    const namesake = findVoiceByName(db, name);
    if (namesake !== null && namesake.id !== id) {
      throw new LecternError(
        'in-use',
        `There is a voice named “${namesake.name}” already.`,
        'Choose another name, or change that voice.',
      );
    }
    if (id === undefined) return found(findVoice(db, insertVoice(db, name, voice)), 'voice');
    found(findVoice(db, id), 'voice');
    updateVoice(db, id, name, voice);
    renewFollowers(db, engines, id);
    return found(findVoice(db, id), 'voice');
  });
  return save.immediate();
}

/** Removes a named voice. Throws `in-use` while something follows it. */
export function removeVoice(db: WriteDb, id: VoiceId): void {
  const { name, uses } = found(findVoice(db, id), 'voice');
  if (uses > 0) {
    const what =
      uses === 1
        ? 'One project, chapter or chunk follows it'
        : `${uses} projects, chapters or chunks follow it`;
    throw new LecternError(
      'in-use',
      `“${name}” cannot be removed: ${what}.`,
      'Give them another voice first.',
    );
  }
  deleteVoice(db, id);
}
