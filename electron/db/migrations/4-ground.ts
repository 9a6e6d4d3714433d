import type { WriteDb } from '../connection.ts';
import { describeExports } from './ground/exports.ts';
import { moveChunks } from './ground/move-chunks.ts';
import { moveTakes } from './ground/move-takes.ts';
import { remakePredictions } from './ground/predictions.ts';
import { makeTables, replaceTables } from './ground/tables.ts';
import { makeTriggers } from './ground/triggers.ts';

/** Who makes a prediction's sound: up to now there was one draft voice of each revision, and one StyleTTS 2 unless chosen. */
function tellMakers(db: WriteDb): void {
  db.exec(`
    ALTER TABLE predictions ADD COLUMN maker TEXT;
    UPDATE predictions SET maker = iif(engine = 'styletts2',
      coalesce(iif(json_valid(voice), voice ->> '$.modelVersion', NULL),
               '989cb5ea6d2401314eb30685740cb9f6fd1c9001b8940659b406f952837ab5ac'),
      revision);
  `);
}

/**
 * The ground for an editor: takes belong to a project and a key and outlive what is edited, chunks know where they come
 * from and what they want, and edits have a history. The key leaves out the sample rate and Lectern's own rules, so
 * that neither makes a paid take stale; every chunk that was ready stays so.
 */
export function layGround(db: WriteDb): void {
  remakePredictions(db);
  tellMakers(db);
  makeTables(db);
  const readyTakes = moveChunks(db);
  moveTakes(db, readyTakes);
  describeExports(db);
  replaceTables(db);
  makeTriggers(db);
}
