import { openStitched, type Stitched } from '../audio/stitched/stitched.ts';
import { stitchedName } from '../audio/stitched/stitched-name.ts';
import type { TakeSource } from '../audio/stitched/take-source.ts';
import type { TakeId } from '../contract/ids.ts';
import type { StitchedFile } from '../contract/stitched.ts';
import { findTakeFile, type TakeFile } from '../db/queries/takes.ts';
import type { Library } from '../library/open-library.ts';
import { found } from '../base/not-found.ts';

/** How many stitched files are remembered: the one being heard, and the ones before it that may still be. */
const remembered = 16;

interface Registered {
  file: StitchedFile;
  opened?: Promise<Stitched>;
}

/** The stitched files that were registered: a changed take makes another file, so that none ever changes. */
export class StitchedFiles {
  readonly #files = new Map<string, Registered>();
  /** Where the takes of this library are, and what they have to be. */
  readonly takes: TakeSource;

  constructor(library: Library) {
    const find = (take: TakeId): TakeFile => found(findTakeFile(library.db, take), 'take');
    this.takes = {
      path: (take) => library.file(find(take).file),
      proof: (take) => {
        const { samples, sha256 } = find(take);
        return sha256 === null ? null : { samples, sha256 };
      },
    };
  }

  /** Remembers a stitched file under its name, the hash of its list. */
  register(file: StitchedFile): { name: string } {
    const name = stitchedName(file);
    const known = this.#files.get(name) ?? { file };
    this.#files.delete(name);
    this.#files.set(name, known);
    for (const oldest of this.#files.keys()) {
      if (this.#files.size <= remembered) break;
      this.#files.delete(oldest);
    }
    return { name };
  }

  /** A registered file. Throws `not-found` for another name. */
  get(name: string): StitchedFile {
    return this.#registered(name).file;
  }

  /** A registered file, checked against the takes on disk, to be read. Rejects with `not-found` for another name. */
  async open(name: string): Promise<Stitched> {
    const registered = this.#registered(name);
    registered.opened ??= openStitched(registered.file, this.takes);
    try {
      return await registered.opened;
    } catch (thrown) {
      // A take may be made again: the next one to ask looks anew.
      delete registered.opened;
      throw thrown;
    }
  }

  #registered(name: string): Registered {
    return found(this.#files.get(name), 'stitched file');
  }
}
