import type { FoundTakeFile } from '../audio/found-file.ts';
import type { TakeIdentity } from '../audio/take-identity.ts';
import type { BackupReason } from './backups.ts';

/** What the library's worker does: see `audio/found-file.ts` and `studio/library/backups.ts`. */
export type LibraryCalls = {
  proveTake(input: { file: string }): FoundTakeFile | null;
  proveOriginal(input: { file: string }): Promise<TakeIdentity | null>;
  backUp(input: { folder: string; reason: BackupReason }): string | null;
};
