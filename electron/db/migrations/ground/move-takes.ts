import type { WriteDb } from '../../connection.ts';
import { formerKeyOf, keyOf, readVoice, wordsOf, type StoredVoice } from './keys.ts';

interface OldTake {
  id: number;
  project: number | null;
  prediction: number;
  speechKey: string;
  file: string;
  engine: string;
  voice: string;
  revision: string | null;
  /** What its prediction was asked for. */
  text: string;
  /** The words of the chunk that it is for; null when it is for none. */
  chunkText: string | null;
  /** Of the chunk's project, in Hz. */
  sampleRate: number | null;
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
  for (const { id, project, prediction, file, engine, ...old } of takesOf(db)) {
    const voice = readVoice(old.voice);
    const text = wordsIn(old, voice);
    const own = voice === null ? `unread ${old.speechKey}` : keyOf(voice, old.revision, text);
    const key = readyTakes.get(id) ?? own;
    const same = JSON.stringify([project, prediction, file, key]);
    if (seen.has(same)) continue;
    seen.add(same);
    insert.run({ id, project, key, words: wordsOf(text), standsIn: Number(engine === 'draft') });
  }
}

/** What is spoken in a take: where an equal input was reused for a chunk of other words, that chunk's. */
function wordsIn(
  {
    speechKey,
    text,
    chunkText,
    sampleRate,
  }: Pick<OldTake, 'speechKey' | 'text' | 'chunkText' | 'sampleRate'>,
  voice: StoredVoice | null,
): string {
  if (voice === null || chunkText === null || sampleRate === null || chunkText === text) return text;
  return speechKey === formerKeyOf(voice, sampleRate, chunkText) ? chunkText : text;
}

/** How many takes are in memory at once. */
const batchTakes = 1000;

/** The takes in the order of their numbers, some at a time. */
function* takesOf(db: WriteDb): Generator<OldTake> {
  const list = db.prepare<[number, number], OldTake>(
    `SELECT takes.id, coalesce(sections.project_id, predictions.project_id) AS project,
            prediction_id AS prediction, takes.speech_key AS speechKey, file, engine, predictions.voice, revision,
            predictions.text, chunks.text AS chunkText, projects.sample_rate AS sampleRate
       FROM takes
       JOIN predictions ON predictions.id = prediction_id
       LEFT JOIN chunks ON chunks.id = takes.chunk_id
       LEFT JOIN sections ON sections.id = chunks.section_id
       LEFT JOIN projects ON projects.id = sections.project_id
      WHERE takes.id > ? ORDER BY takes.id LIMIT ?`,
  );
  for (let batch = list.all(0, batchTakes); batch.length > 0;) {
    yield* batch;
    batch = list.all(batch.at(-1)?.id ?? 0, batchTakes);
  }
}
