import type { Gap } from '../contract/narration.ts';
import type { Project } from '../contract/project.ts';
import type { Assembly, AssemblyItem, ChunkPosition } from '../contract/stitched.ts';
import type { KeyedChunk, ReadSection } from './reading.ts';

/** The timeline of the given sections, and what is missing from it. */
export interface AssembledBook {
  assembly: Assembly;
  gaps: Gap[];
  /** Every chunk that is heard, in order. */
  positions: ChunkPosition[];
}

/**
 * Lays the ready takes of the sections end to end, each followed by the pause of its boundary. A chunk without a ready
 * take is a gap: its pause stays. A section in which nothing is to be spoken has no place in the timeline.
 */
export function assemble({ sampleRate, pauses }: Project, sections: readonly ReadSection[]): AssembledBook {
  const gaps: Gap[] = [];
  const chapters: Assembly['chapters'] = [];
  const positions: ChunkPosition[] = [];
  let start = 0;
  for (const { id: section, title, chunks } of sections) {
    const speech = chunks.filter(({ kind }) => kind === 'speech');
    for (const { id: chunk, text, problem, ready } of speech) {
      if (!ready) gaps.push({ chunk, section, sectionTitle: title, text, problem });
    }
    const items = speech.flatMap((chunk) => {
      const ofChunk = itemsOf(chunk, Math.round(pauses[chunk.boundary] * sampleRate));
      const take = ofChunk.find(({ kind }) => kind === 'take');
      if (take !== undefined) positions.push({ chunk: chunk.id, start, end: start + take.samples });
      start += ofChunk.reduce((sum, { samples }) => sum + samples, 0);
      return ofChunk;
    });
    if (items.length > 0) chapters.push({ title, items });
  }
  return { assembly: { sampleRate, chapters }, gaps, positions };
}

function itemsOf({ take, ready }: KeyedChunk, pause: number): AssemblyItem[] {
  const items: AssemblyItem[] = [];
  if (ready && take !== null) {
    const { id, samples } = take;
    // Takes are trimmed and faded when they are made: they are heard whole.
    items.push({ kind: 'take', take: id, from: 0, samples, gain: 0, fadeIn: 0, fadeOut: 0 });
  }
  if (pause > 0) items.push({ kind: 'silence', samples: pause });
  return items;
}
