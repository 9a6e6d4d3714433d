import type { WriteDb } from '../../connection.ts';

/** Stands here until the predictions' part lands. */
export function remakePredictions(db: WriteDb): void {
  db.exec(`
    ALTER TABLE predictions ADD COLUMN from_paragraph INTEGER;
    ALTER TABLE predictions ADD COLUMN from_offset INTEGER;
    ALTER TABLE predictions ADD COLUMN to_paragraph INTEGER;
    ALTER TABLE predictions ADD COLUMN to_offset INTEGER;
  `);
}
