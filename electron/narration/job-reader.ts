import { isPaid } from '../contract/engine-entry.ts';
import { ChosenVoices } from '../book/chosen-voices.ts';
import { sectionsAsked } from '../book/reading.ts';
import { serviceOf } from '../book/take-key.ts';
import type { ChunkId, SectionId } from '../contract/ids.ts';
import type { Project } from '../contract/project.ts';
import type { WriteDb } from '../db/connection.ts';
import { findChunk, listChunks, type ChunkRow } from '../db/queries/chunks.ts';
import { listOpen } from '../db/queries/predictions.ts';
import { findSection, type SectionRow } from '../db/queries/sections.ts';
import { hasTakeOfKey } from '../db/queries/takes.ts';
import type { Engines } from '../engines/engines.ts';
import { openKey } from '../predictions/open-key.ts';
import { isOut } from '../predictions/owed-audio.ts';
import type { Job } from './job.ts';
import type { Standing } from './progress-meter.ts';

/** What of a project is meant: its included sections, or those named; of them, all chunks, or those named. */
export interface Asked {
  sections?: SectionId[] | undefined;
  chunks?: ChunkId[] | undefined;
}

/** Makes jobs of a project's chunks as it is at one moment. */
export class JobReader {
  readonly #db: WriteDb;
  readonly #project: Project;
  readonly #engines: Engines;
  readonly #voices: ChosenVoices;

  constructor(db: WriteDb, engines: Engines, project: Project) {
    this.#db = db;
    this.#engines = engines;
    this.#project = project;
    this.#voices = new ChosenVoices(db, engines, project);
  }

  /** What is to be spoken, and what stands already, by what `isReady` says of each chunk that is meant. */
  read(
    { sections, chunks }: Asked,
    isReady: (chunk: ChunkRow) => boolean,
  ): { jobs: Job[]; standing: Standing[] } {
    const named = chunks === undefined ? undefined : new Set(chunks);
    const jobs: Job[] = [];
    const standing: Standing[] = [];
    const readAll = this.#db.transaction(() => {
      for (const section of sectionsAsked(this.#db, this.#project, sections)) {
        for (const chunk of listChunks(this.#db, section.id)) {
          if (chunk.kind !== 'speech' || named?.has(chunk.id) === false) continue;
          if (isReady(chunk)) standing.push({ section: section.id, characters: chunk.spoken.length });
          else jobs.push(this.#jobOf(section, chunk));
        }
      }
    });
    readAll.immediate();
    return { jobs, standing };
  }

  /** What is meant and not ready, besides some. */
  jobs(asked: Asked, besides: ReadonlySet<ChunkId>): Job[] {
    return this.read(asked, ({ ready }) => ready).jobs.filter(({ chunk }) => !besides.has(chunk));
  }

  /** The job of a chunk that is not ready; null for any other. */
  job(id: ChunkId): Job | null {
    const chunk = findChunk(this.#db, id);
    const section = chunk === null ? null : findSection(this.#db, chunk.section);
    if (chunk === null || section === null || chunk.kind === 'ornament' || chunk.ready) return null;
    return this.#jobOf(section, chunk);
  }

  /** Those of which there is no equal take, in whatever project or try, and none is on its way. */
  unpaid(jobs: readonly Job[]): Job[] {
    const onTheirWay = new Set(
      listOpen(this.#db)
        .filter(isOut)
        .map((open) => openKey(open, this.#engines.of(open))),
    );
    return jobs.filter(
      ({ key, engine }) =>
        !isPaid(engine.entry) || !(onTheirWay.has(key) || hasTakeOfKey(this.#db, key, serviceOf(engine))),
    );
  }

  #jobOf(section: SectionRow, chunk: ChunkRow): Job {
    const { id, spoken, place, wanted } = chunk;
    const { voice, engine, keyOf } = this.#voices.of(section, chunk);
    const key = wanted ?? keyOf(spoken);
    return { chunk: id, section: section.id, text: spoken, place, voice, engine, key };
  }
}
