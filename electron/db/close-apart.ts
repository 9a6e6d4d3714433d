import fs from 'node:fs';
import { randomUUID } from 'node:crypto';

/**
 * Closes a database whose file is no longer in its place. SQLite then removes logs by the names that it knows them by,
 * and what has those names now is another database's: it is out of the way meanwhile.
 */
export function closeApart(database: string, close: () => void): void {
  const kept: [away: string, log: string][] = [];
  for (const log of ['-wal', '-shm', '-journal'].map((end) => `${database}${end}`)) {
    const away = `${log}.${randomUUID()}`;
    try {
      fs.renameSync(log, away);
      kept.push([away, log]);
    } catch {
      // There is none, or nothing can be renamed there, nor be removed then.
    }
  }
  try {
    close();
  } finally {
    for (const [away, log] of kept) fs.renameSync(away, log);
  }
}
