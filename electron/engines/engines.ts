import { unlessAborted } from '../base/abort.ts';
import type { EngineEntry } from '../contract/engine-entry.ts';
import { speakerSchema, type EngineHealth, type Speaker } from '../contract/engine-state.ts';
import { LecternError, toProblem } from '../contract/problem.ts';
import type { Voice } from '../contract/voice.ts';
import { defaultVoiceOf, readVoice } from '../contract/voice-settings.ts';
import type { Engine, RemoteJobs } from './engine.ts';
import { found } from '../base/not-found.ts';

/** An engine whose service lists what it was sent. */
export type AccountEngine = Engine & Required<Pick<Engine, 'service' | 'jobs' | 'account'>>;

/** The ways to speak that this studio has. */
export class Engines {
  readonly #engines: ReadonlyMap<string, Engine>;

  constructor(engines: readonly Engine[]) {
    this.#engines = new Map(engines.map((engine) => [engine.entry.id, engine]));
  }

  /** The engine of a voice. Throws `not-found` when this studio does not have it. */
  of({ engine }: Pick<Voice, 'engine'>): Engine {
    return found(this.#engines.get(engine), 'voice');
  }

  /** What the catalogue says of each, in its order. */
  entries(): EngineEntry[] {
    return [...this.#engines.values()].map(({ entry }) => entry);
  }

  /**
   * What a setting of a voice can be now. What the entry tells is not asked for. Rejects with `invalid-call` for a
   * setting that is no choice, as the engine does, and as `withinTime`.
   */
  async speakers(voice: Voice, id: string, signal: AbortSignal): Promise<Speaker[]> {
    const engine = this.of(voice);
    const setting = engine.entry.settings.find((one) => one.id === id);
    if (setting?.kind === 'choice') return setting.options.map((option) => speakerSchema.parse(option));
    if (setting?.kind !== 'asked') throw noChoice(engine.entry, id);
    const whole = this.check(voice);
    return withinTime(signal, async (limit) => [...((await engine.speakers?.(id, whole, limit)) ?? [])]);
  }

  /** How the engine of a voice is now; null for one that is always ready. Rejects only for a voice that there is not. */
  async health(voice: Voice, signal: AbortSignal): Promise<EngineHealth | null> {
    const engine = this.of(voice);
    const whole = this.check(voice);
    try {
      return await withinTime(signal, async (limit) => (await engine.health?.(whole, limit)) ?? null);
    } catch (thrown) {
      const { message, action } = toProblem(thrown);
      return { state: 'failed', message, action };
    }
  }

  /** Those whose service lists what it was sent, in the order of the catalogue. */
  withAccounts(): AccountEngine[] {
    return [...this.#engines.values()].filter(hasAccount);
  }

  /** The first of them, or the one that is named: the account that is shown. Throws `not-found` when there is none. */
  withAccount(id?: string): AccountEngine {
    const engine = this.withAccounts().find(({ entry }) => entry.id === (id ?? entry.id));
    if (engine !== undefined) return engine;
    throw new LecternError(
      'not-found',
      'No such voice of this Lectern speaks at a service that has an account.',
      'Choose one that does.',
    );
  }

  /** What can be done about a prediction of an engine; of one that is gone, by any other that speaks at its service. */
  jobsOf(id: string, service: string | null): RemoteJobs | null {
    const engine = this.#engines.get(id);
    if (engine !== undefined) return engine.jobs ?? null;
    return this.withAccounts().find((other) => other.service() === service)?.jobs ?? null;
  }

  /** A voice that somebody chose, with every setting of its engine. Throws `invalid-call` for one that there is not. */
  check(voice: Voice): Voice {
    const entry = this.#engines.get(voice.engine)?.entry;
    const read = entry === undefined ? null : readVoice(entry, voice);
    if (read !== null) return read;
    throw new LecternError(
      'invalid-call',
      entry === undefined
        ? `There is no engine “${voice.engine}” in this Lectern.`
        : `A setting of this voice is none that ${entry.name} has, or has a value that it cannot have.`,
      'This is a mistake in the program that called; please report it.',
    );
  }

  /** Who makes the sound of each engine’s ordinary voice, by the engine’s id. */
  makers(): Record<string, string> {
    return Object.fromEntries(
      [...this.#engines.values()].map((engine) => [
        engine.entry.id,
        engine.maker(defaultVoiceOf(engine.entry)),
      ]),
    );
  }

  /** Frees what they hold. */
  async close(): Promise<void> {
    await Promise.all([...this.#engines.values()].map((engine) => engine.close()));
  }
}

function hasAccount(engine: Engine): engine is AccountEngine {
  return engine.account !== undefined && engine.jobs !== undefined && engine.service !== undefined;
}

/** Seconds that an engine is given to tell of itself. */
const patience = 25;

/** What an engine tells of itself, in time. Rejects with `service-unavailable` when it does not, `cancelled` on abort. */
async function withinTime<Value>(
  signal: AbortSignal,
  ask: (limit: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const late = AbortSignal.timeout(patience * 1000);
  const limit = AbortSignal.any([signal, late]);
  try {
    return await unlessAborted(ask(limit), limit);
  } catch (thrown) {
    if (!late.aborted || signal.aborted) throw thrown;
    throw new LecternError(
      'service-unavailable',
      `It has not said anything for ${patience} s.`,
      'See whether it is running and can be reached, and ask again.',
    );
  }
}

function noChoice({ name }: EngineEntry, setting: string): LecternError {
  return new LecternError(
    'invalid-call',
    `${name} has no setting “${setting}” that is chosen among several.`,
    'This is a mistake in the program that called; please report it.',
  );
}
