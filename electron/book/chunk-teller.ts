import type { ChunkId } from '../contract/ids.ts';
import { findChunk } from '../db/queries/chunks.ts';
import { findProject } from '../db/queries/projects.ts';
import { findSection } from '../db/queries/sections.ts';
import type { Engines } from '../engines/engines.ts';
import type { EventBus } from '../base/event-bus.ts';
import type { Library } from '../library/open-library.ts';
import { describeChunk, readChunk } from './reading.ts';

/** Tells whoever listens how a chunk stands. */
export class ChunkTeller {
  readonly #library: Library;
  readonly #engines: Engines;
  readonly #events: EventBus;

  constructor(library: Library, engines: Engines, events: EventBus) {
    this.#library = library;
    this.#engines = engines;
    this.#events = events;
  }

  /** Tells of a chunk; of one that is gone meanwhile, nothing. */
  tell(id: ChunkId): void {
    const { db } = this.#library;
    const home = findChunk(db, id)?.section;
    const section = home === undefined ? null : findSection(db, home);
    const project = section === null ? null : findProject(db, section.project);
    const chunk = project === null ? null : readChunk(db, this.#engines, project, id);
    if (project === null || chunk === null) return;
    this.#events.emit('chunk', { project: project.id, chunk: describeChunk(chunk, project) });
  }
}
