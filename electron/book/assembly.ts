import type { ChunkId } from '../contract/ids.ts';
import type { Gap } from '../contract/narration.ts';
import type { Project } from '../contract/project.ts';
import type { Assembly, AssemblyItem, ChunkPosition } from '../contract/stitched.ts';
import type { HeardTake } from '../db/queries/chunks.ts';
import { pauseAfter, standIn, type ReadSection } from './reading.ts';

/** The timeline of the given sections, and what is missing from it. */
export interface AssembledBook {
  assembly: Assembly;
  gaps: Gap[];
  /** How many chunks are heard by a draft take that stands in for their own voice. */
  drafts: number;
  /** Every chunk that is heard, in order. */
  positions: ChunkPosition[];
}

/**
 * Lays the takes that are heard of the sections end to end, each followed by the pause of its boundary. A chunk without one
 * is a gap: nothing stands in its place, but the chunk heard before it in its section has the longer of their
 * pauses. A section of which nothing is heard has no place in the timeline.
 */
export function assemble(project: Project, sections: readonly ReadSection[]): AssembledBook {
  const { sampleRate } = project;
  const gaps: Gap[] = [];
  const chapters: Assembly['chapters'] = [];
  const positions: ChunkPosition[] = [];
  let start = 0;
  let drafts = 0;
  for (const { id: section, title, chunks } of sections) {
    const heard: { chunk: ChunkId; take: HeardTake; pause: number }[] = [];
    for (const read of chunks) {
      const { id: chunk, kind, take, problem } = read;
      if (kind === 'ornament') continue;
      if (standIn(read) !== null) drafts++;
      const pause = Math.round(pauseAfter(read, project) * sampleRate);
      const before = heard.at(-1);
      if (take !== null) heard.push({ chunk, take, pause });
      else gaps.push({ chunk, section, sectionTitle: title, text: read.correction ?? read.text, problem });
      if (take === null && before !== undefined) before.pause = Math.max(before.pause, pause);
    }
    for (const { chunk, take, pause } of heard) {
      positions.push({ chunk, start, end: start + take.samples });
      start += take.samples + pause;
    }
    if (heard.length > 0) chapters.push({ title, items: heard.flatMap(itemsOf) });
  }
  return { assembly: { sampleRate, chapters }, gaps, drafts, positions };
}

function itemsOf({ take, pause }: { take: HeardTake; pause: number }): AssemblyItem[] {
  // Takes are trimmed and faded when they are made: they are heard whole.
  const whole = { from: 0, samples: take.samples, gain: 0, fadeIn: 0, fadeOut: 0 };
  const items: AssemblyItem[] = [{ kind: 'take', take: take.id, ...whole }];
  if (pause > 0) items.push({ kind: 'silence', samples: pause });
  return items;
}
