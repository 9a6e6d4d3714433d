import type { ChunkId } from '../contract/ids.ts';
import type { Gap } from '../contract/narration.ts';
import type { Project } from '../contract/project.ts';
import type { Assembly, TimelineItem } from '../contract/timeline.ts';
import type { ReadDb } from '../db/connection.ts';
import type { HeardTake } from '../db/queries/chunks.ts';
import { aboutProject, pauseAfter, standIn, type ReadSection } from './reading.ts';

/** What is heard of the given sections, and what is missing from it. */
export interface AssembledBook {
  assembly: Assembly;
  gaps: Gap[];
  /** How many chunks are heard by a draft take that stands in for their own voice. */
  drafts: number;
}

interface Heard {
  chunk: ChunkId;
  text: string;
  take: HeardTake;
  /** In samples. */
  pause: number;
}

/**
 * Gathers the takes that are heard of the sections, in order, each with the pause of its boundary. A chunk without one
 * is a gap: nothing stands in its place, but the chunk heard before it in its section has the longer of their
 * pauses. A section of which nothing is heard is no chapter.
 */
export function assemble(db: ReadDb, project: Project, sections: readonly ReadSection[]): AssembledBook {
  const { sampleRate } = project;
  const gaps: Gap[] = [];
  const chapters: Assembly['chapters'] = [];
  let drafts = 0;
  for (const { id: section, title, chunks } of sections) {
    const heard: Heard[] = [];
    for (const read of chunks) {
      const { id: chunk, kind, take, problem } = read;
      if (kind === 'ornament') continue;
      if (standIn(read) !== null) drafts++;
      const text = read.correction ?? read.text;
      const pause = Math.round(pauseAfter(read, project) * sampleRate);
      const before = heard.at(-1);
      if (take !== null) heard.push({ chunk, text, take, pause });
      else gaps.push({ chunk, section, sectionTitle: title, text, problem });
      if (take === null && before !== undefined) before.pause = Math.max(before.pause, pause);
    }
    const spoken = heard.map((one) => ({ chunk: one.chunk, text: one.text, items: itemsOf(one) }));
    if (heard.length > 0) chapters.push({ section, title, spoken });
  }
  return { assembly: { sampleRate, about: aboutProject(db, project), chapters }, gaps, drafts };
}

function itemsOf({ take, pause }: Heard): TimelineItem[] {
  // Takes are trimmed and faded when they are made: they are heard whole.
  const whole = { from: 0, samples: take.samples, gain: 0, fadeIn: 0, fadeOut: 0 };
  const items: TimelineItem[] = [{ kind: 'take', take: take.id, ...whole }];
  if (pause > 0) items.push({ kind: 'silence', samples: pause });
  return items;
}
