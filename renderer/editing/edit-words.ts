import { mostChunkCharacters, type Boundary } from '../../electron/contract/chunk.ts';
import type { Chunk } from '../../electron/contract/project.ts';

/** The longest text of a chunk, in characters, as the studio takes it. */
export const longestText = 2000;

/** What saving an entry asks for: words, the manuscript's own again (null), or nothing at all. */
export type Wanted = { text: string | null } | 'nothing';

/** What a correction asks for: `nothing` where the words stay as they are. */
export function correctionOf(entry: string, { text, original }: Pick<Chunk, 'text' | 'original'>): Wanted {
  const words = entry.trim();
  if (words === '' || words === text) return 'nothing';
  return { text: words === original ? null : words };
}

/** What a “say as” asks for: saying what is written is saying nothing else. */
export function sayAsOf(entry: string, { text, sayAs }: Pick<Chunk, 'text' | 'sayAs'>): Wanted {
  const words = entry.trim();
  const wanted = words === text ? null : words;
  return words === '' || wanted === sayAs ? 'nothing' : { text: wanted };
}

/** Why an entry cannot be saved; null when it can. */
export function entryFault(entry: string): string | null {
  const words = entry.trim();
  if (words === '') return 'There have to be some words. To leave this out, skip its section.';
  if (!/[\p{L}\p{N}]/u.test(words)) return 'There has to be a letter or a digit, or nobody can speak it.';
  return words.length > longestText
    ? `At most ${longestText} characters, please: split the chunk first.`
    : null;
}

/** Whether a text is longer than chunks are cut for this book's voice, and what to do about it; null when it is not. */
export function lengthHint(entry: string, limit: number): string | null {
  const { length } = entry.trim();
  if (length <= limit) return null;
  return `${length} characters are more than the ${limit} that are spoken well at once: consider splitting it.`;
}

/** What is known about a chunk's neighbourhood where joining is offered. */
export interface JoinFacts {
  chunk: Pick<Chunk, 'text' | 'sayAs'>;
  next: Pick<Chunk, 'text' | 'sayAs' | 'state'> | undefined;
  /** Whether either of the two is being edited. */
  edited: boolean;
}

/** Why a chunk cannot be joined with the next one; null when it can. */
export function whyNoJoin({ chunk, next, edited }: JoinFacts): string | null {
  if (next === undefined) return 'It is the last of its section.';
  if (next.state === 'ornament') return 'A break follows it.';
  if (edited) return 'Save or cancel what is being edited first.';
  const together = (chunk.sayAs ?? chunk.text).length + (next.sayAs ?? next.text).length;
  if (together < mostChunkCharacters) return null;
  return `Together they have ${together} characters, and a chunk has at most ${mostChunkCharacters}.`;
}

/** Why a chunk cannot be split; null when it can. */
export function whyNoSplit(
  places: readonly number[],
  { sayAs, edited }: Pick<Chunk, 'sayAs'> & { edited: boolean },
): string | null {
  if (sayAs !== null) return 'It is said otherwise than it is written: say what is written first.';
  if (edited) return 'Save or cancel what is being edited first.';
  return places.length === 0 ? 'It is a single word.' : null;
}

const boundaryWords: Readonly<Record<Boundary, string>> = {
  clause: 'inside a sentence',
  sentence: 'after a sentence',
  paragraph: 'after a paragraph',
  scene: 'at a break',
  heading: 'after a heading',
  chapter: 'at the end of a chapter',
};

/** What the pause would be without one of the chunk's own: `0.3 s, as after a sentence`. */
export function boundaryPauseWords(boundary: Boundary, seconds: number): string {
  return `${secondsWords(seconds)}, as ${boundaryWords[boundary]}`;
}

/** A length in seconds: `0.3 s`, `2 s`. */
export function secondsWords(seconds: number): string {
  return `${Number(seconds.toFixed(2))} s`;
}

/** The first words of a text, for the name of what it is in. */
export function beginning(text: string, most = 40): string {
  const words = text.trim().replaceAll(/\s+/gu, ' ');
  if (words.length <= most) return words;
  const cut = words.slice(0, most);
  const space = cut.lastIndexOf(' ');
  return `${(space > most / 2 ? cut.slice(0, space) : cut).trimEnd()} …`;
}

/** What saving a correction came to. */
export function correctedWords({ original, state }: Pick<Chunk, 'original' | 'state'>): string {
  const what = original === null ? 'The manuscript’s own words are back.' : 'Corrected.';
  return `${what} ${spokenWords(state)}`;
}

/** What saving a “say as” came to. */
export function saidWords({ sayAs, state }: Pick<Chunk, 'sayAs' | 'state'>): string {
  const what = sayAs === null ? 'It is spoken as it is written.' : `It is spoken as “${beginning(sayAs)}”.`;
  return `${what} ${spokenWords(state)}`;
}

/** What saving a pause came to. */
export function pausedWords({ pause, pauseAfter }: Pick<Chunk, 'pause' | 'pauseAfter'>): string {
  const seconds = secondsWords(pauseAfter);
  return pause === null
    ? `The pause is its boundary’s again: ${seconds}.`
    : `The pause after it is ${seconds}.`;
}

function spokenWords(state: Chunk['state']): string {
  return state === 'ready'
    ? 'A take of these very words is there already.'
    : 'Only this chunk is to be spoken again.';
}
