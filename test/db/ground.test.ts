import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { takeKeys } from '../../electron/book/take-key.ts';
import { defaultStyleTts2Voice, type StyleTts2Voice } from '../../electron/engines/styletts2/voice.ts';
import { defaultVoice, type Voice } from '../../electron/contract/voice.ts';
import type { WriteDb } from '../../electron/db/connection.ts';
import { migrate } from '../../electron/db/migrations.ts';
import { createTables } from '../../electron/db/migrations/1-create-tables.ts';
import { addPaidVoices } from '../../electron/db/migrations/2-paid-voices.ts';
import { addProof } from '../../electron/db/migrations/3-proof.ts';
import { formerKeyOf, keyOf } from '../../electron/db/migrations/ground/keys.ts';
import { expectFullCount } from '../support/full-count.ts';

const version = '989cb5ea6d2401314eb30685740cb9f6fd1c9001b8940659b406f952837ab5ac';
const other = 'a'.repeat(64);
const voice = defaultStyleTts2Voice;

/** A database of version 3 with one book in a paid voice: three paragraphs, each a chunk, of which nothing was spoken. */
function former(change: (db: WriteDb) => void = () => undefined): WriteDb {
  const db: WriteDb = new Sqlite(':memory:');
  db.pragma('foreign_keys = OFF');
  for (const step of [createTables, addPaidVoices, addProof]) step(db);
  db.pragma('user_version = 3');
  db.pragma('foreign_keys = ON');
  db.prepare(
    `INSERT INTO projects (id, title, format, source_name, source_hash, sample_rate, chunk_limit, voice, pauses, created_at)
     VALUES (1, 'One', 'text', 'a', 'a', 24000, 280, ?, '{}', '2026')`,
  ).run(JSON.stringify(voice));
  db.exec(`
    INSERT INTO sections (id, project_id, position, title, included) VALUES (1, 1, 0, 'A', 1), (2, 1, 1, 'Empty', 1);
    INSERT INTO paragraphs VALUES (1, 0, 'prose', 'At 9 it rained.'), (1, 1, 'prose', 'At nine it rained.'),
      (1, 2, 'prose', 'Then it was still.');
    INSERT INTO chunks (id, section_id, position, kind, text, boundary, paragraph)
      VALUES (1, 1, 0, 'speech', 'At 9 it rained.', 'paragraph', 0),
             (2, 1, 1, 'speech', 'At nine it rained.', 'paragraph', 1),
             (3, 1, 2, 'speech', 'Then it was still.', 'chapter', 2);
  `);
  change(db);
  return db;
}

/** Adds a prediction of a text in a voice, and a take of it for a chunk, whose own words may be others. */
function speak(
  db: WriteDb,
  chunk: number,
  { text, by = voice, asked = text }: { text: string; by?: Voice; asked?: string },
): number {
  const prediction = db
    .prepare<[number, string, string, string], number>(
      `INSERT INTO predictions (kind, project_id, section_id, chunk_id, engine, voice, text, speech_key, state, created_at, revision)
       VALUES ('chunk', 1, 1, ?, ?, ?, ?, 'k', 'succeeded', '2026', 'flite-0.1.1.1') RETURNING id`,
    )
    .pluck()
    .get(chunk, by.engine, JSON.stringify(by), asked);
  const take = db
    .prepare<[Record<string, unknown>], number>(
      `INSERT INTO takes (chunk_id, prediction_id, speech_key, file, sample_rate, samples, peak, rms, clipped, created_at)
       VALUES (@chunk, @prediction, @key, @file, 24000, 100, -3, -20, 0, '2026') RETURNING id`,
    )
    .pluck()
    .get({
      chunk,
      prediction,
      file: `takes/1/${prediction ?? 0}.wav`,
      key: formerKeyOf({ ...by }, 24_000, text),
    });
  if (take === undefined) throw new Error('no take');
  return take;
}

const choose = (db: WriteDb, chunk: number, take: number): unknown =>
  db.prepare('UPDATE chunks SET take_id = ? WHERE id = ?').run(take, chunk);

