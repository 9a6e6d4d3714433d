import { z } from 'zod';
import { chunkIdSchema, projectIdSchema, sectionIdSchema } from '../contract/ids.ts';
import { readSetting, writeSetting } from '../db/queries/settings.ts';
import type { Library } from '../library/open-library.ts';

const key = 'narrationUnderWay';

const storedSchema = z.object({
  project: projectIdSchema,
  sections: z.array(sectionIdSchema).optional(),
  chunks: z.array(chunkIdSchema).optional(),
  maxCost: z.number().min(0).nullable(),
});

/** What a narration was asked for, and its cap in US dollars. */
export type Asked = z.infer<typeof storedSchema>;

/**
 * What is being narrated, written down in the library for as long as it is: what stands there when a library is opened
 * was interrupted. Nothing is ever begun by it; it is only offered.
 */
export class Interruption {
  readonly #library: Library;

  constructor(library: Library) {
    this.#library = library;
  }

  /** A narration of this begins. */
  begin(asked: Asked): void {
    writeSetting(this.#library.db, key, storedSchema.parse(asked));
  }

  /** It came to its end, or the person has done with it. */
  end(): void {
    if (readSetting(this.#library.db, key) !== null) writeSetting(this.#library.db, key, null);
  }

  /** What was begun and has not come to its end; null when nothing was, or when what stands there is no such thing. */
  read(): Asked | null {
    return storedSchema.safeParse(readSetting(this.#library.db, key)).data ?? null;
  }
}
