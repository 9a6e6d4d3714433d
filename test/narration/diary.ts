import { chunkIdSchema, predictionIdSchema, sectionIdSchema } from '../../electron/contract/ids.ts';
import { defaultVoice } from '../../electron/contract/voice.ts';
import type { Begun, Job, OnWaiting, Recorder } from '../../electron/narration/job.ts';
import { Narration } from '../../electron/narration/narration.ts';
import type { Progress } from '../../electron/narration/progress-meter.ts';
import type { Engine, Ledger, PreparedSpeech } from '../../electron/engines/engine.ts';
import { idleLedger } from '../support/idle-ledger.ts';
import { ToneEngine } from '../support/tone-engine.ts';

const section = sectionIdSchema.parse(1);

/** A chunk to be spoken. */
export function job(number: number, engine: Engine): Job {
  const text = `Sentence number ${number}.`;
  const place = { fromParagraph: number, fromOffset: 0, toParagraph: number, toOffset: text.length };
  const chunk = chunkIdSchema.parse(number);
  return { chunk, section, text, place, voice: defaultVoice, engine, key: `key ${number}` };
}

/** Writes down, in order, what a narration asked to be recorded. Every chunk that is kept costs a dollar. */
export class Diary implements Recorder {
  readonly lines: string[] = [];
  keeping: (line: string) => Promise<void> = () => Promise.resolve();
  beginning: () => void = () => undefined;
  /** What `begin` finds there already, by chunk. */
  readonly found = new Map<number, 'reused' | 'pending'>();
  /** What every prediction is written down in. */
  ledger: Ledger = idleLedger;
  halves: [Job, Job] | null = null;
  #spent = 0;

  /** Tells the narration what the last prediction waits for. */
  onWaiting: OnWaiting | undefined;

  begin(
    { chunk }: Job,
    _prepared: PreparedSpeech,
    onWaiting: OnWaiting,
  ): Promise<Begun | 'reused' | 'pending'> {
    this.onWaiting = onWaiting;
    this.beginning();
    this.lines.push(`begin ${chunk}`);
    const begun = { prediction: predictionIdSchema.parse(Number(chunk)), ledger: this.ledger };
    return Promise.resolve(this.found.get(chunk) ?? begun);
  }

  keep: Recorder['keep'] = async ({ prediction }) => {
    const line = `keep ${prediction}`;
    await this.keeping(line);
    this.#spent += 1;
    this.lines.push(line);
  };

  fail(_begun: Begun | null, { chunk }: Job): void {
    this.lines.push(`fail ${chunk}`);
  }

  leave({ prediction }: Begun): void {
    this.lines.push(`leave ${prediction}`);
  }

  drop({ prediction }: Begun): void {
    this.lines.push(`drop ${prediction}`);
  }

  /** What edits have made of jobs meanwhile: another job, or none. */
  readonly edited = new Map<number, Job | null>();
  /** What edits have put behind the queue. */
  more: Job[] = [];

  renewed(asked: Job): Job | null {
    const edited = this.edited.get(asked.chunk);
    return edited === undefined ? asked : edited;
  }

  added(seen: ReadonlySet<number>): Job[] {
    return this.more.filter(({ chunk }) => !seen.has(chunk));
  }

  cut(): [Job, Job] | null {
    return this.halves;
  }

  spent(): number {
    return this.#spent;
  }

  expectedCost(): number {
    return 1;
  }
}

/** A narration of such chunks, with what a test looks at. */
export function narrate(
  numbers: number[],
  { standing = 0, maxCost = null as number | null, isPaid = false, grace = 0.01 } = {},
) {
  const engine = new ToneEngine('draft', isPaid);
  const diary = new Diary();
  const seen: Progress[] = [];
  const narration = new Narration({
    jobs: numbers.map((number) => job(number, engine)),
    standing: Array.from({ length: standing }, () => ({ section, characters: 10 })),
    recorder: diary,
    maxCost,
    grace,
    onProgress: (progress) => seen.push(progress),
  });
  return { engine, diary, seen, narration };
}

/** Resolves when the narration has told of such a state. */
export async function until(seen: readonly Progress[], state: Progress['state']): Promise<Progress> {
  for (;;) {
    const last = seen.at(-1);
    if (last?.state === state) return last;
    await new Promise(setImmediate);
  }
}
