import type { WriteDb } from '../../connection.ts';

const kept = 'id, project_id, target, temporary, samples, bytes, created_at, ended_at, problem';

/**
 * Makes the table of exports anew. It tells of each what it was written as, with which settings, under which title, and
 * at which rate (Hz) its samples are counted: all before were WAVs of their project, at its rate. One that was cancelled
 * is called so as everywhere else. The old table of projects has to be there, and foreign keys have to be off.
 */
export function describeExports(db: WriteDb): void {
  db.exec(`
    CREATE TABLE new_exports (
      id INTEGER PRIMARY KEY,
      project_id INTEGER NOT NULL REFERENCES projects(id) ON DELETE CASCADE,
      target TEXT NOT NULL,
      temporary TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('running', 'succeeded', 'failed', 'cancelled', 'aborted')),
      samples INTEGER NOT NULL,
      bytes INTEGER NOT NULL,
      created_at TEXT NOT NULL,
      ended_at TEXT,
      problem TEXT,
      format TEXT NOT NULL DEFAULT 'wav',
      settings TEXT NOT NULL DEFAULT '{}',
      title TEXT NOT NULL DEFAULT '',
      sample_rate INTEGER NOT NULL DEFAULT 24000
    ) STRICT;
    INSERT INTO new_exports (${kept}, state, title, sample_rate)
      SELECT ${kept.replace(/\w+/gu, 'exports.$&')}, iif(state = 'canceled', 'cancelled', state),
             coalesce(projects.title, ''), coalesce(projects.sample_rate, 24000)
        FROM exports LEFT JOIN projects ON projects.id = project_id;
    DROP TABLE exports;
    ALTER TABLE new_exports RENAME TO exports;
    CREATE INDEX exports_project ON exports (project_id);
  `);
}
