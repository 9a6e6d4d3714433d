import type { ChunkId, ProjectId } from '../../contract/ids.ts';
import type { Project } from '../../contract/project.ts';
import type { WriteDb } from '../../db/connection.ts';
import { chooseTake } from '../../db/queries/chunks.ts';
import { findDraft, hasTake, listChunkTexts, type ChunkText } from '../../db/queries/found-audio.ts';
import { findTake } from '../../db/queries/takes.ts';
import type { Engines } from '../../engines/engines.ts';
import { readChunk } from '../reading.ts';

/** Finds the chunks that found takes were made for, and chooses among their takes. */
export class FoundChunks {
  readonly #db: WriteDb;
  readonly #engines: Engines;
  readonly #texts = new Map<ProjectId, Map<string, ChunkText[]>>();
  readonly #touched = new Map<ChunkId, Project>();

  constructor(db: WriteDb, engines: Engines) {
    this.#db = db;
    this.#engines = engines;
  }

  /** The chunk of this text, of several the first that has no such take yet; null when the book has no such text now. */
  find(project: Project, text: string, speechKey: string): ChunkText | null {
    const alike = this.#textsOf(project.id).get(text) ?? [];
    const chunk = alike.find(({ id }) => !hasTake(this.#db, id, speechKey)) ?? alike[0] ?? null;
    if (chunk !== null) this.#touched.set(chunk.id, project);
    return chunk;
  }

  /**
   * Chooses, for each chunk that was found and is not ready, the take that it wants now, or else a draft that stands
   * in where nothing is heard.
   */
  settle(): void {
    for (const [id, project] of this.#touched) {
      const chunk = readChunk(this.#db, this.#engines, project, id);
      if (chunk === null || chunk.ready) continue;
      const own = findTake(this.#db, id, chunk.wanted)?.id ?? null;
      const take = own ?? (chunk.take === null ? findDraft(this.#db, id, chunk.text) : null);
      if (take !== null) chooseTake(this.#db, id, take);
    }
    this.#touched.clear();
  }

  #textsOf(project: ProjectId): ReadonlyMap<string, ChunkText[]> {
    const known = this.#texts.get(project);
    if (known !== undefined) return known;
    const texts = Map.groupBy(listChunkTexts(this.#db, project), ({ text }) => text);
    this.#texts.set(project, texts);
    return texts;
  }
}
