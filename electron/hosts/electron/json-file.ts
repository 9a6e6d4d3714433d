import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { writeDurably } from '../../base/durable-file.ts';

/** Reads a small file of the window's own; null when it is missing or not what it should be. */
export function readJson<Value>(file: string, schema: z.ZodType<Value>): Value | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // What is kept here is convenience; a damaged file is worth no question.
    return null;
  }
}

/** Writes a small file of the window's own, whole or not at all. Throws the file system's own error. */
export function writeJson(file: string, value: unknown): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeDurably(file, [Buffer.from(`${JSON.stringify(value, null, 2)}\n`)]);
}
