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

/** See {@link SectionState}: `silent` has nothing to speak, `begun` is ready in part, or as a draft. */
export function sectionState({ chunks, ready, drafts, failed }: Section): SectionState {
  if (chunks === 0) return 'silent';
  if (failed > 0) return 'failed';
  if (ready === chunks) return 'ready';
  return ready + drafts > 0 ? 'begun' : 'untouched';
}

/** The line below a section's title: how long it is and how far, or why it is skipped. */
export function sectionWords(section: Section): string {
  if (!section.included) return section.reason === null ? 'Skipped' : `Skipped: ${section.reason}`;
  const { chunks, ready, drafts, failed, seconds } = section;
  const number = (value: number): string => value.toLocaleString('en');
  const length = ready + drafts === 0 ? [] : [duration(seconds)];
  const done = drafts === 0 ? [`${number(ready)} of ${number(chunks)}`] : draftedWords(section);
  switch (sectionState(section)) {
    case 'silent':
      return 'Nothing to speak';
    case 'untouched':
      return count(chunks, 'chunk');
    case 'ready':
      return [...length, 'ready'].join(' · ');
    case 'begun':
      return [...length, ...done].join(' · ');
    case 'failed':
      return [...length, ...done, `${number(failed)} failed`].join(' · ');
  }
}

/** How much is ready and for how much a draft stands in: `12 ready, 5 as draft`. */
function draftedWords({ chunks, ready, drafts }: Pick<Section, 'chunks' | 'ready' | 'drafts'>): string[] {
  const number = (value: number): string => value.toLocaleString('en');
  if (drafts === chunks) return ['all as draft'];
  const parts = [`${number(drafts)} as draft`];
  if (ready > 0) parts.unshift(`${number(ready)} ready`);
  const rest = ready + drafts < chunks ? ` of ${number(chunks)}` : '';
  return [parts.join(', ') + rest];
}

/** What narrating will do where drafts stand in; null where none does. */
export function draftHint(drafts: number): string | null {
  if (drafts === 0) return null;
  return `A draft is heard for ${count(drafts, 'chunk')} until StyleTTS 2 has spoken ${drafts === 1 ? 'it' : 'them'}.`;
}

/** What the included sections of a book come to together. */
export interface BookTotals {
  chapters: number;
  chunks: number;
  ready: number;
  /** Chunks for which a draft stands in. */
  drafts: number;
  failed: number;
  /** Length of what is heard, pauses included. */
  seconds: number;
}

/** Adds up the included sections. */
export function bookTotals(sections: readonly Section[]): BookTotals {
  const totals: BookTotals = { chapters: 0, chunks: 0, ready: 0, drafts: 0, failed: 0, seconds: 0 };
  for (const section of sections) {
    if (!section.included) continue;
    totals.chapters += 1;
    totals.chunks += section.chunks;
    totals.ready += section.ready;
    totals.drafts += section.drafts;
    totals.failed += section.failed;
    totals.seconds += section.seconds;
  }
  return totals;
}

/** A book's state in one line. */
export function bookWords(totals: BookTotals): string {
  const { chapters, chunks, ready, drafts, seconds } = totals;
  const facts = [count(chapters, 'chapter')];
  if (ready + drafts > 0) facts.push(duration(seconds));
  if (chunks === 0) facts.push('nothing to narrate');
  else if (ready === chunks) facts.push('all narrated');
  else if (drafts > 0) facts.push(...draftedWords(totals));
  else facts.push(`${ready.toLocaleString('en')} of ${count(chunks, 'chunk')} ready`);
  return facts.join(' · ');
}

/** The section that is shown when the address names none: the first chapter, or else whatever comes first. */
export function firstShown(sections: readonly Section[]): Section | undefined {
  return sections.find(({ included }) => included) ?? sections[0];
}
