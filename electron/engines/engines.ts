import type { EngineEntry } from '../contract/engine-entry.ts';
import { LecternError } from '../contract/problem.ts';
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
