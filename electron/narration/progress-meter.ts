import type { SectionId } from '../contract/ids.ts';
import type { NarrationState } from '../contract/narration.ts';
import type { Problem } from '../contract/problem.ts';
import type { Job } from './job.ts';

/** How many of the last predictions the speed is measured over. */
const speedWindow = 24;

/** What was asked for and is ready already when a narration begins. */
export interface Standing {
  section: SectionId;
  characters: number;
}

interface SectionCount {
  total: number;
  finished: number;
}

/** See `NarrationProgress` in the contract; here without the project. */
export type Progress = ReturnType<ProgressMeter['snapshot']> & {
  state: NarrationState;
  problem: Problem | null;
  waitingFor: Problem | null;
  resumesAt: string | null;
  spent: number;
  maxCost: number | null;
};

/** Counts what a narration has done, and how long the rest will take at the speed seen so far. */
export class ProgressMeter {
  readonly #sections = new Map<SectionId, SectionCount>();
  readonly #recent: { seconds: number; characters: number }[] = [];
  #ready = 0;
  #failed = 0;
  #total = 0;
  #charactersDone = 0;
  #charactersLeft = 0;
  #current: SectionId | null = null;

  constructor(standing: readonly Standing[], jobs: readonly Job[]) {
    for (const { section, characters } of standing) {
      this.#add(section).finished++;
      this.#ready++;
      this.#charactersDone += characters;
    }
    this.add(jobs);
  }

  /** More is to be spoken than was asked for at first. */
  add(jobs: readonly Job[]): void {
    for (const { section, text } of jobs) {
      this.#add(section);
      this.#charactersLeft += text.length;
    }
  }

  /** A chunk of this section is being spoken. */
  begin(section: SectionId): void {
    this.#current = section;
  }

  /** A chunk is through: spoken and kept, or failed. `seconds` is how long it held the queue. */
  finish({ section, text }: Job, outcome: 'ready' | 'failed', seconds: number): void {
    if (outcome === 'ready') this.#ready++;
    else this.#failed++;
    const count = this.#sections.get(section);
    if (count !== undefined) count.finished++;
    this.#charactersDone += text.length;
    this.#charactersLeft -= text.length;
    this.#recent.push({ seconds, characters: text.length });
    if (this.#recent.length > speedWindow) this.#recent.shift();
  }

  /** A chunk that had failed is ready after all. */
  recover(): void {
    this.#failed--;
    this.#ready++;
  }

  /** A chunk became two. */
  cut({ section, text }: Job, halves: readonly Job[]): void {
    this.#add(section);
    this.#charactersLeft += halves.reduce((sum, half) => sum + half.text.length, -text.length);
  }

  /** Where it stands; counts of chunks, seconds, and the fraction from 0 to 1 by characters. */
  snapshot() {
    const count = this.#current === null ? undefined : this.#sections.get(this.#current);
    const all = this.#charactersDone + this.#charactersLeft;
    return {
      section: this.#current,
      total: this.#total,
      ready: this.#ready,
      failed: this.#failed,
      sectionTotal: count?.total ?? 0,
      sectionFinished: count?.finished ?? 0,
      fraction: all === 0 ? 1 : this.#charactersDone / all,
      secondsLeft: this.#secondsLeft(),
    };
  }

  #add(section: SectionId): SectionCount {
    const count = this.#sections.get(section) ?? { total: 0, finished: 0 };
    this.#sections.set(section, count);
    count.total++;
    this.#total++;
    return count;
  }

  #secondsLeft(): number | null {
    if (this.#charactersLeft === 0) return 0;
    let seconds = 0;
    let characters = 0;
    for (const one of this.#recent) {
      seconds += one.seconds;
      characters += one.characters;
    }
    return characters === 0 ? null : (seconds / characters) * this.#charactersLeft;
  }
}
