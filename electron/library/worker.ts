import { proveOriginal, proveTake } from '../audio/found-file.ts';
import { backUp } from './backups.ts';
import type { LibraryCalls } from './worker-calls.ts';
import { serveWorker } from '../base/port.ts';

serveWorker<LibraryCalls>({
  proveTake: ({ file }) => proveTake(file),
  proveOriginal: ({ file }) => proveOriginal(file),
  backUp: ({ folder, reason }) => backUp(folder, reason),
});
