import { existsSync } from 'node:fs';
import path from 'node:path';
import type { TestContext } from 'vitest';

const folder = path.resolve(import.meta.dirname, '../../../shared/books');

/** The path of a real book; skips the test, saying why, where the folder of books is not there. */
export function realBook(context: TestContext, name: string): string {
  const file = path.join(folder, name);
  if (!existsSync(file)) context.skip(`${name} is not there: the real books lie in ../shared/books`);
  return file;
}
