import type { ChunkId } from '../contract/ids.ts';
import { findChunk } from '../db/queries/chunks.ts';
import { findProject } from '../db/queries/projects.ts';
import type { EventBus } from '../base/event-bus.ts';
import type { Library } from '../library/open-library.ts';
import { describeChunk } from './reading.ts';

/** Tells whoever listens how a chunk stands. */
export class ChunkTeller {
  readonly #library: Library;
  readonly #events: EventBus;

  constructor(library: Library, events: EventBus) {
    this.#library = library;
    this.#events = events;
  }

  /** Tells of a chunk; of one that is gone meanwhile, nothing. */
  tell(id: ChunkId): void {
    const { db } = this.#library;
    const chunk = findChunk(db, id);
    const project = chunk === null ? null : findProject(db, chunk.project);
    if (project === null || chunk === null) return;
    this.#events.emit('chunk', { project: project.id, chunk: describeChunk(chunk, project) });
  }
}
