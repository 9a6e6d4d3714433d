import type { PredictionId } from '../../contract/ids.ts';
import type { ReadDb } from '../connection.ts';
import { one, statement } from '../statement.ts';

/** Our own id of a prediction, made with its row. Throws where there is no such prediction. */
export function ownIdOf(db: ReadDb, id: PredictionId): string {
  const row = statement<[PredictionId], { ownId: string }>(
    db,
    'SELECT own_id AS ownId FROM predictions WHERE id = ?',
  ).get(id);
  return one(row).ownId;
}
