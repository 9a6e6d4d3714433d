import type { WriteDb } from '../../connection.ts';

/** What one row of `chunks` adds to the counts of its section, by column. */
const shares: readonly (readonly [string, (row: string) => string])[] = [
  ['chunks', (row) => `(${row}.kind = 'speech')`],
  ['ready', (row) => `(${row}.kind = 'speech' AND ${row}.ready)`],
  ['drafts', (row) => `(${row}.kind = 'speech' AND NOT ${row}.ready AND ${row}.heard_id IS NOT NULL)`],
  ['failed', (row) => `(${row}.kind = 'speech' AND NOT ${row}.ready AND ${row}.problem IS NOT NULL)`],
  ['characters', (row) => `iif(${row}.kind = 'speech', length(coalesce(${row}.correction, ${row}.text)), 0)`],
  ['samples', (row) => `${row}.heard_samples`],
  ...(['clause', 'sentence', 'paragraph', 'scene', 'heading', 'chapter'] as const).map(
    (boundary) =>
      [
        `${boundary}s`,
        (row: string) =>
          `(${row}.heard_id IS NOT NULL AND ${row}.pause_ms IS NULL AND ${row}.boundary = '${boundary}')`,
      ] as const,
  ),
  ['own_pauses_ms', (row) => `iif(${row}.heard_id IS NULL, 0, coalesce(${row}.pause_ms, 0))`],
];

const columns = shares.map(([column]) => column).join(', ');

/** The rate at which a chunk is heard: takes are there at others, too. */
const atRate = 'takes.sample_rate = (SELECT sample_rate FROM projects WHERE projects.id = chunks.project_id)';

/** What is heard of a chunk: the take that a person chose, while it is wanted; else the newest that is; else a draft. */
const hearing = `
  CREATE VIEW hearing AS
    SELECT chunk, own IS NOT NULL AS ready, coalesce(own, draft) AS heard,
           coalesce((SELECT samples FROM takes WHERE id = coalesce(own, draft)), 0) AS samples
      FROM (
        SELECT chunks.id AS chunk,
               coalesce(
                 (SELECT takes.id FROM takes WHERE takes.id = chunks.chosen_id AND key = chunks.wanted AND ${atRate}),
                 (SELECT max(takes.id) FROM takes
                   WHERE key = chunks.wanted AND takes.project_id = chunks.project_id AND ${atRate})) AS own,
               iif(chunks.takes_drafts,
                 (SELECT max(takes.id) FROM takes
                   WHERE words = chunks.words AND takes.project_id = chunks.project_id AND stands_in = 1
                     AND ${atRate}),
                 NULL) AS draft
          FROM chunks)`;

const hear = (which: string): string => `
  UPDATE chunks SET heard_id = hearing.heard, ready = hearing.ready, heard_samples = hearing.samples
    FROM hearing WHERE hearing.chunk = chunks.id AND ${which};`;

/** What follows from a row is written in the same transaction, whoever changes it. */
export function makeTriggers(db: WriteDb): void {
  const changed = (sign: string, row: string): string =>
    `UPDATE section_counts SET ${shares
      .map(([column, share]) => `${column} = ${column} ${sign} ${share(row)}`)
      .join(', ')} WHERE section_id = ${row}.section_id;`;
  const moved = shares
    .map(([column, share]) => `${column} = ${column} + ${share('new')} - ${share('old')}`)
    .join(', ');
  db.exec(`
    ${hearing};
    ${hear('TRUE')}
    INSERT INTO section_counts (section_id, ${columns})
      SELECT sections.id, ${shares.map(([, share]) => `coalesce(sum(${share('chunks')}), 0)`).join(', ')}
        FROM sections LEFT JOIN chunks ON chunks.section_id = sections.id GROUP BY sections.id;

    CREATE TRIGGER sections_added AFTER INSERT ON sections BEGIN
      INSERT INTO section_counts (section_id, ${columns})
        VALUES (new.id, ${shares.map(() => '0').join(', ')});
    END;
    CREATE TRIGGER chunks_added AFTER INSERT ON chunks BEGIN
      ${changed('+', 'new')}
      ${hear('chunks.id = new.id')}
    END;
    CREATE TRIGGER chunks_removed AFTER DELETE ON chunks BEGIN
      ${changed('-', 'old')}
    END;
    CREATE TRIGGER chunks_counted AFTER UPDATE
      OF text, correction, boundary, pause_ms, heard_id, ready, heard_samples, problem ON chunks BEGIN
      UPDATE section_counts SET ${moved} WHERE section_id = new.section_id;
    END;
    CREATE TRIGGER chunks_wanting AFTER UPDATE OF words, wanted, takes_drafts, chosen_id ON chunks BEGIN
      ${hear('chunks.id = new.id')}
    END;
    CREATE TRIGGER projects_rated AFTER UPDATE OF sample_rate ON projects
      WHEN old.sample_rate <> new.sample_rate BEGIN
      ${hear('chunks.project_id = new.id')}
    END;
    CREATE TRIGGER takes_added AFTER INSERT ON takes WHEN new.project_id IS NOT NULL BEGIN
      ${hear('chunks.project_id = new.project_id AND chunks.wanted = new.key')}
      UPDATE chunks SET problem = NULL WHERE project_id = new.project_id AND wanted = new.key;
    END;
    CREATE TRIGGER drafts_added AFTER INSERT ON takes WHEN new.stands_in AND new.project_id IS NOT NULL BEGIN
      ${hear('chunks.project_id = new.project_id AND chunks.words = new.words AND NOT chunks.ready')}
    END;
    CREATE TRIGGER takes_adopted AFTER UPDATE OF project_id ON takes WHEN new.project_id IS NOT NULL BEGIN
      ${hear('chunks.project_id = new.project_id AND (chunks.wanted = new.key OR chunks.words = new.words)')}
    END;
    CREATE TRIGGER takes_removed AFTER DELETE ON takes BEGIN
      ${hear('chunks.heard_id = old.id')}
    END;
  `);
}
