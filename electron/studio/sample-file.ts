import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { sampleManuscript } from '../manuscript/sample.ts';
import type { TicketedFile } from './tickets.ts';

/** Lends the manuscript that comes with Lectern as a file, for as long as `use` takes. */
export async function withSampleFile<Value>(use: (file: TicketedFile) => Promise<Value>): Promise<Value> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lectern-sample-'));
  try {
    const file = path.join(folder, sampleManuscript.name);
    await writeFile(file, sampleManuscript.text);
    return await use({ path: file, name: sampleManuscript.name });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
