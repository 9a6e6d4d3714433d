import type { WriteDb } from '../../connection.ts';
import { keyOf, readVoice, wordsOf } from './keys.ts';

interface OldTake {
  id: number;
  project: number | null;
  prediction: number;
  speechKey: string;
  file: string;
  engine: string;
  voice: string;
  revision: string | null;
  text: string;
}

/**
 * Moves the takes into their new table, each with its project and key; `readyTakes` are the keys that some must have.
 * Where equal chunks of a project shared one file, one take is left of it.
 */
export function moveTakes(db: WriteDb, readyTakes: ReadonlyMap<number, string>): void {
  const insert = db.prepare<[Record<string, unknown>]>(
    `INSERT INTO new_takes
       (id, project_id, prediction_id, key, words, stands_in, file, original, sample_rate, samples, sha256, peak, rms,
        clipped, created_at)
     SELECT id, @project, prediction_id, @key, @words, @standsIn, file, original, sample_rate, samples, sha256, peak,
            rms, clipped, created_at FROM takes WHERE id = @id`,
  );
  const seen = new Set<string>();
  for (const { id, project, prediction, file, engine, text, ...old } of listTakes(db)) {
    const voice = readVoice(old.voice);
    const own = voice === null ? `unread ${old.speechKey}` : keyOf(voice, old.revision, text);
    const key = readyTakes.get(id) ?? own;
    const same = JSON.stringify([project, prediction, file, key]);
    if (seen.has(same)) continue;
    seen.add(same);
    insert.run({ id, project, key, words: wordsOf(text), standsIn: Number(engine === 'draft') });
  }
}

function listTakes(db: WriteDb): OldTake[] {
  return db
    .prepare<[], OldTake>(
      `SELECT takes.id, coalesce(sections.project_id, predictions.project_id) AS project,
              prediction_id AS prediction, takes.speech_key AS speechKey, file, engine, predictions.voice, revision,
              predictions.text
         FROM takes
         JOIN predictions ON predictions.id = prediction_id
         LEFT JOIN chunks ON chunks.id = takes.chunk_id
         LEFT JOIN sections ON sections.id = chunks.section_id
        ORDER BY takes.id`,
    )
    .all();
}
