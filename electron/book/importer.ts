import { cutLimit } from '../contract/cut-limit.ts';
import { entryOf } from '../contract/engine-entry.ts';
import type { ProjectId } from '../contract/ids.ts';
import type { Project } from '../contract/project.ts';
import { findProjectBySource, insertCover, insertProject } from '../db/queries/projects.ts';
import { insertSections } from '../db/queries/sections.ts';
import type { Engines } from '../engines/engines.ts';
import { reclaimAudio, takeOver } from './found/former-project.ts';
import { renewWishes } from './wishes.ts';
import type { Library } from '../library/open-library.ts';
import type { ManuscriptReader } from './manuscript-reader.ts';
import { withSampleFile } from './sample-file.ts';
import { readSettings } from '../library/settings.ts';
import type { TicketedFile } from '../library/tickets.ts';

/** A project, and whether the import made it or found it. */
export interface Imported {
  project: Project;
  created: boolean;
}

/** How a manuscript becomes a project. */
export interface HowToImport {
  /** As another project, also where the same file was imported before. */
  again?: boolean | undefined;
  /** The most characters of a chunk. */
  chunkLimit?: number | undefined;
}

/** Imports manuscripts into a library. */
export class Importer {
  readonly #library: Library;
  readonly #reader: ManuscriptReader;
  readonly #engines: Engines;

  constructor(library: Library, reader: ManuscriptReader, engines: Engines) {
    this.#library = library;
    this.#reader = reader;
    this.#engines = engines;
  }

  /**
   * Makes a project of a manuscript, or, unless it is to be imported `again`, finds the one that was made of the same
   * bytes before. A new one is cut into chunks of at most so many characters (without it, as the settings have it), and
   * as its voice needs them. Rejects with what is wrong with the file; nothing is stored then.
   */
  async import(
    file: TicketedFile,
    { again = false, chunkLimit: wanted }: HowToImport = {},
  ): Promise<Imported> {
    const sourceHash = await this.#reader.hash(file);
    const known = again ? null : findProjectBySource(this.#library.db, sourceHash);
    if (known !== null) return { project: known, created: false };
    const settings = readSettings(this.#library.db);
    const { voice, pauses, sampleRate } = settings;
    const chunkLimit = cutLimit(
      entryOf(this.#engines.entries(), voice.engine),
      wanted ?? settings.chunkLimit,
    );
    const planned = await this.#reader.plan(file, chunkLimit);
    const { sections, cover, ...facts } = planned;
    const { db } = this.#library;
    return db
      .transaction(() => {
        // The same file may have been dropped twice: the other one may have come first.
        const twin = again ? null : findProjectBySource(db, sourceHash);
        if (twin !== null) return { project: twin, created: false };
        // Its audio may be here from before the database was lost.
        const former = takeOver(db, sourceHash);
        const created = insertProject(db, {
          ...facts,
          id: former.id,
          voice: former.voice ?? voice,
          pauses,
          chunkLimit,
          sourceName: file.name,
          sourceHash,
          sampleRate,
        });
        const id: ProjectId = created.id;
        if (cover !== null) insertCover(db, id, cover);
        insertSections(db, id, sections);
        reclaimAudio(db, created, sourceHash);
        renewWishes(db, this.#engines, id, { project: id });
        return { project: created, created: true };
      })
      .immediate();
  }

  /** Imports the short manuscript that comes with Lectern. */
  importSample(how: HowToImport = {}): Promise<Imported> {
    return withSampleFile((file) => this.import(file, how));
  }
}
