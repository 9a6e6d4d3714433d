import type { NarrationProgress } from '../../contract/narration.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Section } from '../../contract/project.ts';
import type { StatusLine } from '../shared/console.ts';
import { describeDuration, describeMoney, excerpt } from '../shared/words.ts';

/** Tells how a narration goes: a line in place on a terminal, a line for every chapter elsewhere. */
export class NarrationReporter {
  readonly #line: StatusLine;
  readonly #sections: readonly Section[];
  #announced: number | null = null;
  /** What it waits for, as it was told; null while it does not wait. */
  #waitsFor: string | null = null;

  constructor(line: StatusLine, sections: readonly Section[]) {
    this.#line = line;
    this.#sections = sections;
  }

  /** Shows where it stands. */
  update(progress: NarrationProgress): void {
    if (progress.state === 'waiting') this.#tellWaiting(progress);
    if (progress.state === 'running' && progress.waitingFor !== null) this.#tellDelay(progress.waitingFor);
    else if (progress.state === 'running') this.#tellSpeaking(progress);
  }

  #tellSpeaking(progress: NarrationProgress): void {
    const { section } = progress;
    if (section === null) return;
    this.#waitsFor = null;
    const index = this.#sections.findIndex(({ id }) => id === section);
    const title = excerpt(this.#sections[index]?.title ?? '', 40);
    const chapter = `Chapter ${index + 1} of ${this.#sections.length}`;
    const percent = `${Math.floor(progress.fraction * 100)} %`;
    if (this.#line.live) {
      // The title comes last: it is what a narrow terminal may cut.
      this.#line.update(
        `${chapter} · ${percent} · ${timeLeft(progress.secondsLeft)}${spent(progress)} · ${title}`,
      );
    } else if (this.#announced !== section) {
      this.#announced = section;
      this.#line.print(
        `${chapter}, “${title}” · ${percent} done · ${timeLeft(progress.secondsLeft)}${spent(progress)}`,
      );
    }
  }

  /** What a prediction under way waits for is told of once, until something is spoken. */
  #tellDelay({ message }: Problem): void {
    if (this.#waitsFor !== message) this.#line.print(message);
    this.#waitsFor = message;
    this.#line.update(`Waiting · ${message}`);
  }

  /** A service that asks for patience again and again is told of once, until something is spoken. */
  #tellWaiting({ problem, resumesAt }: NarrationProgress): void {
    const seconds = resumesAt === null ? 0 : Math.max(0, (Date.parse(resumesAt) - Date.now()) / 1000);
    const why = problem?.message ?? 'The service asks for patience.';
    if (this.#waitsFor !== why)
      this.#line.print(`${why} Going on by itself in ${describeDuration(seconds)}.`);
    this.#waitsFor = why;
    this.#line.update(`Waiting for ${describeDuration(seconds)} · ${why}`);
  }
}

/** What it has cost so far, and what it may; nothing for a voice that is free. */
function spent({ spent: usd, maxCost }: NarrationProgress): string {
  if (usd === 0) return '';
  return ` · ${describeMoney(usd)}${maxCost === null ? ' so far' : ` of ${describeMoney(maxCost)}`}`;
}

function timeLeft(seconds: number | null): string {
  return seconds === null ? 'measuring the speed' : `${describeDuration(seconds)} left`;
}
