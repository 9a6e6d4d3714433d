import type { ProjectId, VoiceId } from '../contract/ids.ts';
import type { WriteDb } from '../db/connection.ts';
import { findProject, listProjectIds, listProjectsFollowing } from '../db/queries/projects.ts';
import { readSetting, writeSetting } from '../db/queries/settings.ts';
import { listWishing, setWish, type Scope, type Wishing } from '../db/queries/wishes.ts';
import type { Engines } from '../engines/engines.ts';
import { ChosenVoices } from './chosen-voices.ts';
import { takeKeys, wordsHash } from './take-key.ts';

/**
 * Writes down what chunks of a project want now. Belongs into the transaction of whatever changes their words or who
 * speaks them, so that what is ready is never told from an older wish.
 */
export function renewWishes(db: WriteDb, engines: Engines, project: ProjectId, scope: Scope): void {
  renew(db, engines, project, listWishing(db, scope));
}

/** The same for every project in which something follows a named voice. */
export function renewFollowers(db: WriteDb, engines: Engines, voice: VoiceId): void {
  for (const project of listProjectsFollowing(db, voice)) renewWishes(db, engines, project, { project });
}

const makersKey = 'makers';

/**
 * At opening: what is not spoken yet is wanted from whoever makes it in this Lectern; what is ready stays so. Does
 * nothing where the same makers were here before.
 */
export function renewForMakers(db: WriteDb, engines: Engines): void {
  const makers = engines.makers();
  if (JSON.stringify(readSetting(db, makersKey)) === JSON.stringify(makers)) return;
  db.transaction(() => {
    for (const project of listProjectIds(db)) {
      const missing = listWishing(db, { project }).filter(({ ready }) => !ready);
      renew(db, engines, project, missing);
    }
    writeSetting(db, makersKey, makers);
  }).immediate();
}

function renew(db: WriteDb, engines: Engines, id: ProjectId, chunks: readonly Wishing[]): void {
  const project = findProject(db, id);
  if (project === null) return;
  const voices = new ChosenVoices(db, engines, project);
  for (const chunk of chunks) {
    const { voice, engine, keyOf } = voices.of({ voice: chunk.sectionVoice }, chunk);
    // A chosen take of this very voice and words is wanted, also where an earlier version made it.
    const { chosenKey, chosenMaker } = chunk;
    const chosen = chosenMaker === null ? null : takeKeys(voice, chosenMaker)(chunk.spoken);
    const wanted = chosen !== null && chosen === chosenKey ? chosen : keyOf(chunk.spoken);
    if (wanted === chunk.wanted) continue;
    setWish(db, chunk.id, { words: wordsHash(chunk.spoken), wanted, takesDrafts: !engine.entry.standsIn });
  }
}
