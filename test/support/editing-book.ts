import type { Client } from '../../electron/contract/client.ts';
import type { ChunkId, ProjectId } from '../../electron/contract/ids.ts';
import type { Chunk } from '../../electron/contract/project.ts';
import { chunksOf } from './lamp-book.ts';

/** The chunk of a project whose words contain these. */
export async function chunkWith(client: Client, project: { id: ProjectId }, words: string): Promise<Chunk> {
  const found = (await chunksOf({ client }, project)).find(({ text }) => text.includes(words));
  if (found === undefined) throw new Error(`a chunk with “${words}” expected`);
  return found;
}

/** One chunk, as it stands now. */
export async function chunkOf(client: Client, project: { id: ProjectId }, id: ChunkId): Promise<Chunk> {
  const found = (await chunksOf({ client }, project)).find((chunk) => chunk.id === id);
  if (found === undefined) throw new Error(`chunk ${id} expected`);
  return found;
}

/** Undoes, or does again, what comes next; the answer is its name. */
export async function step(
  client: Client,
  project: { id: ProjectId },
  way: 'undo' | 'redo',
): Promise<string> {
  const edit = (await client.call('history.get', { project: project.id }))[way];
  if (edit === null) throw new Error(`something to ${way} expected`);
  await client.call(`history.${way}`, { project: project.id, edit: edit.id });
  return edit.name;
}
