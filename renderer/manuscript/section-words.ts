import type { SectionId } from '../../electron/contract/ids.ts';
import type { Section } from '../../electron/contract/project.ts';
import { count, duration } from '../ui/format.ts';

/** The numbers of the chapters: included sections counted from 1 in reading order. */
export function chapterNumbers(sections: readonly Section[]): Map<SectionId, number> {
  const included = sections.filter((section) => section.included);
  return new Map(included.map(({ id }, index) => [id, index + 1]));
}

/** What an included section has come to. */
export type SectionState = 'ready' | 'failed' | 'begun' | 'untouched' | 'silent';

/** See {@link SectionState}: `silent` has nothing to speak, `begun` is ready in part. */
export function sectionState({ chunks, ready, failed }: Section): SectionState {
  if (chunks === 0) return 'silent';
  if (failed > 0) return 'failed';
  if (ready === chunks) return 'ready';
  return ready > 0 ? 'begun' : 'untouched';
}

/** The line below a section's title: how long it is and how far, or why it is skipped. */
export function sectionWords(section: Section): string {
  if (!section.included) return section.reason === null ? 'Skipped' : `Skipped: ${section.reason}`;
  const { chunks, ready, failed, seconds } = section;
  const number = (value: number): string => value.toLocaleString('en');
  const length = ready === 0 ? [] : [duration(seconds)];
  switch (sectionState(section)) {
    case 'silent':
      return 'Nothing to speak';
    case 'untouched':
      return count(chunks, 'chunk');
    case 'ready':
      return [...length, 'ready'].join(' · ');
    case 'begun':
      return [...length, `${number(ready)} of ${number(chunks)}`].join(' · ');
    case 'failed':
      return [...length, `${number(ready)} of ${number(chunks)}`, `${number(failed)} failed`].join(' · ');
  }
}

/** What the included sections of a book come to together. */
export interface BookTotals {
  chapters: number;
  chunks: number;
  ready: number;
  failed: number;
  /** Length of what is ready, pauses included. */
  seconds: number;
}

/** Adds up the included sections. */
export function bookTotals(sections: readonly Section[]): BookTotals {
  const totals: BookTotals = { chapters: 0, chunks: 0, ready: 0, failed: 0, seconds: 0 };
  for (const section of sections) {
    if (!section.included) continue;
    totals.chapters += 1;
    totals.chunks += section.chunks;
    totals.ready += section.ready;
    totals.failed += section.failed;
    totals.seconds += section.seconds;
  }
  return totals;
}

/** A book's state in one line. */
export function bookWords({ chapters, chunks, ready, seconds }: BookTotals): string {
  const facts = [count(chapters, 'chapter')];
  if (ready > 0) facts.push(duration(seconds));
  if (chunks === 0) facts.push('nothing to narrate');
  else if (ready === chunks) facts.push('all narrated');
  else facts.push(`${ready.toLocaleString('en')} of ${count(chunks, 'chunk')} ready`);
  return facts.join(' · ');
}

/** The section that is shown when the address names none: the first chapter, or else whatever comes first. */
export function firstShown(sections: readonly Section[]): Section | undefined {
  return sections.find(({ included }) => included) ?? sections[0];
}
