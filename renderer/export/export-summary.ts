import type { CallOutput } from '../../electron/contract/calls.ts';
import type { SectionId } from '../../electron/contract/ids.ts';
import type { Gap } from '../../electron/contract/narration.ts';
import type { Section } from '../../electron/contract/project.ts';
import type { StitchedFile } from '../../electron/contract/stitched.ts';
import type { Timeline } from '../../electron/contract/timeline.ts';
import { stitch } from '../stitch/stitch.ts';
import { encodeWav } from '../stitch/wav/encode-wav.ts';

/** A chapter as the person chooses it. */
export interface ChapterChoice {
  id: SectionId;
  title: string;
  /** Length of what is ready, pauses included. */
  seconds: number;
  /** How many of its chunks are heard by a draft that stands in for their own voice. */
  drafts: number;
  /** How many of its chunks have no audio. */
  gaps: number;
  /** Whether there is anything to hear: a chapter of nothing but pauses cannot be chosen. */
  audible: boolean;
}

/** The chapters of a project that could be in an export, in reading order. */
export function chapterChoices(sections: readonly Section[]): ChapterChoice[] {
  return sections
    .filter(({ included, chunks }) => included && chunks > 0)
    .map(({ id, title, seconds, chunks, ready, drafts }) => ({
      id,
      title,
      seconds,
      drafts,
      gaps: chunks - ready - drafts,
      audible: ready + drafts > 0,
    }));
}

/** The chapters that are exported: everything with audio that the person did not leave out. */
export function chosenChapters(
  choices: readonly ChapterChoice[],
  leftOut: ReadonlySet<SectionId>,
): ChapterChoice[] {
  return choices.filter(({ id, audible }) => audible && !leftOut.has(id));
}

/** What will be exported. */
export interface ExportSummary {
  timeline: Timeline;
  /** What is heard of it, and what every export is made of. */
  file: StitchedFile;
  chapters: number;
  seconds: number;
  gaps: readonly Gap[];
  /** How many chunks are heard by a draft that stands in for their own voice. */
  drafts: number;
}

/** Stitches what was chosen, and counts it from the timeline itself. Throws `narration-incomplete` as `stitch`. */
export function summarise({
  assembly,
  gaps,
  drafts,
}: Pick<CallOutput<'assembly.get'>, 'assembly' | 'gaps' | 'drafts'>): ExportSummary {
  const timeline = stitch(assembly);
  const { marks, samples, sampleRate } = timeline;
  const file = encodeWav(timeline);
  return { timeline, file, chapters: marks.length, seconds: samples / sampleRate, gaps, drafts };
}

/** Why a chunk has no audio, for a person. */
export function gapReason({ problem }: Gap): string {
  return problem === null ? 'Not narrated yet.' : problem.message;
}
