import { locateChunks, type Place } from '../../../base/locate-chunks.ts';
import type { WriteDb } from '../../connection.ts';
import { formerKeyOf, keyOf, readVoice, wordsOf, type StoredVoice } from './keys.ts';

interface OldSection {
  id: number;
  project: number;
  voice: number | null;
  projectVoice: string;
  projectVoiceId: number | null;
  sampleRate: number;
}

interface OldChunk {
  id: number;
  kind: string;
  text: string;
  boundary: string;
  paragraph: number;
  take: number | null;
  takeKey: string | null;
  problem: string | null;
  voice: number | null;
  seed: number | null;
}

/**
 * Moves the chunks into their new table, with where they come from and what they want. The answer is the key that the
 * take of each ready chunk must have, by the take's number: a take that was reused may be of a prediction for other words.
 */
export function moveChunks(db: WriteDb): ReadonlyMap<number, string> {
  const readyTakes = new Map<number, string>();
  const named = namedVoices(db);
  const insert = db.prepare<[Record<string, unknown>]>(
    `INSERT INTO new_chunks
       (id, project_id, section_id, kind, text, boundary, from_paragraph, from_offset, to_paragraph, to_offset,
        voice_id, seed, words, wanted, takes_drafts, problem)
     VALUES
       (@id, @project, @section, @kind, @text, @boundary, @fromParagraph, @fromOffset, @toParagraph, @toOffset,
        @voice, @seed, @words, @wanted, @takesDrafts, @problem)`,
  );
  for (const section of listSections(db)) {
    const chunks = listChunks(db, section.id);
    for (const [index, place] of placesOf(db, section.id, chunks).entries()) {
      const chunk = chunks[index];
      if (chunk === undefined) continue;
      const { id, kind, text, boundary, problem, voice, seed } = chunk;
      const speaker = kind === 'speech' ? speakerOf(section, chunk, named) : null;
      const wanted = speaker === null ? null : keyOf(speaker, null, text);
      insert.run({
        ...{ id, project: section.project, section: section.id, kind, text, boundary, voice, seed, problem },
        ...place,
        words: kind === 'speech' ? wordsOf(text) : null,
        wanted,
        takesDrafts: Number(speaker !== null && speaker.engine !== 'draft'),
      });
      if (speaker === null || wanted === null || chunk.take === null) continue;
      if (chunk.takeKey === formerKeyOf(speaker, section.sampleRate, text))
        readyTakes.set(chunk.take, wanted);
    }
  }
  return readyTakes;
}

function namedVoices(db: WriteDb): ReadonlyMap<number, StoredVoice> {
  const rows = db.prepare<[], { id: number; voice: string }>('SELECT id, voice FROM voices').all();
  return new Map(
    rows.flatMap(({ id, voice }) => {
      const read = readVoice(voice);
      return read === null ? [] : [[id, read] as const];
    }),
  );
}

function listSections(db: WriteDb): OldSection[] {
  return db
    .prepare<[], OldSection>(
      `SELECT sections.id, project_id AS project, sections.voice_id AS voice, projects.voice AS projectVoice,
              projects.voice_id AS projectVoiceId, sample_rate AS sampleRate
         FROM sections JOIN projects ON projects.id = project_id ORDER BY sections.id`,
    )
    .all();
}

function listChunks(db: WriteDb, section: number): OldChunk[] {
  return db
    .prepare<[number], OldChunk>(
      `SELECT chunks.id, kind, text, boundary, paragraph, take_id AS take, takes.speech_key AS takeKey, problem,
              voice_id AS voice, seed
         FROM chunks LEFT JOIN takes ON takes.id = take_id WHERE section_id = ? ORDER BY position`,
    )
    .all(section);
}

/** Where the chunks lie; where they are not the paragraphs' text any more, in their order, one after another. */
function placesOf(db: WriteDb, section: number, chunks: readonly OldChunk[]): Place[] {
  const paragraphs = db
    .prepare<[number], { text: string }>('SELECT text FROM paragraphs WHERE section_id = ? ORDER BY position')
    .all(section)
    .map(({ text }) => text);
  const texts = chunks.map(({ text }) => text);
  const found = locateChunks(paragraphs, texts);
  return found ?? texts.map((text, index) => inOrder(index, text.length));
}

function inOrder(index: number, length: number): Place {
  return { fromParagraph: index, fromOffset: 0, toParagraph: index, toOffset: length };
}

/** What speaks a chunk: its own named voice, else its section's, else the project's; a seed of its own on top. */
function speakerOf(
  { voice, projectVoice, projectVoiceId }: OldSection,
  chunk: OldChunk,
  named: ReadonlyMap<number, StoredVoice>,
): StoredVoice | null {
  const follows = chunk.voice ?? voice ?? projectVoiceId;
  const speaker = (follows === null ? undefined : named.get(follows)) ?? readVoice(projectVoice);
  if (speaker === null || chunk.seed === null || speaker.engine !== 'styletts2') return speaker;
  return { ...speaker, seed: chunk.seed };
}
