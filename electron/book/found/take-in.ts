import { isPaid } from '../../contract/engine-entry.ts';
import type { FoundTakeFile } from '../../audio/found-file.ts';
import type { TakeIdentity } from '../../audio/take-identity.ts';
import type { PredictionId } from '../../contract/ids.ts';
import type { Project } from '../../contract/project.ts';
import { voiceSchema, type Voice } from '../../contract/voice.ts';
import { isKnownFile, type ChunkText } from '../../db/queries/found-audio.ts';
import { findProjectBySource, findProjectOfSource } from '../../db/queries/projects.ts';
import { insertTake } from '../../db/queries/takes.ts';
import type { LibraryCalls } from '../../library/worker-calls.ts';
import type { WorkerClient } from '../../base/port.ts';
import type { Engine } from '../../engines/engine.ts';
import type { Engines } from '../../engines/engines.ts';
import type { Library } from '../../library/open-library.ts';
import { takeKeys, wordsHash } from '../take-key.ts';

import { audioFiles, type AudioFile } from '../../library/audio-files.ts';
import { FoundChunks } from './found-chunks.ts';
import { findSame, recordSame } from './found-predictions.ts';
import { moveToNumber, originalBeside } from '../../library/numbered-files.ts';
import { forgetAudioSearch } from '../../library/search.ts';

/** How many files are recorded in one transaction: each one is a wait for the disk. */
const batchFiles = 200;

/** What a search of the audio on disk came to. */
export interface TakenIn {
  takes: number;
  originals: number;
  /** Files that say nothing of themselves, or nothing that is true: they are left alone. */
  silent: number;
  /** The titles of books whose audio is here, but not their project. */
  homeless: string[];
}

/** A file that is what it says. */
interface Proven {
  file: AudioFile;
  identity: TakeIdentity;
  voice: Voice;
  /** Null for an original. */
  take: FoundTakeFile | null;
}

/** What taking audio in works with. */
export interface TakeInNeeds {
  library: Library;
  engines: Engines;
  worker: WorkerClient<LibraryCalls>;
}

/** Records the audio in a library's folders that its database does not know, as what each file says that it is. */
export class TakeIn {
  readonly #needs: TakeInNeeds;
  readonly #chunks: FoundChunks;
  readonly #homeless = new Set<string>();
  readonly #taken: TakenIn = { takes: 0, originals: 0, silent: 0, homeless: [] };

  constructor(needs: TakeInNeeds) {
    this.#needs = needs;
    const { library } = needs;
    this.#chunks = new FoundChunks(library.db);
  }

  /**
   * Looks at every file, one at a time, and records what is proven in steps. Cut short, the next opening goes on with
   * it. Rejects with a `LecternError`.
   */
  async run(): Promise<TakenIn> {
    // Takes first: audio as it was received is then of a prediction that is there already.
    await this.#takeIn('take');
    await this.#takeIn('original');
    forgetAudioSearch(this.#needs.library.db);
    return { ...this.#taken, homeless: [...this.#homeless] };
  }

  async #takeIn(kind: AudioFile['kind']): Promise<void> {
    const { library } = this.#needs;
    let batch: Proven[] = [];
    for (const file of audioFiles(library.folder)) {
      if (file.kind !== kind || isKnownFile(library.db, file.file)) continue;
      const proven = await this.#prove(file);
      if (proven === null) this.#taken.silent++;
      else batch.push(proven);
      if (batch.length < batchFiles) continue;
      this.#record(batch);
      batch = [];
    }
    this.#record(batch);
  }

  async #prove(file: AudioFile): Promise<Proven | null> {
    const { library, worker } = this.#needs;
    const whole = { file: library.file(file.file) };
    const take = file.kind === 'take' ? await worker.call('proveTake', whole) : null;
    const identity = file.kind === 'take' ? take?.identity : await worker.call('proveOriginal', whole);
    const voice = voiceSchema.safeParse(identity?.voice).data;
    return identity === undefined || identity === null || voice === undefined
      ? null
      : { file, identity, voice, take };
  }

  #record(batch: readonly Proven[]): void {
    const { library } = this.#needs;
    library.ensureHeld();
    library.db
      .transaction(() => {
        for (const proven of batch) {
          if (proven.take === null) this.#recordOriginal(proven);
          else this.#recordTake(proven, proven.take);
        }
      })
      .immediate();
  }

  #recordTake(proven: Proven, { sampleRate, measures }: FoundTakeFile): void {
    const { library, engines } = this.#needs;
    const { identity, voice } = proven;
    const engine = engines.of(voice);
    const { project } = this.#placeOf(proven);
    const prediction = this.#predictionOf(proven);
    const file = moveToNumber(library, { ...proven, samples: measures.samples }, prediction);
    const take = {
      ...{ prediction, file: file.file, sampleRate, ...measures },
      ...{ project: project?.id ?? null, sha256: identity.sha256, original: originalBeside(library, file) },
      key: takeKeys(voice, makerOf(identity, engine, voice))(identity.text),
      words: wordsHash(identity.text),
      standsIn: engine.entry.standsIn,
    };
    insertTake(library.db, take, identity.createdAt);
    if (project === null && identity.project !== null) this.#homeless.add(identity.project.title);
    this.#taken.takes++;
  }

  #recordOriginal(proven: Proven): void {
    const { library } = this.#needs;
    const { identity } = proven;
    const known = findSame(library.db, identity);
    // What is open becomes a take of this very file by itself; what succeeded is known.
    if (known !== null && ['running', 'unknown', 'succeeded'].includes(known.state)) return;
    moveToNumber(library, { ...proven, samples: null }, this.#predictionOf(proven));
    if (this.#placeOf(proven).project === null && identity.project !== null) {
      this.#homeless.add(identity.project.title);
    }
    this.#taken.originals++;
  }

  /** The prediction that gave it: known, or recorded now. */
  #predictionOf(proven: Proven): PredictionId {
    const { file, identity, voice } = proven;
    const { project, chunk } = this.#placeOf(proven);
    const engine = this.#needs.engines.of(voice);
    return recordSame(this.#needs.library.db, identity, {
      ...{ project: project?.id ?? null, section: chunk?.section ?? null, chunk: chunk?.id ?? null },
      home: file.home === project?.id ? null : file.home,
      voice,
      maker: makerOf(identity, engine, voice),
      paid: isPaid(engine.entry),
    });
  }

  #placeOf({ file, identity }: Proven): { project: Project | null; chunk: ChunkText | null } {
    const { db } = this.#needs.library;
    const sourceHash = identity.project?.sourceHash ?? null;
    // Of several projects of one manuscript, the one in whose folder it is.
    const own = file.home === null ? null : findProjectOfSource(db, file.home, sourceHash);
    const project = own ?? (sourceHash === null ? null : findProjectBySource(db, sourceHash));
    const chunk = project === null ? null : this.#chunks.find(project, identity.text);
    return { project, chunk };
  }
}

/** What made the sound. Files of a Lectern before schema 4 do not say: there was but one version of a model then. */
function makerOf({ maker, revision }: TakeIdentity, engine: Engine, voice: Voice): string {
  return maker ?? engine.formerMaker?.(voice) ?? revision ?? engine.maker(voice);
}
