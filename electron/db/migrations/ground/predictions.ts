import type { WriteDb } from '../../connection.ts';

/**
 * Makes the table of predictions anew. A prediction keeps the number of its chunk when an edit removes that, so that an
 * undo finds it again; a remote id is one service's alone; where in its section's text it was for, and who makes its
 * sound, is written down. The chunks have to be in their new table already.
 * Every one, older ones too, has an id of our own: an older one that is out may still be gone on with by an engine that
 * wants it, and so no ledger is ever without.
 * Sums of what predictions came to are kept by triggers, in whole billionths (of a second, of a dollar), since sums of
 * fractions drift; and each question that is asked of them has its index. Foreign keys have to be off.
 */
export function remakePredictions(db: WriteDb): void {
  db.exec(table);
  db.exec(totals);
  db.exec(indexes);
}

const kept = `id, kind, project_id, section_id, chunk_id, engine, voice, text, speech_key, input, input_hash, service,
  spoken_text, notes, state, created_at, sent_at, remote_id, remote_status, started_at, completed_at, ended_at,
  predict_time, total_time, rate, cost, logs, problem, hidden, revision, sent_there, source_hash, home, unidentified`;

// A cancelled one was called by the service's own word, which only what the service said (remote_status) still is.
const keptOf = (table: string): string =>
  kept.replace(/\w+/gu, (column) =>
    column === 'state'
      ? `iif(${table}.state = 'canceled', 'cancelled', ${table}.state)`
      : `${table}.${column}`,
  );

// What no prediction takes or costs is cut off, so that a damaged row cannot make the sums overflow.
const billionths = (column: string): string =>
  `iif(${column} IS NULL, 0, CAST(round(min(max(${column}, -1e6), 1e6) * 1e9) AS INTEGER))`;

// Up to now there was one draft voice of each revision, and one StyleTTS 2 unless another was chosen.
const maker = `iif(engine = 'styletts2',
  coalesce(iif(json_valid(voice), voice ->> '$.modelVersion', NULL),
           '989cb5ea6d2401314eb30685740cb9f6fd1c9001b8940659b406f952837ab5ac'),
  revision)`;

const table = `
  CREATE TABLE new_predictions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('chunk', 'try')),
    project_id INTEGER REFERENCES projects(id) ON DELETE SET NULL,
    section_id INTEGER REFERENCES sections(id) ON DELETE SET NULL,
    chunk_id INTEGER,
    from_paragraph INTEGER,
    from_offset INTEGER,
    to_paragraph INTEGER,
    to_offset INTEGER,
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
      CHECK (state IN ('running', 'unknown', 'succeeded', 'failed', 'cancelled', 'aborted')),
    created_at TEXT NOT NULL,
    sent_at TEXT,
    sent_there TEXT,
    remote_id TEXT,
    remote_status TEXT,
    started_at TEXT,
    completed_at TEXT,
    ended_at TEXT,
    predict_time REAL,
    total_time REAL,
    paid INTEGER NOT NULL DEFAULT 0 CHECK (paid IN (0, 1)),
    rate REAL NOT NULL DEFAULT 0,
    cost REAL,
    logs TEXT,
    problem TEXT,
    hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
    revision TEXT,
    source_hash TEXT,
    home INTEGER,
    unidentified INTEGER NOT NULL DEFAULT 0 CHECK (unidentified IN (0, 1)),
    maker TEXT,
    -- Our own name for it, which some services want in the address. It is made with the row, so nothing can leave without
    -- one. The number would not do: two libraries may use one server, and neither may guess the other's.
    own_id TEXT NOT NULL DEFAULT (lower(hex(randomblob(16)))),
    -- Its request left, and nobody said what it cost: neither a price nor an end before it began.
    perhaps_billed INTEGER NOT NULL AS (
      service IS NOT NULL AND (sent_at IS NOT NULL OR remote_id IS NOT NULL) AND cost IS NULL
        AND state <> 'running' AND coalesce(remote_status, '') <> 'aborted'
        AND NOT (coalesce(remote_status, '') = 'canceled' AND started_at IS NULL)
    ),
    predict_billionths INTEGER NOT NULL AS (${billionths('predict_time')}),
    cost_billionths INTEGER NOT NULL AS (${billionths('cost')})
  ) STRICT;
  -- Until now there was one free engine, and one paid.
  INSERT INTO new_predictions (${kept}, paid, from_paragraph, from_offset, to_paragraph, to_offset, maker)
    SELECT ${keptOf('predictions')}, engine <> 'draft', from_paragraph, from_offset, to_paragraph, to_offset, ${maker}
      FROM predictions
      LEFT JOIN new_chunks ON new_chunks.id = chunk_id AND new_chunks.text = predictions.text
     ORDER BY predictions.id;
  DELETE FROM sqlite_sequence WHERE name = 'new_predictions';
  INSERT INTO sqlite_sequence (name, seq)
    SELECT 'new_predictions', seq FROM sqlite_sequence WHERE name = 'predictions';
  DROP TABLE predictions;
  ALTER TABLE new_predictions RENAME TO predictions;
`;

/** What is kept of predictions that are alike in everything that one may ask for. Of no project: 0. */
const sums = `
  count INTEGER NOT NULL,
  predict_billionths INTEGER NOT NULL,
  cost_billionths INTEGER NOT NULL,
  perhaps_billed INTEGER NOT NULL`;
const added = 'predict_billionths, cost_billionths, perhaps_billed';

