import type { VoiceId } from '../contract/ids.ts';
import type { Project } from '../contract/project.ts';
import type { Voice } from '../contract/voice.ts';
import { withSeed } from '../contract/voice-settings.ts';
import type { ReadDb } from '../db/connection.ts';
import { listVoices } from '../db/queries/voices.ts';
import type { Engine } from '../engines/engine.ts';
import type { Engines } from '../engines/engines.ts';
import { takeKeys } from './take-key.ts';

/** What speaks a chunk, and what a take of it must then belong to. */
export interface ChosenVoice {
  voice: Voice;
  engine: Engine;
  keyOf: (words: string) => string;
}

/** What a chunk has of its own. */
export interface OwnVoice {
  /** Settings of its own; null as a rule. */
  ownVoice: Voice | null;
  /** A named voice of its own; null when it follows its section. */
  voice: VoiceId | null;
  seed: number | null;
}

/**
 * Which voice speaks what of a project: a chunk has settings of its own, or follows its own named voice, else its
 * section's, else the project's named one, else the project's own; a seed of its own comes on top. Read once for many.
 */
export class ChosenVoices {
  readonly #project: Pick<Project, 'voice' | 'voiceId'>;
  readonly #engines: Engines;
  readonly #named: ReadonlyMap<VoiceId, Voice>;
  readonly #chosen = new Map<Voice, ChosenVoice>();

  constructor(db: ReadDb, engines: Engines, project: Pick<Project, 'voice' | 'voiceId'>) {
    this.#project = project;
    this.#engines = engines;
    this.#named = new Map(listVoices(db).map(({ id, voice }) => [id, voice]));
  }

  /** What speaks a chunk of a section. */
  of(section: { voice: VoiceId | null }, chunk: OwnVoice): ChosenVoice {
    const { voice: own, voiceId } = this.#project;
    const follows = chunk.voice ?? section.voice ?? voiceId;
    const voice = chunk.ownVoice ?? (follows === null ? undefined : this.#named.get(follows)) ?? own;
    const seeded = withSeed(this.#engines.of(voice).entry, voice, chunk.seed);
    return seeded === voice ? this.#choose(voice) : this.#make(seeded);
  }

  #choose(voice: Voice): ChosenVoice {
    let chosen = this.#chosen.get(voice);
    if (chosen === undefined) this.#chosen.set(voice, (chosen = this.#make(voice)));
    return chosen;
  }

  #make(voice: Voice): ChosenVoice {
    const engine = this.#engines.of(voice);
    return { voice, engine, keyOf: takeKeys(voice, engine.maker(voice)) };
  }
}
