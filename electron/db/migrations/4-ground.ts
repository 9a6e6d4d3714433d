import type { WriteDb } from '../connection.ts';
import { describeExports } from './ground/exports.ts';
import { moveChunks } from './ground/move-chunks.ts';
import { moveTakes } from './ground/move-takes.ts';
import { remakePredictions } from './ground/predictions.ts';
import { makeTables, replaceTables } from './ground/tables.ts';
import { makeTriggers } from './ground/triggers.ts';

/**
 * The ground for an editor: takes belong to a project and a key and outlive what is edited, chunks know where they come
 * from and what they want, and edits have a history. The key leaves out the sample rate and Lectern's own rules, so
 * that neither makes a paid take stale; every chunk that was ready stays so.
 */
export function layGround(db: WriteDb): void {
  makeTables(db);
  const readyTakes = moveChunks(db);
  remakePredictions(db);
  moveTakes(db, readyTakes);
  describeExports(db);
  replaceTables(db);
  makeTriggers(db);
}
