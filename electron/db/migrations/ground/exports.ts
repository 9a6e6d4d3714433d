import type { WriteDb } from '../../connection.ts';

/**
 * Tells of each export what it was written as, with which settings, under which title, and at which rate (Hz) its
 * samples are counted. All before were WAVs of their project, at its rate. The old table of projects has to be there.
 */
export function describeExports(db: WriteDb): void {
  db.exec(`
    ALTER TABLE exports ADD COLUMN format TEXT NOT NULL DEFAULT 'wav';
    ALTER TABLE exports ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';
    ALTER TABLE exports ADD COLUMN title TEXT NOT NULL DEFAULT '';
    ALTER TABLE exports ADD COLUMN sample_rate INTEGER NOT NULL DEFAULT 24000;
    UPDATE exports SET title = projects.title, sample_rate = projects.sample_rate
      FROM projects WHERE projects.id = project_id;
  `);
}
