import type { NarrationProgress } from '../contract/narration.ts';
import type { Section } from '../contract/project.ts';
import type { StatusLine } from '../terminal/console.ts';
import { count, describeDuration, excerpt } from '../terminal/words.ts';

/** Tells how a narration goes: a line in place on a terminal, a line for every chapter elsewhere. */
export class NarrationReporter {
  readonly #line: StatusLine;
  readonly #sections: readonly Section[];
  #announced: number | null = null;

  constructor(line: StatusLine, sections: readonly Section[]) {
    this.#line = line;
    this.#sections = sections;
  }

  /** Shows where it stands. */
  update(progress: NarrationProgress): void {
    const { section, sectionTotal, sectionFinished } = progress;
    if (section === null || progress.state !== 'running') return;
    const index = this.#sections.findIndex(({ id }) => id === section);
    const title = excerpt(this.#sections[index]?.title ?? '', 40);
    const chapter = `Chapter ${index + 1} of ${this.#sections.length}`;
    const percent = `${Math.floor(progress.fraction * 100)} %`;
    if (this.#line.live) {
      const chunk = Math.min(sectionFinished + 1, sectionTotal);
      // The title comes last: it is what a narrow terminal may cut.
      this.#line.update(
        `${chapter}, chunk ${chunk} of ${sectionTotal} · ${percent} · ${timeLeft(progress.secondsLeft)} · ${title}`,
      );
    } else if (this.#announced !== section) {
      this.#announced = section;
      this.#line.print(
        `${chapter}, “${title}”: ${count(sectionTotal, 'chunk')} · ${percent} done · ${timeLeft(progress.secondsLeft)}`,
      );
    }
  }
}

function timeLeft(seconds: number | null): string {
  return seconds === null ? 'measuring the speed' : `${describeDuration(seconds)} left`;
}
