import type { Client } from '../../electron/contract/client.ts';
import type { ProjectId } from '../../electron/contract/ids.ts';
import { LecternError, type ProblemCode } from '../../electron/contract/problem.ts';
import type { Chunk, Section } from '../../electron/contract/project.ts';
import { defaultStyleTts2Voice } from '../../electron/engines/styletts2/voice.ts';
import type { Voice } from '../../electron/contract/voice.ts';

/** What a random walk works with. */
export interface Walker {
  client: Client;
  project: ProjectId;
  random: Random;
  /** Waits for the end of the narration that runs. */
  ended: () => Promise<unknown>;
}

/** Numbers that look random and are the same for the same seed (mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 to 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number below `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** One of several. */
  of<Value>(values: readonly Value[]): Value {
    const value = values[this.below(values.length)];
    if (value === undefined) throw new Error('there is nothing to choose from');
    return value;
  }
}

/** What is refused with a reason, as it has to be. */
const refusals = new Set<ProblemCode>([
  'invalid-call',
  'text-too-long',
  'text-unspeakable',
  'narration-busy',
]);

const voices: readonly Voice[] = [
  { engine: 'draft', speaker: 'rms', rate: 1 },
  { engine: 'draft', speaker: 'slt', rate: 1 },
  defaultStyleTts2Voice,
  { ...defaultStyleTts2Voice, seed: 3 },
];

type Step = (walker: Walker, chunk: Chunk, section: Section) => Promise<unknown>;

/** Every kind of step; those that lose no word whatever they do are `still`. */
const steps: readonly { name: string; weight: number; still: boolean; run: Step }[] = [
  {
    name: 'correct',
    weight: 6,
    still: false,
    run: ({ client, random }, { id, text }) =>
      client.call('chunks.correct', { chunk: id, text: mended(random, text) }),
  },
  {
    name: 'say as',
    weight: 4,
    still: true,
    run: ({ client, random }, { id, text }) =>
      client.call('chunks.sayAs', { chunk: id, text: random.below(2) === 0 ? null : mended(random, text) }),
  },
  {
    name: 'split',
    weight: 8,
    still: true,
    run: ({ client, random }, { id, text }) =>
      client.call('chunks.split', { chunk: id, at: 1 + random.below(text.length) }),
  },
  {
    name: 'join',
    weight: 8,
    still: true,
    run: ({ client }, { id }) => client.call('chunks.join', { chunk: id }),
  },
  {
    name: 'pause',
    weight: 3,
    still: true,
    run: ({ client, random }, { id }) =>
      client.call('chunks.pause', { chunk: id, seconds: random.of([null, 0, 0.4, 7.25]) }),
  },
  {
    name: 'choose a take',
    weight: 6,
    still: true,
    run: async ({ client, random }, { id }) => {
      const takes = await client.call('takes.list', { chunk: id });
      const take = random.of([null, ...takes.map((one) => one.id)]);
      return client.call('takes.choose', { chunk: id, take });
    },
  },
  {
    name: 'seed',
    weight: 2,
    still: true,
    run: ({ client, random }, { id }) =>
      client.call('chunks.update', { chunk: id, seed: random.of([null, 1, 2]) }),
  },
  {
    name: 'voice of the project',
    weight: 2,
    still: true,
    run: ({ client, project, random }) =>
      client.call('projects.update', { project, voice: random.of(voices) }),
  },
  {
    name: 'rename',
    weight: 2,
    still: false,
    run: ({ client, random }, _chunk, { id }) =>
      client.call('sections.update', {
        section: id,
        title: `Title ${random.below(9)}`,
        heading: random.below(2) === 0,
      }),
  },
  {
    name: 'skip',
    weight: 2,
    still: true,
    run: ({ client }, _chunk, { id, included }) =>
      client.call('sections.update', { section: id, included: !included }),
  },
  {
    name: 'move',
    weight: 2,
    still: true,
    run: ({ client, random }, _chunk, { id }) =>
      client.call('sections.move', { section: id, position: random.below(4) }),
  },
  {
    name: 'cut anew',
    weight: 3,
    still: true,
    run: ({ client, project, random }) =>
      client.call('chunks.cutAnew', {
        project,
        limit: random.of([60, 90, 280, 380]),
        spoken: random.below(2) === 0,
      }),
  },
  { name: 'undo', weight: 14, still: false, run: (walker) => stepsOf(walker, 'undo') },
  { name: 'redo', weight: 8, still: false, run: (walker) => stepsOf(walker, 'redo') },
  { name: 'narrate', weight: 3, still: true, run: narrate },
];

async function stepsOf({ client, project, random }: Walker, way: 'undo' | 'redo'): Promise<void> {
  for (let count = 1 + random.below(4); count > 0; count--) {
    const edit = (await client.call('history.get', { project }))[way];
    if (edit === null) return;
    await client.call(`history.${way}`, { project, edit: edit.id });
  }
}

/** Narrates a chapter, perhaps edits meanwhile, perhaps cancels. */
async function narrate(walker: Walker, chunk: Chunk, section: Section): Promise<void> {
  const { client, project, random } = walker;
  const ended = walker.ended();
  await client.call('narration.start', { project, sections: [section.id] });
  if (random.below(2) === 0) {
    await client.call('chunks.correct', { chunk: chunk.id, text: mended(random, chunk.text) });
  }
  if (random.below(3) === 0) await client.call('narration.cancel', {});
  await ended;
}

function mended(random: Random, text: string): string | null {
  const words = text.split(' ');
  switch (random.below(4)) {
    case 0:
      return null;
    case 1:
      return `${text} indeed`;
    case 2:
      return words.with(random.below(words.length), 'lantern').join(' ');
    default:
      return words.toReversed().join(' ');
  }
}

/** The words of a project as they are shown, in the order of the numbers of its sections, white space apart. */
async function wordsOf({ client, project }: Walker): Promise<string> {
  const sections = await client.call('sections.list', { project });
  const lists = await Promise.all(
    sections.toSorted((a, b) => a.id - b.id).map(({ id }) => client.call('chunks.list', { section: id })),
  );
  return lists
    .flat()
    .map(({ text }) => text)
    .join('')
    .replace(/\s/gu, '');
}

const all = steps.flatMap((step) => Array.from({ length: step.weight }, () => step));

/** Goes one random step; the answer is its name. Throws when it lost a word, or anything but a refusal happens. */
export async function walk(walker: Walker): Promise<string> {
  const { client, project, random } = walker;
  const section = random.of(await client.call('sections.list', { project }));
  const spoken = await client.call('chunks.list', { section: section.id });
  const chunk = random.of(spoken);
  const step = random.of(all);
  const before = step.still && step.name !== 'narrate' ? await wordsOf(walker) : null;
  try {
    await step.run(walker, chunk, section);
  } catch (thrown) {
    if (!(thrown instanceof LecternError) || !refusals.has(thrown.problem.code)) throw thrown;
  }
  if (before !== null && (await wordsOf(walker)) !== before) throw new Error(`“${step.name}” lost words`);
  return step.name;
}
