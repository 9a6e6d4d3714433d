import type { TakeId } from '../../contract/ids.ts';
import type { StitchedFile } from '../../contract/stitched.ts';
import type { Details } from '../formats/format.ts';
import type { TakeOnDisk } from './take-source.ts';
import type { WriteResult } from './write-stitched.ts';

/** One stitched file to be written, as plain data that crosses threads. */
export interface WriteJob {
  file: StitchedFile;
  /** Every take that the file uses. */
  takes: ReadonlyMap<TakeId, TakeOnDisk>;
  target: string;
  /** The id of the format that it is written in. */
  format: string;
  details: Details;
  /** The name under which the file grows. */
  temporary: string;
  overwrite: boolean;
}

/** What `serveStitched` can be asked. */
export type StitchedCalls = {
  /**
   * Checks, writes, syncs, verifies, and gives the file its name; or, having written nothing, answers which takes are
   * not what was made: all of them.
   */
  write(job: WriteJob): { written: WriteResult } | { changed: TakeId[] };
  /** See `findChangedTakes`. */
  findChanged(takes: ReadonlyMap<TakeId, TakeOnDisk>): TakeId[];
  /** Answers once no write is under way any more; a cancelled one has then removed its temporary file. */
  settled(input: null): null;
};
