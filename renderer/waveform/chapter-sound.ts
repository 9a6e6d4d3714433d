import type { Client } from '../../electron/contract/client.ts';
import type { ProjectId, SectionId } from '../../electron/contract/ids.ts';
import { stitchedUrl } from '../../electron/contract/media.ts';
import type { ChunkPosition } from '../../electron/contract/timeline.ts';
import { stitch } from '../stitch/stitch.ts';
import { encodeWav } from '../stitch/wav/encode-wav.ts';

/** A chapter as it can be heard now: one stitched file, and where its chunks are in it. */
export interface Track {
  section: SectionId;
  /** The stitched file's name: another sound has another name. */
  name: string;
  url: string;
  /** Hz. */
  sampleRate: number;
  /** Length in samples. */
  samples: number;
  positions: readonly ChunkPosition[];
}

/** Stitches what is ready of a chapter and hands the list to the host; null when nothing is ready. */
export async function stitchChapter(
  client: Client,
  project: ProjectId,
  section: SectionId,
): Promise<Track | null> {
  const { assembly } = await client.call('assembly.get', { project, sections: [section] });
  if (assembly.chapters.length === 0) return null;
  const timeline = stitch(assembly);
  const { name } = await client.call('stitched.register', { file: encodeWav(timeline) });
  const { sampleRate, samples, chunks } = timeline;
  return { section, name, url: stitchedUrl(name), sampleRate, samples, positions: chunks };
}
