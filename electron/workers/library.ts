import { proveOriginal, proveTake } from '../audio/found-file.ts';
import { backUp } from '../studio/library/backups.ts';
import type { LibraryCalls } from './library-calls.ts';
import { serveWorker } from './port.ts';

serveWorker<LibraryCalls>({
  proveTake: ({ file }) => proveTake(file),
  proveOriginal: ({ file }) => proveOriginal(file),
  backUp: ({ folder, reason }) => backUp(folder, reason),
});
