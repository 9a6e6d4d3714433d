import { defaultVoices, type Voice } from '../contract/voice.ts';
import type { Engine } from './engine.ts';
import { found } from '../base/not-found.ts';

/** The ways to speak that this studio has. */
export class Engines {
  readonly #engines: ReadonlyMap<string, Engine>;

  constructor(engines: readonly Engine[]) {
    this.#engines = new Map(engines.map((engine) => [engine.id, engine]));
  }

  /** The engine of a voice. Throws `not-found` when this studio does not have it. */
  of({ engine }: Pick<Voice, 'engine'>): Engine {
    return found(this.#engines.get(engine), 'voice');
  }

  /** Who makes the sound of each engine’s ordinary voice, by the engine’s id. */
  makers(): Record<string, string> {
    return Object.fromEntries(
      [...this.#engines.values()].map((engine) => [engine.id, engine.maker(defaultVoices[engine.id])]),
    );
  }

  /** Frees what they hold. */
  async close(): Promise<void> {
    await Promise.all([...this.#engines.values()].map((engine) => engine.close()));
  }
}
