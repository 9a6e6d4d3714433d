import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sampleManuscript } from '../manuscript/sample.ts';
import { makeTemporaryFolder } from '../library/temporary-folder.ts';
import type { TicketedFile } from '../library/tickets.ts';

/** Lends the manuscript that comes with Lectern as a file, for as long as `use` takes. */
export async function withSampleFile<Value>(use: (file: TicketedFile) => Promise<Value>): Promise<Value> {
  const folder = await makeTemporaryFolder('sample');
  try {
    const file = path.join(folder.path, sampleManuscript.name);
    await writeFile(file, sampleManuscript.text, { mode: 0o600 });
    return await use({ path: file, name: sampleManuscript.name });
  } finally {
    await folder.remove();
  }
}
