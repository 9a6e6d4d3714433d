import type { ChunkId, ProjectId, SectionId } from '../../contract/ids.ts';
import type { WriteDb } from '../../db/connection.ts';
import {
  deleteChunk,
  nextChunkId,
  readChunkImage,
  readProjectImage,
  readSectionImage,
  writeChunkImage,
  writeProjectImage,
  writeSectionImages,
  type ChunkImage,
  type ProjectImage,
  type SectionImage,
} from '../../db/queries/images.ts';
import { found } from '../../base/not-found.ts';
import type { Changes } from './changes.ts';

interface Changed<Image> {
  before: Image;
  after: Image;
}

/** An edit in the making: changes rows and remembers what they were. Throws `not-found` for what is not there. */
export class EditDraft {
  readonly db: WriteDb;
  readonly project: ProjectId;
  readonly #chunks = new Map<ChunkId, { before: ChunkImage | null; after: ChunkImage | null }>();
  readonly #sections = new Map<SectionId, Changed<SectionImage>>();
  #project: Changed<ProjectImage> | null = null;

  constructor(db: WriteDb, project: ProjectId) {
    this.db = db;
    this.project = project;
  }

  /** A chunk as it is now. */
  chunk(id: ChunkId): ChunkImage {
    return found(readChunkImage(this.db, id), 'chunk');
  }

  changeChunk(id: ChunkId, change: Partial<Omit<ChunkImage, 'id'>>): void {
    const now = this.chunk(id);
    const after = { ...now, ...change };
    writeChunkImage(this.db, after);
    this.#chunks.set(id, { before: this.#chunks.get(id)?.before ?? now, after });
  }

  addChunk(image: Omit<ChunkImage, 'id'>): ChunkId {
    const id = nextChunkId(this.db);
    const after = { ...image, id };
    writeChunkImage(this.db, after);
    this.#chunks.set(id, { before: null, after });
    return id;
  }

  removeChunk(id: ChunkId): void {
    const before = this.#chunks.get(id)?.before ?? this.chunk(id);
    deleteChunk(this.db, id);
    this.#chunks.set(id, { before, after: null });
  }

  /** A section as it is now. */
  section(id: SectionId): SectionImage {
    return found(readSectionImage(this.db, id), 'section');
  }

  changeSection(id: SectionId, change: Partial<Omit<SectionImage, 'id'>>): void {
    this.changeSections([{ ...this.section(id), ...change }]);
  }

  /** Changes sections together, which may exchange their places. */
  changeSections(images: readonly SectionImage[]): void {
    for (const after of images) {
      const before = this.#sections.get(after.id)?.before ?? this.section(after.id);
      this.#sections.set(after.id, { before, after });
    }
    writeSectionImages(this.db, images);
  }

  changeProject(change: Partial<Omit<ProjectImage, 'id'>>): void {
    const now = found(readProjectImage(this.db, this.project), 'project');
    const after = { ...now, ...change };
    writeProjectImage(this.db, after);
    this.#project = { before: this.#project?.before ?? now, after };
  }

  /** What was changed, without what came out as it was. */
  changes(): Changes {
    return {
      chunks: [...this.#chunks.values()].filter(isChange),
      sections: [...this.#sections.values()].filter(isChange),
      project: this.#project !== null && isChange(this.#project) ? this.#project : null,
    };
  }
}

function isChange({ before, after }: { before: unknown; after: unknown }): boolean {
  return JSON.stringify(before) !== JSON.stringify(after);
}
