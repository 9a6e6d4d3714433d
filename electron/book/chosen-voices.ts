import type { VoiceId } from '../contract/ids.ts';
import type { Project } from '../contract/project.ts';
import type { Voice } from '../contract/voice.ts';
import type { ReadDb } from '../db/connection.ts';
import { listVoices } from '../db/queries/voices.ts';
import type { Engine } from '../engines/engine.ts';
import type { Engines } from '../engines/engines.ts';
import { speechKeys } from './speech-key.ts';

/** What speaks a chunk, and what a take of it must then belong to. */
export interface ChosenVoice {
  voice: Voice;
  engine: Engine;
  keyOf: (text: string) => string;
}

/**
 * Which voice speaks what of a project: a chunk follows its own named voice, else its section's, else the project's
 * named one, else the project's own; a seed of its own comes on top. Read once for many chunks.
 */
export class ChosenVoices {
  readonly #project: Project;
  readonly #engines: Engines;
  readonly #named: ReadonlyMap<VoiceId, Voice>;
  readonly #chosen = new Map<Voice, ChosenVoice>();

  constructor(db: ReadDb, engines: Engines, project: Project) {
    this.#project = project;
    this.#engines = engines;
    this.#named = new Map(listVoices(db).map(({ id, voice }) => [id, voice]));
  }

  /** What speaks a chunk of a section. */
  of(section: { voice: VoiceId | null }, chunk: { voice: VoiceId | null; seed: number | null }): ChosenVoice {
    const { voice: own, voiceId } = this.#project;
    const follows = chunk.voice ?? section.voice ?? voiceId;
    const voice = (follows === null ? undefined : this.#named.get(follows)) ?? own;
    if (chunk.seed === null || voice.engine !== 'styletts2') return this.#choose(voice);
    return this.#make({ ...voice, seed: chunk.seed });
  }

  #choose(voice: Voice): ChosenVoice {
    let chosen = this.#chosen.get(voice);
    if (chosen === undefined) this.#chosen.set(voice, (chosen = this.#make(voice)));
    return chosen;
  }

  #make(voice: Voice): ChosenVoice {
    const engine = this.#engines.of(voice);
    return { voice, engine, keyOf: speechKeys(voice, engine, this.#project.sampleRate) };
  }
}
