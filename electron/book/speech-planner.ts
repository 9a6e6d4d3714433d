import { found } from '../base/not-found.ts';
import { toProblem } from '../contract/problem.ts';
import type { Project } from '../contract/project.ts';
import type { SettingValue, Voice } from '../contract/voice.ts';
import { defaultVoiceOf, readVoice } from '../contract/voice-settings.ts';
import type { ReadDb } from '../db/connection.ts';
import type { ChunkRow } from '../db/queries/chunks.ts';
import type { SectionRow } from '../db/queries/sections.ts';
import { hasTakeIn } from '../db/queries/takes.ts';
import { findVoiceByName } from '../db/queries/voices.ts';
import type { Engines } from '../engines/engines.ts';
import { ChosenVoices } from './chosen-voices.ts';

/** A voice that a plan is asked for. */
export interface AskedVoice {
  engine: string;
  /** The named voice that it begins with; null for the engine's own settings. */
  named: string | null;
  settings: Readonly<Record<string, SettingValue>>;
  /** A file is cut into a clip only when it is narrated. */
  reference: { kind: 'file' } | { kind: 'url'; url: string } | null;
}

/** How a chunk would be spoken. */
export interface PlannedSpeech {
  /** The text that is sent; null when the engine refuses the text. */
  spoken: string | null;
  /** Why it is refused; null when it is not. */
  refused: string | null;
  /** Whether a take of it is there. Null while its reference is a file, whose clip is not cut yet. */
  ready: boolean | null;
}

/** Tells how chunks would be spoken, without speaking them. */
export class SpeechPlanner {
  readonly #engines: Engines;
  readonly #asked: AskedVoice | null;

  constructor(engines: Engines, asked: AskedVoice | null) {
    this.#engines = engines;
    this.#asked = asked;
  }

  /** For a text of a book that the library does not know; `voice` is what new books are spoken with. */
  ofText(db: ReadDb | null, voice: Voice, text: string): PlannedSpeech {
    return { ...this.#prepare(this.#voice(db) ?? voice, text), ready: this.#isKnown() ? false : null };
  }

  /** For the chunks of a project, section by section. Throws `not-found` for a named voice that there is not. */
  ofProject(db: ReadDb, project: Project): (section: SectionRow, chunk: ChunkRow) => PlannedSpeech {
    const asked = this.#voice(db);
    // What has a voice of its own keeps it.
    const spokenBy = asked === null ? project : { voice: asked, voiceId: null };
    const voices = new ChosenVoices(db, this.#engines, spokenBy);
    return (section, chunk) => {
      const { voice, keyOf } = voices.of(section, chunk);
      const isOwn = voice !== asked;
      const isReady = asked === null ? chunk.ready : hasTakeIn(db, project.id, keyOf(chunk.spoken));
      return { ...this.#prepare(voice, chunk.spoken), ready: isOwn || this.#isKnown() ? isReady : null };
    };
  }

  /** The voice that was asked for; null when none was. */
  #voice(db: ReadDb | null): Voice | null {
    const asked = this.#asked;
    if (asked === null) return null;
    const { entry } = this.#engines.of(asked);
    const named = asked.named === null || db === null ? null : findVoiceByName(db, asked.named);
    const begun = asked.named === null ? defaultVoiceOf(entry) : found(named, 'voice').voice;
    const reference = entry.settings.find(({ kind }) => kind === 'reference');
    const copied =
      reference === undefined || asked.reference?.kind !== 'url' ? {} : { [reference.id]: asked.reference };
    return found(readVoice(entry, { ...begun, ...asked.settings, ...copied }), 'voice');
  }

  #isKnown(): boolean {
    return this.#asked?.reference?.kind !== 'file';
  }

  #prepare(voice: Voice, text: string): Pick<PlannedSpeech, 'spoken' | 'refused'> {
    try {
      return { spoken: this.#engines.of(voice).prepare({ text, voice }).spokenText, refused: null };
    } catch (thrown) {
      return { spoken: null, refused: toProblem(thrown).message };
    }
  }
}
