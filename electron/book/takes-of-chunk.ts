import type { Take } from '../contract/take.ts';
import { voiceSchema, type Voice } from '../contract/voice.ts';
import type { ReadDb } from '../db/connection.ts';
import type { ChunkRow } from '../db/queries/chunks.ts';
import { findProject } from '../db/queries/projects.ts';
import { listTakesOfChunk, type TakeOfChunk } from '../db/queries/takes-of-chunk.ts';
import { listVoices } from '../db/queries/voices.ts';
import { parseJson } from '../db/statement.ts';

/** The takes of a chunk: those of its words and voice first, then the newest first. */
export function listTakes(db: ReadDb, chunk: ChunkRow): Take[] {
  const names = listVoices(db);
  const nameOf = (voice: Voice): string | null =>
    names.find((named) => isSameButSeed(named.voice, voice))?.name ?? null;
  return atOneRate(listTakesOfChunk(db, chunk), findProject(db, chunk.project)?.sampleRate)
    .flatMap((row): Take[] => {
      const voice = voiceSchema.safeParse(parseJson(row.voice)).data;
      if (voice === undefined) return [];
      const { id, prediction, text, samples, sampleRate, peak, rms, clipped, cost, createdAt } = row;
      return [
        {
          ...{ id, prediction, text, voice, samples, sampleRate, peak, rms, clipped, cost, createdAt },
          fit: fitOf(chunk, row),
          heard: id === chunk.take?.id,
          chosen: id === chunk.chosen,
          voiceName: nameOf(voice),
          draft: row.standsIn === 1,
        },
      ];
    })
    .toSorted((a, b) => order.indexOf(a.fit) - order.indexOf(b.fit) || b.id - a.id);
}

/** Every take once: at the rate (Hz) at which it is heard, where it is there at that one. */
function atOneRate(rows: readonly TakeOfChunk[], sampleRate: number | undefined): TakeOfChunk[] {
  const takes = new Map<string, TakeOfChunk>();
  for (const row of rows) {
    const name = `${row.prediction} ${row.key}`;
    if (row.sampleRate === sampleRate || !takes.has(name)) takes.set(name, row);
  }
  return [...takes.values()];
}

const order: readonly Take['fit'][] = ['wanted', 'voice', 'words', 'elsewhere'];

function fitOf(chunk: ChunkRow, take: TakeOfChunk): Take['fit'] {
  if (take.key === chunk.wanted) return 'wanted';
  if (take.text === chunk.spoken) return 'voice';
  const { place } = chunk;
  const isHere =
    take.fromParagraph === place.fromParagraph &&
    take.fromOffset === place.fromOffset &&
    take.toParagraph === place.toParagraph &&
    take.toOffset === place.toOffset;
  return isHere ? 'words' : 'elsewhere';
}

function isSameButSeed(a: Voice, b: Voice): boolean {
  const plain = (voice: Voice): string =>
    JSON.stringify(Object.entries({ ...voice, seed: 0 }).toSorted(([x], [y]) => (x < y ? -1 : 1)));
  return plain(a) === plain(b);
}
