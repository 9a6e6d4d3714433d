import type { ProjectId } from '../../contract/ids.ts';
import type { Project } from '../../contract/project.ts';
import type { ReadDb } from '../../db/connection.ts';
import { listChunkTexts, type ChunkText } from '../../db/queries/found-audio.ts';

/** Finds the chunks that found takes were made for, by what is spoken. */
export class FoundChunks {
  readonly #db: ReadDb;
  readonly #texts = new Map<ProjectId, ReadonlyMap<string, ChunkText>>();

  constructor(db: ReadDb) {
    this.#db = db;
  }

  /** The first chunk of this text; null when the book has no such text now. */
  find({ id }: Pick<Project, 'id'>, text: string): ChunkText | null {
    let texts = this.#texts.get(id);
    if (texts === undefined) {
      const chunks = listChunkTexts(this.#db, id).toReversed();
      this.#texts.set(id, (texts = new Map(chunks.map((chunk) => [chunk.text, chunk]))));
    }
    return texts.get(text) ?? null;
  }
}
