import type { WriteDb } from '../connection.ts';

/**
 * The first schema: a project and its manuscript, its chunks, what was predicted for them, and what was exported.
 * Files are named after projects and predictions, so their ids are never used again: a file that outlived its row must
 * not be taken for another's.
 */
export function createTables(db: WriteDb): void {
  db.exec(`
    CREATE TABLE projects (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      title TEXT NOT NULL,
      author TEXT,
      language TEXT,
      format TEXT NOT NULL,
      source_name TEXT NOT NULL,
      source_hash TEXT NOT NULL UNIQUE,
      sample_rate INTEGER NOT NULL,
      chunk_limit INTEGER NOT NULL,
      voice TEXT NOT NULL,
      pauses TEXT NOT NULL,
      created_at TEXT NOT NULL
    ) STRICT;

    CREATE TABLE covers (
      project_id INTEGER PRIMARY KEY REFERENCES projects(id) ON DELETE CASCADE,
      media_type TEXT NOT NULL,
      bytes BLOB NOT NULL
    ) STRICT;

    CREATE TABLE sections (
      id INTEGER PRIMARY KEY,
      project_id INTEGER NOT NULL REFERENCES projects(id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      title TEXT NOT NULL,
      included INTEGER NOT NULL CHECK (included IN (0, 1)),
      reason TEXT,
      UNIQUE (project_id, position)
    ) STRICT;

    CREATE TABLE paragraphs (
      section_id INTEGER NOT NULL REFERENCES sections(id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('heading', 'prose', 'verse', 'ornament')),
      text TEXT NOT NULL,
      PRIMARY KEY (section_id, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE chunks (
      id INTEGER PRIMARY KEY,
      section_id INTEGER NOT NULL REFERENCES sections(id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('speech', 'ornament')),
      text TEXT NOT NULL,
      boundary TEXT NOT NULL CHECK (boundary IN ('clause', 'sentence', 'paragraph', 'scene', 'heading', 'chapter')),
      paragraph INTEGER NOT NULL,
      take_id INTEGER REFERENCES takes(id) ON DELETE SET NULL,
      problem TEXT,
      UNIQUE (section_id, position)
    ) STRICT;
    CREATE INDEX chunks_take ON chunks (take_id);

    CREATE TABLE predictions (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      chunk_id INTEGER NOT NULL REFERENCES chunks(id) ON DELETE CASCADE,
      engine TEXT NOT NULL,
      voice TEXT NOT NULL,
      text TEXT NOT NULL,
      speech_key TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('running', 'succeeded', 'failed', 'canceled', 'aborted')),
      created_at TEXT NOT NULL,
      ended_at TEXT,
      predict_time REAL,
      spoken_text TEXT,
      problem TEXT
    ) STRICT;
    CREATE INDEX predictions_chunk ON predictions (chunk_id);
    CREATE INDEX predictions_running ON predictions (state) WHERE state = 'running';

    CREATE TABLE takes (
      id INTEGER PRIMARY KEY,
      chunk_id INTEGER NOT NULL REFERENCES chunks(id) ON DELETE CASCADE,
      prediction_id INTEGER NOT NULL UNIQUE REFERENCES predictions(id) ON DELETE CASCADE,
      speech_key TEXT NOT NULL,
      file TEXT NOT NULL,
      sample_rate INTEGER NOT NULL,
      samples INTEGER NOT NULL CHECK (samples > 0),
      peak REAL NOT NULL,
      rms REAL NOT NULL,
      clipped INTEGER NOT NULL,
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX takes_chunk ON takes (chunk_id, speech_key);

    CREATE TABLE exports (
      id INTEGER PRIMARY KEY,
      project_id INTEGER NOT NULL REFERENCES projects(id) ON DELETE CASCADE,
      target TEXT NOT NULL,
      temporary TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('running', 'succeeded', 'failed', 'canceled', 'aborted')),
      samples INTEGER NOT NULL,
      bytes INTEGER NOT NULL,
      created_at TEXT NOT NULL,
      ended_at TEXT,
      problem TEXT
    ) STRICT;
    CREATE INDEX exports_project ON exports (project_id);

    CREATE TABLE settings (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT;
  `);
}
