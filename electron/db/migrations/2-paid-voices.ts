import type { WriteDb } from '../connection.ts';

/**
 * What paid voices need: predictions that outlive their chunk (they are receipts), know what was sent, what became of
 * it at the service and what it cost; takes of tries, and of equal requests; named voices, reference clips, and who
 * follows which voice. Two tables are made anew, since SQLite cannot loosen a column: foreign keys have to be off.
 */
export function addPaidVoices(db: WriteDb): void {
  db.exec(`
    CREATE TABLE voices (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL UNIQUE COLLATE NOCASE,
      voice TEXT NOT NULL,
      created_at TEXT NOT NULL
    ) STRICT;

    CREATE TABLE clips (
      hash TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      quality TEXT NOT NULL,
      created_at TEXT NOT NULL
    ) STRICT;

    ALTER TABLE projects ADD COLUMN voice_id INTEGER REFERENCES voices(id);
    ALTER TABLE sections ADD COLUMN voice_id INTEGER REFERENCES voices(id);
    ALTER TABLE chunks ADD COLUMN voice_id INTEGER REFERENCES voices(id);
    ALTER TABLE chunks ADD COLUMN seed INTEGER;

    CREATE TABLE new_predictions (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL CHECK (kind IN ('chunk', 'try')),
      project_id INTEGER REFERENCES projects(id) ON DELETE SET NULL,
      section_id INTEGER REFERENCES sections(id) ON DELETE SET NULL,
      chunk_id INTEGER REFERENCES chunks(id) ON DELETE SET NULL,
      engine TEXT NOT NULL,
      voice TEXT NOT NULL,
      text TEXT NOT NULL,
      speech_key TEXT NOT NULL,
      input TEXT,
      input_hash TEXT,
      service TEXT,
      spoken_text TEXT,
      notes TEXT NOT NULL DEFAULT '[]',
      state TEXT NOT NULL
        CHECK (state IN ('running', 'unknown', 'succeeded', 'failed', 'canceled', 'aborted')),
      created_at TEXT NOT NULL,
      sent_at TEXT,
      remote_id TEXT UNIQUE,
      remote_status TEXT,
      started_at TEXT,
      completed_at TEXT,
      ended_at TEXT,
      predict_time REAL,
      total_time REAL,
      rate REAL NOT NULL DEFAULT 0,
      cost REAL,
      logs TEXT,
      problem TEXT,
      hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1))
    ) STRICT;
    INSERT INTO new_predictions
        (id, kind, project_id, section_id, chunk_id, engine, voice, text, speech_key, spoken_text, state,
         created_at, ended_at, predict_time, cost, problem)
      SELECT predictions.id, 'chunk', project_id, section_id, chunk_id, engine, voice, predictions.text,
             speech_key, spoken_text, state, created_at, ended_at, predict_time, 0, predictions.problem
        FROM predictions
        JOIN chunks ON chunks.id = chunk_id
        JOIN sections ON sections.id = section_id;
    DELETE FROM sqlite_sequence WHERE name = 'new_predictions';
    INSERT INTO sqlite_sequence (name, seq)
      SELECT 'new_predictions', seq FROM sqlite_sequence WHERE name = 'predictions';

    CREATE TABLE new_takes (
      id INTEGER PRIMARY KEY,
      chunk_id INTEGER REFERENCES chunks(id) ON DELETE CASCADE,
      prediction_id INTEGER NOT NULL REFERENCES predictions(id) ON DELETE CASCADE,
      speech_key TEXT NOT NULL,
      file TEXT NOT NULL,
      original TEXT,
      sample_rate INTEGER NOT NULL,
      samples INTEGER NOT NULL CHECK (samples > 0),
      peak REAL NOT NULL,
      rms REAL NOT NULL,
      clipped INTEGER NOT NULL,
      created_at TEXT NOT NULL
    ) STRICT;
    INSERT INTO new_takes
        (id, chunk_id, prediction_id, speech_key, file, sample_rate, samples, peak, rms, clipped, created_at)
      SELECT id, chunk_id, prediction_id, speech_key, file, sample_rate, samples, peak, rms, clipped, created_at
        FROM takes;

    DROP TABLE takes;
    DROP TABLE predictions;
    ALTER TABLE new_predictions RENAME TO predictions;
    ALTER TABLE new_takes RENAME TO takes;

    CREATE INDEX chunks_voice ON chunks (voice_id) WHERE voice_id IS NOT NULL;
    CREATE INDEX predictions_chunk ON predictions (chunk_id);
    CREATE INDEX predictions_project ON predictions (project_id);
    CREATE INDEX predictions_section ON predictions (section_id);
    CREATE INDEX predictions_open ON predictions (state) WHERE state IN ('running', 'unknown');
    CREATE INDEX predictions_input ON predictions (input_hash);
    CREATE INDEX predictions_tries ON predictions (kind) WHERE kind = 'try';
    CREATE INDEX takes_chunk ON takes (chunk_id, speech_key);
    CREATE INDEX takes_prediction ON takes (prediction_id);
  `);
}
