import type { Client } from '../../electron/contract/client.ts';
import type { ProjectId } from '../../electron/contract/ids.ts';
import type { Chunk } from '../../electron/contract/project.ts';

/** A chunk, the seed of its other take, and what that may cost in US dollars; null for no cap. */
export interface Retake {
  project: ProjectId;
  chunk: Pick<Chunk, 'id' | 'section' | 'seed'>;
  seed: number;
  maxCost: number | null;
}

/**
 * Has another take spoken. Where it cannot begin, the chunk keeps the seed, and so the take, that it had. Rejects with
 * what kept it from beginning.
 */
export async function beginRetake(
  client: Client,
  { project, chunk: { id, section, seed: before }, seed, maxCost }: Retake,
): Promise<void> {
  await client.call('chunks.update', { chunk: id, seed });
  try {
    await client.call('narration.start', { project, sections: [section], chunks: [id], maxCost });
  } catch (thrown) {
    await client.call('chunks.update', { chunk: id, seed: before });
    throw thrown;
  }
}
