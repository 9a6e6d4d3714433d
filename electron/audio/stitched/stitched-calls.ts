import type { TakeId } from '../../contract/ids.ts';
import type { StitchedFile } from '../../contract/stitched.ts';
import type { WriteResult } from './write-stitched.ts';

/** One stitched file to be written, as plain data that crosses threads. */
export interface WriteJob {
  file: StitchedFile;
  /** The path of every take that the file uses. */
  takes: ReadonlyMap<TakeId, string>;
  target: string;
  /** The name under which the file grows. */
  temporary: string;
  overwrite: boolean;
}

/** What the worker `electron/workers/stitched.ts` can be asked. */
export type StitchedCalls = {
  /** Checks, writes, syncs, verifies, and gives the file its name. */
  write(job: WriteJob): WriteResult;
  /** Answers once no write is under way any more; a cancelled one has then removed its temporary file. */
  settled(input: null): null;
};
