import { existsSync, readFileSync } from 'node:fs';
import type { ExportProgress } from '../../electron/contract/events.ts';
import type { Project } from '../../electron/contract/project.ts';
import type { ChunkPosition } from '../../electron/contract/timeline.ts';
import { stitch } from '../../renderer/stitch/stitch.ts';
import { stitchWav } from './stitch-wav.ts';
import type { TestStudio } from './test-studio.ts';

/** What came of an export. */
export interface Exported {
  end: ExportProgress;
  /** The file that was written; null when there is none. */
  bytes: Buffer | null;
  /** Where each chunk is heard in it. */
  positions: ChunkPosition[];
}

/** Exports everything that is heard of a project to `target` and waits for the end. */
export async function exportBook(
  { client, studio }: Pick<TestStudio, 'client' | 'studio'>,
  project: Pick<Project, 'id'>,
  target: string,
): Promise<Exported> {
  const { assembly } = await client.call('assembly.get', { project: project.id });
  const { chunks: positions } = stitch(assembly);
  const { name } = await client.call('stitched.register', { file: stitchWav(assembly) });
  const ended = new Promise<ExportProgress>((resolve) => {
    const stop = studio.subscribe((event) => {
      if (event.name !== 'export' || event.payload.state === 'running') return;
      stop();
      resolve(event.payload);
    });
  });
  const ticket = studio.tickets.forTarget(target, { overwrite: true });
  await client.call('exports.start', { project: project.id, name, ticket });
  const end = await ended;
  return { end, bytes: existsSync(target) ? readFileSync(target) : null, positions };
}
