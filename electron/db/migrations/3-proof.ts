import { hash } from 'node:crypto';
import type { WriteDb } from '../connection.ts';

/** The only version of StyleTTS 2 that version 2 of the schema knew. */
const version = '989cb5ea6d2401314eb30685740cb9f6fd1c9001b8940659b406f952837ab5ac';

/**
 * What proof needs: takes that know the hash of their samples, predictions that know the service's own clock and the
 * engine's revision at their sending (there was but one of each engine), and whether they are of before, so that their
 * files need not say what they are; what has yet to say so is found by an index, which empties itself. Of what is known
 * from its files alone, the hash of the manuscript and the number of the project in whose folders (`home`) the files
 * are. A service is its whole address now, so that Replicate's own gets its path; the
 * path of another one was never written down, and its origin alone stands for every path there. An equal input is
 * known by its content alone: the service is compared beside it.
 */
export function addProof(db: WriteDb): void {
  db.exec(`
    ALTER TABLE takes ADD COLUMN sha256 TEXT;
    ALTER TABLE predictions ADD COLUMN revision TEXT;
    ALTER TABLE predictions ADD COLUMN sent_there TEXT;
    ALTER TABLE predictions ADD COLUMN source_hash TEXT;
    ALTER TABLE predictions ADD COLUMN home INTEGER;
    ALTER TABLE predictions ADD COLUMN unidentified INTEGER NOT NULL DEFAULT 0 CHECK (unidentified IN (0, 1));
    UPDATE predictions SET unidentified = 1;
    CREATE INDEX predictions_unidentified ON predictions (id) WHERE unidentified = 1;
    CREATE INDEX takes_unidentified ON takes (id) WHERE sha256 IS NULL;
    UPDATE predictions SET revision = iif(engine = 'draft', 'flite-0.1.1.1', 'styletts2-989cb5ea6d24.1');
    UPDATE predictions SET service = 'https://api.replicate.com/v1' WHERE service = 'https://api.replicate.com';
  `);
  const rehash = db.prepare<[string, number]>('UPDATE predictions SET input_hash = ? WHERE id = ?');
  const rows = db
    .prepare<[], { id: number; input: string }>(
      `SELECT id, input FROM predictions WHERE input IS NOT NULL AND engine = 'styletts2'`,
    )
    .all();
  for (const { id, input } of rows) {
    const parsed = JSON.parse(input) as Record<string, unknown>;
    const sorted = Object.entries(parsed).toSorted(([a], [b]) => (a < b ? -1 : 1));
    rehash.run(hash('sha256', JSON.stringify(['styletts2', version, sorted])), id);
  }
}