/** Those of no project are nowhere in a receipt: only `prediction_totals` has them. */
const tables = [
  { name: 'prediction_totals', keys: { project: 'coalesce(project_id, 0)' }, of: 'true' },
  {
    name: 'section_totals',
    keys: { project: 'project_id', section: 'coalesce(section_id, 0)', paid: 'paid' },
    of: 'project_id IS NOT NULL',
  },
].map(({ name, keys, of }) => {
  const all: Record<string, string> = { ...keys, engine: 'engine', state: 'state', kind: 'kind' };
  return { name, keys: all, of };
});

/** The columns of `predictions` in an expression, as those of a row of a trigger. */
function inRow(row: 'OLD' | 'NEW', expression: string): string {
  return expression.replace(/\b(?:project_id|section_id|engine|paid|state|kind)\b/gu, `${row}.$&`);
}

const addedIn = (row: 'OLD' | 'NEW'): string => added.replace(/\w+/gu, `${row}.$&`);

const countIn = tables
  .map(
    ({ name, keys, of }) => `
      INSERT INTO ${name} (${Object.keys(keys).join(', ')}, count, ${added})
        SELECT ${inRow('NEW', Object.values(keys).join(', '))}, 1, ${addedIn('NEW')} WHERE ${inRow('NEW', of)}
        ON CONFLICT DO UPDATE SET count = count + 1,
          predict_billionths = predict_billionths + excluded.predict_billionths,
          cost_billionths = cost_billionths + excluded.cost_billionths,
          perhaps_billed = perhaps_billed + excluded.perhaps_billed;`,
  )
  .join('');

const countOut = tables
  .map(({ name, keys }) => {
    const same = Object.entries(keys).map(([key, value]) => `${key} = ${inRow('OLD', value)}`);
    return `
      UPDATE ${name} SET count = count - 1,
          predict_billionths = predict_billionths - OLD.predict_billionths,
          cost_billionths = cost_billionths - OLD.cost_billionths,
          perhaps_billed = perhaps_billed - OLD.perhaps_billed
        WHERE ${same.join(' AND ')};
      DELETE FROM ${name} WHERE ${same.join(' AND ')} AND count = 0;`;
  })
  .join('');

const counted = ['project_id', 'section_id', 'engine', 'paid', 'state', 'kind', ...added.split(', ')];
const all = (row: 'OLD' | 'NEW'): string => counted.map((column) => `${row}.${column}`).join(', ');

const totals = `
  CREATE TABLE prediction_totals (
    project INTEGER NOT NULL,
    engine TEXT NOT NULL,
    state TEXT NOT NULL,
    kind TEXT NOT NULL,
    ${sums},
    PRIMARY KEY (project, engine, state, kind)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE section_totals (
    project INTEGER NOT NULL,
    section INTEGER NOT NULL,
    paid INTEGER NOT NULL,
    engine TEXT NOT NULL,
    state TEXT NOT NULL,
    kind TEXT NOT NULL,
    ${sums},
    PRIMARY KEY (project, section, paid, engine, state, kind)
  ) STRICT, WITHOUT ROWID;
  ${tables
    .map(
      ({ name, keys, of }) => `
  INSERT INTO ${name} (${Object.keys(keys).join(', ')}, count, ${added})
    SELECT ${Object.values(keys).join(', ')}, count(*), sum(predict_billionths), sum(cost_billionths),
           sum(perhaps_billed)
      FROM predictions WHERE ${of} GROUP BY ${Object.values(keys).join(', ')};`,
    )
    .join('')}
  CREATE TRIGGER predictions_counted AFTER INSERT ON predictions BEGIN ${countIn}
  END;
  CREATE TRIGGER predictions_uncounted AFTER DELETE ON predictions BEGIN ${countOut}
  END;
  CREATE TRIGGER predictions_recounted AFTER UPDATE ON predictions
    WHEN (${all('OLD')}) IS NOT (${all('NEW')}) BEGIN ${countOut} ${countIn}
  END;
`;

// Behind each index SQLite keeps the number of the row: those of equal ones are found in order, newest first.
const indexes = `
  CREATE UNIQUE INDEX predictions_own ON predictions (own_id);
  CREATE UNIQUE INDEX predictions_remote ON predictions (remote_id, service) WHERE remote_id IS NOT NULL;
  CREATE INDEX predictions_known ON predictions (service) WHERE remote_id IS NOT NULL;
  CREATE INDEX predictions_input ON predictions (input_hash) WHERE input_hash IS NOT NULL;
  CREATE INDEX predictions_observed ON predictions (engine) WHERE state = 'succeeded' AND predict_time IS NOT NULL;
  CREATE INDEX predictions_lost ON predictions (spoken_text) WHERE state <> 'succeeded';
  CREATE INDEX predictions_source ON predictions (source_hash) WHERE source_hash IS NOT NULL;
  CREATE INDEX predictions_unidentified ON predictions (unidentified) WHERE unidentified = 1;
  CREATE INDEX predictions_tries ON predictions (kind) WHERE kind = 'try' AND hidden = 0;
  CREATE INDEX predictions_created ON predictions (created_at);
  CREATE INDEX predictions_chunk ON predictions (chunk_id) WHERE chunk_id IS NOT NULL;
  CREATE INDEX predictions_section ON predictions (section_id) WHERE section_id IS NOT NULL;
  CREATE INDEX predictions_project ON predictions (project_id);
  CREATE INDEX predictions_engine ON predictions (engine);
  CREATE INDEX predictions_state ON predictions (state);
  CREATE INDEX predictions_project_engine ON predictions (project_id, engine);
  CREATE INDEX predictions_project_state ON predictions (project_id, state);
  CREATE INDEX predictions_engine_state ON predictions (engine, state);
  CREATE INDEX predictions_project_engine_state ON predictions (project_id, engine, state);
`;
