import type { EngineHealth } from '../../contract/engine-state.ts';
import type { Forecast } from '../../contract/narration.ts';
import type { Plan, PlannedChapter } from '../../book/plan.ts';
import { count, describeDuration, describeMoney, printable } from '../shared/words.ts';

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

/** What a plan's narration would take, as a sentence for people. */
export function describeForecast({ chunks, characters, seconds, cost, observations }: Forecast): string {
  if (chunks === 0) return 'Nothing is to be spoken.';
  const time = seconds === null ? '' : `, about ${describeDuration(seconds)}`;
  const basis =
    observations === 0
      ? 'a guess: this library has not heard this voice yet'
      : `from ${count(observations, 'prediction')} that this library has seen`;
  const rests = seconds === null && cost === 0 ? '' : ` (${basis})`;
  const money = cost === 0 ? ', free' : `, about ${describeMoney(cost)}`;
  return `To speak it: ${count(chunks, 'chunk')}, ${count(characters, 'character')}${time}${money}${rests}.`;
}

/** How an engine is, as a line for people. */
export function describeHealth({ state, message, action }: EngineHealth): string {
  const words = {
    ready: 'Ready',
    starting: 'Starting',
    busy: 'Busy',
    missing: 'Not ready',
    failed: 'Not ready',
  };
  return printable(`${words[state]}: ${message} ${action}`.trim());
}

function secondsOf({ chunks }: PlannedChapter): number {
  return chunks.reduce(
    (sum, { text, pauseAfter }) => sum + text.length / charactersPerSecond + pauseAfter,
    0,
  );
}
