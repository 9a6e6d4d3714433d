import type { WriteDb } from '../../connection.ts';

/**
 * The tables of a book, made anew. A project may be of the same file as another. Chunks are ordered by where they come
 * from, have numbers that are never used again, and know what they want: `words` is the hash of what is spoken, `wanted`
 * the key of a take that is of these words and their voice. A take belongs to its project and its key. What follows
 * from that (`heard_id`, `ready`, `heard_samples`, and the counts of sections) is kept by triggers.
 */
export function makeTables(db: WriteDb): void {
  db.exec(`
    CREATE TABLE new_projects (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      title TEXT NOT NULL,
      author TEXT,
      language TEXT,
      format TEXT NOT NULL,
      source_name TEXT NOT NULL,
      source_hash TEXT NOT NULL,
      sample_rate INTEGER NOT NULL,
      chunk_limit INTEGER NOT NULL,
      voice TEXT NOT NULL,
      pauses TEXT NOT NULL,
      created_at TEXT NOT NULL,
      voice_id INTEGER REFERENCES voices(id)
    ) STRICT;
    INSERT INTO new_projects
      SELECT id, title, author, language, format, source_name, source_hash, sample_rate, chunk_limit, voice, pauses,
             created_at, voice_id FROM projects;
    DELETE FROM sqlite_sequence WHERE name = 'new_projects';
    INSERT INTO sqlite_sequence (name, seq)
      SELECT 'new_projects', seq FROM sqlite_sequence WHERE name = 'projects';

    ALTER TABLE paragraphs ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;

    CREATE TABLE new_chunks (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      project_id INTEGER NOT NULL REFERENCES projects(id) ON DELETE CASCADE,
      section_id INTEGER NOT NULL REFERENCES sections(id) ON DELETE CASCADE,
      kind TEXT NOT NULL CHECK (kind IN ('speech', 'ornament')),
      text TEXT NOT NULL,
      boundary TEXT NOT NULL CHECK (boundary IN ('clause', 'sentence', 'paragraph', 'scene', 'heading', 'chapter')),
      from_paragraph INTEGER NOT NULL,
      from_offset INTEGER NOT NULL,
      to_paragraph INTEGER NOT NULL,
      to_offset INTEGER NOT NULL,
      correction TEXT,
      say_as TEXT,
      pause_ms INTEGER CHECK (pause_ms >= 0),
      voice_id INTEGER REFERENCES voices(id),
      own_voice TEXT,
      seed INTEGER,
      words TEXT,
      wanted TEXT,
      takes_drafts INTEGER NOT NULL DEFAULT 0 CHECK (takes_drafts IN (0, 1)),
      chosen_id INTEGER,
      heard_id INTEGER,
      ready INTEGER NOT NULL DEFAULT 0 CHECK (ready IN (0, 1)),
      heard_samples INTEGER NOT NULL DEFAULT 0,
      problem TEXT,
      UNIQUE (section_id, from_paragraph, from_offset)
    ) STRICT;

    CREATE TABLE new_takes (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      project_id INTEGER REFERENCES projects(id) ON DELETE CASCADE,
      prediction_id INTEGER NOT NULL REFERENCES predictions(id) ON DELETE CASCADE,
      key TEXT NOT NULL,
      words TEXT NOT NULL,
      stands_in INTEGER NOT NULL CHECK (stands_in IN (0, 1)),
      file TEXT NOT NULL,
      original TEXT,
      sample_rate INTEGER NOT NULL,
      samples INTEGER NOT NULL CHECK (samples > 0),
      sha256 TEXT,
      peak REAL NOT NULL,
      rms REAL NOT NULL,
      clipped INTEGER NOT NULL,
      created_at TEXT NOT NULL
    ) STRICT;

    CREATE TABLE section_counts (
      section_id INTEGER PRIMARY KEY REFERENCES sections(id) ON DELETE CASCADE,
      chunks INTEGER NOT NULL,
      ready INTEGER NOT NULL,
      drafts INTEGER NOT NULL,
      failed INTEGER NOT NULL,
      characters INTEGER NOT NULL,
      samples INTEGER NOT NULL,
      clauses INTEGER NOT NULL,
      sentences INTEGER NOT NULL,
      paragraphs INTEGER NOT NULL,
      scenes INTEGER NOT NULL,
      headings INTEGER NOT NULL,
      chapters INTEGER NOT NULL,
      own_pauses_ms INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE edits (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      project_id INTEGER NOT NULL REFERENCES projects(id) ON DELETE CASCADE,
      name TEXT NOT NULL,
      changes TEXT NOT NULL,
      undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX edits_project ON edits (project_id, undone, id);
  `);
}

/** Puts the new tables in the place of the old ones, with their indexes. */
export function replaceTables(db: WriteDb): void {
  db.exec(`
    DROP TABLE takes;
    DROP TABLE chunks;
    DROP TABLE projects;
    ALTER TABLE new_projects RENAME TO projects;
    ALTER TABLE new_chunks RENAME TO chunks;
    ALTER TABLE new_takes RENAME TO takes;
    CREATE INDEX projects_source ON projects (source_hash);
    CREATE INDEX projects_voice ON projects (voice_id) WHERE voice_id IS NOT NULL;
    CREATE INDEX sections_voice ON sections (voice_id) WHERE voice_id IS NOT NULL;
    CREATE INDEX chunks_project ON chunks (project_id, wanted);
    CREATE INDEX chunks_words ON chunks (project_id, words);
    CREATE INDEX chunks_voice ON chunks (voice_id) WHERE voice_id IS NOT NULL;
    CREATE INDEX chunks_heard ON chunks (heard_id) WHERE heard_id IS NOT NULL;
    CREATE INDEX takes_key ON takes (key, project_id);
    CREATE INDEX takes_words ON takes (words, project_id);
    CREATE INDEX takes_project ON takes (project_id);
    CREATE INDEX takes_prediction ON takes (prediction_id);
    CREATE INDEX takes_file ON takes (file);
    CREATE INDEX takes_original ON takes (original) WHERE original IS NOT NULL;
    CREATE INDEX takes_unidentified ON takes (id) WHERE sha256 IS NULL;
  `);
}