/** What is heard of each chunk, and whether that makes it ready. */
function heard(db: WriteDb): unknown[] {
  migrate(db);
  expectFullCount(db);
  expect(db.pragma('foreign_key_check')).toEqual([]);
  return db.prepare('SELECT id, heard_id, ready FROM chunks ORDER BY id').raw().all();
}

describe('after the change to version 4', () => {
  test('a take is its chunk’s where it was reused for other words, whether or not it is what was heard last', () => {
    for (const isHeard of [true, false]) {
      let take = 0;
      const db = former((before) => {
        take = speak(before, 2, { text: 'At nine it rained.', asked: 'At 9 it rained.' });
        if (isHeard) choose(before, 2, take);
      });
      expect(heard(db)).toEqual([
        [1, null, 0],
        [2, take, 1],
        [3, null, 0],
      ]);
    }
  });

  test('a take of a whole that was cut since is of the whole’s words, and of no half', () => {
    const whole = 'Then it was still. Nobody came.';
    const db = former((before) => {
      speak(before, 3, { text: whole });
    });
    expect(heard(db)).toEqual([
      [1, null, 0],
      [2, null, 0],
      [3, null, 0],
    ]);
    expect(db.prepare('SELECT key FROM takes').pluck().get()).toBe(takeKeys(voice, version)(whole));
  });

  test('a version of the model is told by who made the sound: the usual one by name is the usual one', () => {
    let usual = 0;
    const db = former((before) => {
      usual = speak(before, 1, { text: 'At 9 it rained.', by: { ...voice, modelVersion: version } });
      speak(before, 2, { text: 'At nine it rained.', by: { ...voice, modelVersion: other } });
    });
    expect(heard(db)).toEqual([
      [1, usual, 1],
      [2, null, 0],
      [3, null, 0],
    ]);
    const makers = 'SELECT maker FROM predictions ORDER BY id';
    expect(db.prepare(makers).pluck().all()).toEqual([version, other]);
  });

  test('a chunk that was heard by an earlier voice’s take wants its own, and a draft stands in', () => {
    let draft = 0;
    const db = former((before) => {
      draft = speak(before, 1, { text: 'At 9 it rained.', by: defaultVoice });
      choose(before, 1, draft);
      choose(before, 2, speak(before, 2, { text: 'At nine it rained.', by: { ...voice, alpha: 0.9 } }));
    });
    expect(heard(db)).toEqual([
      [1, draft, 0],
      [2, null, 0],
      [3, null, 0],
    ]);
  });

  test('a chunk speaks by its own named voice before its section’s, that before the book’s, with its own seed on top', () => {
    const takes: number[] = [];
    const db = former((before) => {
      const named = [1, 2, 3].map((seed) => ({ ...voice, alpha: seed / 10, seed }));
      for (const [index, one] of named.entries()) {
        before
          .prepare(`INSERT INTO voices (id, name, voice, created_at) VALUES (?, ?, ?, '2026')`)
          .run(index + 1, `V${index}`, JSON.stringify(one));
      }
      before.exec(`UPDATE projects SET voice_id = 1; UPDATE sections SET voice_id = 2 WHERE id = 1;
        UPDATE chunks SET voice_id = 3 WHERE id = 1; UPDATE chunks SET seed = 77 WHERE id = 2`);
      const [first, second, third] = named;
      takes.push(speak(before, 1, { text: 'At 9 it rained.', by: third ?? voice }));
      takes.push(speak(before, 2, { text: 'At nine it rained.', by: { ...(second ?? voice), seed: 77 } }));
      speak(before, 3, { text: 'Then it was still.', by: first ?? voice });
      takes.push(speak(before, 3, { text: 'Then it was still.', by: second ?? voice }));
    });
    expect(heard(db)).toEqual(takes.map((take, index) => [index + 1, take, 1]));
  });

  test('chunks that are not their paragraphs’ text any more keep their order, each in a place of its own', () => {
    const db = former((before) => {
      before.exec(`UPDATE paragraphs SET text = 'Something else.' WHERE position = 1`);
    });
    heard(db);
    expect(
      db.prepare('SELECT id FROM chunks ORDER BY section_id, from_paragraph, from_offset').pluck().all(),
    ).toEqual([1, 2, 3]);
  });

  test('chunks are where their words are, also those of one paragraph, and so are their predictions', () => {
    const db = former((before) => {
      before.exec(`UPDATE paragraphs SET text = 'At 9 it rained.  At nine it rained.' WHERE position = 0;
        DELETE FROM paragraphs WHERE position = 1`);
      speak(before, 2, { text: 'At nine it rained.' });
      speak(before, 2, { text: 'What it said before.' });
    });
    heard(db);
    const place = 'from_paragraph, from_offset, to_paragraph, to_offset';
    expect(db.prepare(`SELECT ${place} FROM chunks ORDER BY id`).raw().all()).toEqual([
      [0, 0, 0, 15],
      [0, 17, 0, 35],
      [1, 0, 1, 18],
    ]);
    expect(db.prepare(`SELECT ${place} FROM predictions ORDER BY id`).raw().all()).toEqual([
      [0, 17, 0, 35],
      [null, null, null, null],
    ]);
  });

  test('a voice that cannot be read makes nothing ready, and loses no take', () => {
    const db = former((before) => {
      choose(before, 1, speak(before, 1, { text: 'At 9 it rained.' }));
      before.exec(`UPDATE projects SET voice = 'no voice'; UPDATE predictions SET voice = '[1]'`);
    });
    expect(heard(db)).toEqual([
      [1, null, 0],
      [2, null, 0],
      [3, null, 0],
    ]);
    expect(db.prepare('SELECT file FROM takes').pluck().all()).toEqual(['takes/1/1.wav']);
  });

  test('numbers of chunks, takes, projects and predictions are never used again', () => {
    const db = former((before) => {
      speak(before, 3, { text: 'Then it was still.' });
      before.exec(`UPDATE sqlite_sequence SET seq = 50 WHERE name IN ('projects', 'predictions')`);
    });
    heard(db);
    const sequences = db.prepare('SELECT name, seq FROM sqlite_sequence ORDER BY name').raw().all();
    expect(sequences).toEqual([
      ['chunks', 3],
      ['predictions', 50],
      ['projects', 50],
      ['takes', 1],
    ]);
  });

  test('an empty library has everything too', () => {
    const db = former((before) => {
      before.exec('DELETE FROM projects');
    });
    expect(heard(db)).toEqual([]);
    expect(db.prepare('SELECT * FROM section_counts').all()).toEqual([]);
  });
});

