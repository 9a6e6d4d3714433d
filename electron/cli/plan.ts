import type { Plan, PlannedChapter } from '../studio/plan.ts';
import { count, describeDuration, printable } from '../terminal/words.ts';

/** Characters that a draft voice speaks in a second, for the estimate of a plan. */
const charactersPerSecond = 15;

/** The plan with every chapter skipped that was not chosen. */
export function narrowPlan(plan: Plan, chosen: ReadonlySet<PlannedChapter>): Plan {
  const chapters = plan.chapters.map((chapter) =>
    !chapter.included || chosen.has(chapter)
      ? chapter
      : { ...chapter, included: false, reason: 'Not among the chosen chapters' },
  );
  return { ...plan, chapters };
}

/** A plan as a page for people; durations are estimates. */
export function describePlan({ title, author, chapters }: Plan): string {
  const lines = [author === null ? title : `${title}, by ${author}`, ''];
  let number = 0;
  for (const chapter of chapters) {
    const mark = chapter.included ? String(++number).padStart(4) : '   –';
    const facts = chapter.included
      ? `${count(chapter.chunks.length, 'chunk')}, about ${describeDuration(secondsOf(chapter))}`
      : `skipped: ${chapter.reason ?? ''}`;
    lines.push(`${mark}  ${chapter.title}  (${facts})`);
  }
  const included = chapters.filter((chapter) => chapter.included);
  const chunks = included.reduce((sum, chapter) => sum + chapter.chunks.length, 0);
  const seconds = included.reduce((sum, chapter) => sum + secondsOf(chapter), 0);
  lines.push(
    '',
    `${count(included.length, 'chapter')}, ${count(chunks, 'chunk')}, about ${describeDuration(seconds)} of audio.`,
  );
  return printable(lines.join('\n'));
}

function secondsOf({ chunks }: PlannedChapter): number {
  return chunks.reduce(
    (sum, { text, pauseAfter }) => sum + text.length / charactersPerSecond + pauseAfter,
    0,
  );
}
