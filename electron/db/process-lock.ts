import fs from 'node:fs';
import Sqlite from 'better-sqlite3';

/**
 * Holds a file for this process, by an exclusive transaction on it as a small SQLite database: the system frees it when
 * the process ends, however it ends, and no process is ever mistaken for another that had its number. The answer lets
 * go of it; null while any process holds it. A file that is not there is made, for this user alone. Throws SQLite's or
 * the file system's own error.
 */
export function holdFile(file: string): (() => void) | null {
  // One that is there must not be opened in any other way: closing it would end a lock of this very process (POSIX).
  if (!fs.existsSync(file)) fs.closeSync(fs.openSync(file, 'wx', 0o600));
  const lock = new Sqlite(file, { timeout: 0 });
  try {
    // Nothing is ever written: a journal would only lie about.
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
    return () => {
      lock.close();
    };
  } catch (thrown) {
    lock.close();
    if (thrown instanceof Sqlite.SqliteError && thrown.code.startsWith('SQLITE_BUSY')) return null;
    throw thrown;
  }
}