test('the keys of the change are the keys that Lectern reckons', () => {
  const number = fc.double({ min: 0, max: 1, noNaN: true });
  const voices = fc.record<StyleTts2Voice>({
    engine: fc.constant('styletts2'),
    alpha: number,
    beta: number,
    diffusionSteps: fc.nat(50),
    embeddingScale: number,
    seed: fc.integer(),
    reference: fc.constantFrom(
      null,
      { kind: 'clip', hash: 'b'.repeat(64), name: 'A clip' },
      { kind: 'url', url: 'https://example.com/a.wav' },
    ),
    weights: fc.constantFrom(null, 'https://example.com/w'),
    modelVersion: fc.constantFrom(null, version, other),
  });
  fc.assert(
    fc.property(voices, fc.string(), (one, text) => {
      expect(keyOf(one, 'styletts2-989cb5ea6d24.1', text)).toBe(
        takeKeys(one, one.modelVersion ?? version)(text),
      );
      // Voices of before had no version.
      const { modelVersion, ...before } = one;
      if (modelVersion === null) expect(keyOf(before, null, text)).toBe(takeKeys(one, version)(text));
    }),
  );
  expect(keyOf(defaultVoice, null, 'Hm.')).toBe(takeKeys(defaultVoice, 'flite-0.1.1.1')('Hm.'));
});
