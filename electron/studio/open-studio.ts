import { openPersonsConnection, type ConnectionStore } from '../connection/connection-store.ts';
import { dispatch, type Transport } from '../contract/client.ts';
import type { StudioEvent } from '../contract/events.ts';
import type { ExportId } from '../contract/ids.ts';
import type { ReadingLimits } from '../manuscript/too-much.ts';
import type { Format } from '../audio/formats/format.ts';
import { Formats } from '../audio/formats/formats.ts';
import { StitchedWriter } from '../audio/stitched/stitched-writer.ts';
import { catalogue } from '../engines/catalogue.ts';
import type { EngineKind } from '../engines/engine-kind.ts';
import { detached, type Engine } from '../engines/engine.ts';
import { defaultPatience, type Patience } from '../engines/services/replicate/patience.ts';
import type { AudioCalls } from '../audio/worker-calls.ts';
import type { LibraryCalls } from '../library/worker-calls.ts';
import { WorkerClient } from '../base/port.ts';
import { SpeakingTurn } from '../predictions/speaking-turn.ts';
import { HeldPredictions } from '../predictions/held-predictions.ts';
import { ChunkTeller } from '../book/chunk-teller.ts';
import { expect } from '../book/expectation.ts';
import { Engines } from '../engines/engines.ts';
import { EventBus } from '../base/event-bus.ts';
import { Exporter } from '../media/exporter.ts';
import { Importer } from '../book/importer.ts';
import { BackupKeeper } from '../library/backup-keeper.ts';
import { EditHistory } from '../book/edits/edit-history.ts';
import { renewForMakers } from '../book/wishes.ts';
import { searchAudio } from '../book/found/search-audio.ts';
import { libraryProblem, openLibrary } from '../library/open-library.ts';
import { ManuscriptReader } from '../book/manuscript-reader.ts';
import { serveMedia, type MediaSources } from '../media/media.ts';
import { Narrator } from '../narration/narrator.ts';
import { PeaksCache } from '../media/peaks-cache.ts';
import { makeServices } from './services.ts';
import { OldTakes } from '../predictions/old-takes.ts';
import { Pickup } from '../predictions/pickup.ts';
import { PredictionLog } from '../predictions/prediction-log.ts';
import { Predictions } from './predictions.ts';
import { References } from '../library/references.ts';
import { ReplicateAccess } from './replicate-access.ts';
import { StitchedFiles } from '../media/stitched-files.ts';
import { TakeChecks } from '../predictions/take-checks.ts';
import { Rates } from '../predictions/rates.ts';
import { TakeEvidence } from '../predictions/take-evidence.ts';
import { TakeStore } from '../predictions/take-store.ts';
import { removeAbandonedFolders } from '../library/temporary-folder.ts';
import { Tries } from '../predictions/tries.ts';
import { Tickets } from '../library/tickets.ts';

/** The entry points of the worker threads and the draft voice's file; where they are is for the host to know. */
export interface Locations {
  manuscriptWorker: URL;
  speechWorker: URL;
  audioWorker: URL;
  stitchedWorker: URL;
  libraryWorker: URL;
  /** Flite's WebAssembly file, where it is not in its package. */
  flite?: URL;
}

/** What a host decides. */
export interface StudioOptions {
  /** The library's folder. */
  library: string;
  /** Who holds the library, in words for a person: "Lectern’s command line". */
  program: string;
  locations: Locations;
  /** The ways to speak; without it, all that Lectern has. */
  catalogue?: readonly EngineKind[];
  /** The same, made already. */
  engines?: readonly Engine[];
  /** The person's connection to Replicate; without it, the one in their own folder. */
  connection?: ConnectionStore;
  /** How long is waited before a conclusion that costs money; tests shorten it. */
  patience?: Patience;
  /** What reading a manuscript may take; without it, far more than any book needs. */
  readingLimits?: ReadingLimits;
  /** What can be written; without it, all that Lectern has. `stitchedWorker` has to know them, too. */
  formats?: readonly Format[];
}

/** The services behind the contract, on one open library. */
export interface Studio {
  /** Answers a call of the contract, whoever it comes from. */
  readonly call: Transport;
  /** Answers requests for `media/…`: covers, stitched files with Range, peaks, finished exports. */
  readonly media: (request: Request, path: string) => Promise<Response>;
  /** Whether ending now would cut off what is spoken or exported. */
  isBusy(): boolean;
  /** Where a finished export is; for the host alone. Throws `not-found`. */
  exportTarget(id: ExportId): string;
  /** What the person should hear of the library's opening, each in a sentence. */
  readonly notices: readonly string[];
  /** For the host: turns the paths that a person chose into tickets. */
  readonly tickets: Tickets;
  /** For the host: what an audiobook can be written as. */
  readonly formats: Formats;
  /** Listens to every event; the answer stops listening. */
  subscribe(listener: (event: StudioEvent) => void): () => void;
  /** Cancels what runs, puts everything away and lets go of the library. Calls under way end as `cancelled`. */
  close(): Promise<void>;
}

/** Opens the studio on a library and settles what a killed process left behind. Throws what `openLibrary` throws. */
export async function openStudio(options: StudioOptions): Promise<Studio> {
  const { locations } = options;
  const { patience = defaultPatience } = options;
  const connection = options.connection ?? (await openPersonsConnection());
  await removeAbandonedFolders();
  const library = openLibrary(options.library, options.program);
  const events = new EventBus();
  const tickets = new Tickets();
  const manuscripts = new ManuscriptReader(locations.manuscriptWorker, options.readingLimits);
  const audio = new WorkerClient<AudioCalls>(locations.audioWorker);
  const librarian = new WorkerClient<LibraryCalls>(locations.libraryWorker);
  const backups = new BackupKeeper(library, librarian);
  const references = new References(library, audio, tickets);
  const engines = new Engines(
    options.engines ??
      (options.catalogue ?? catalogue).map((kind) =>
        kind.create({
          ...{ locations, patience, connection: () => connection.read() },
          readReference: (hash) => references.read(hash),
          expectedSeconds: (entry, characters) => expect(library.db, entry).totalTime(characters),
        }),
      ),
  );
  const log = new PredictionLog(library, events);
  const evidence = new TakeEvidence(library, audio);
  const rates = new Rates(library, audio, log);
  const takeStore = new TakeStore({ library, worker: audio, evidence, log, rates });
  const held = new HeldPredictions();
  const turn = new SpeakingTurn();
  const teller = new ChunkTeller(library, events);
  const history = new EditHistory(library, engines, events);
  const closing = new AbortController();
  const pickup = new Pickup({ library, engines, takeStore, log, held, teller, patience });
  const narrator = new Narrator({
    ...{ library, engines, takeStore, log, pickup, held, events, teller, history, patience, turn },
  });
  const pickUp = (): void => {
    pickup.start();
  };
  const tries = new Tries({ library, engines, takeStore, log, held, turn, pickUp });
  const account = new ReplicateAccess(connection);
  const predictions = new Predictions({
    ...{ library, log, pickup, narrator, tries, held, turn, events, engines },
    signal: closing.signal,
  });
  const oldTakes = new OldTakes({ library, audio, evidence });
  const importer = new Importer(library, manuscripts, engines);
  const files = new StitchedFiles(library);
  const formats = new Formats(options.formats);
  const writer = new StitchedWriter(locations.stitchedWorker);
  const checks = new TakeChecks({ library, takes: files.takes, writer, evidence, log, teller });
  const exporter = new Exporter({ library, files, writer, checks, events, formats });
  const media: MediaSources = { library, files, checks, exporter, peaks: new PeaksCache(), references };
  let closed: Promise<void> | undefined;
  const putAway = async (): Promise<void> => {
    closing.abort(detached);
    await Promise.all([manuscripts.close(), narrator.close(), tries.close(), exporter.close()]);
    await Promise.all([pickup.close(), oldTakes.close()]);
    await backups.close();
    await Promise.all([audio.close(), writer.close(), librarian.close(), engines.close()]);
    library.close();
  };
  const close = (): Promise<void> => (closed ??= putAway());

  const services = makeServices({
    ...{ library, engines, events, history, tickets, importer, narrator, files, checks, exporter },
    ...{ references, tries, predictions, account, rates, pickUp },
    signal: closing.signal,
  });
  try {
    renewForMakers(library.db, engines);
    await searchAudio({ library, engines, worker: librarian });
    exporter.recover();
    await pickup.recover();
    backups.start();
  } catch (thrown) {
    await close();
    throw libraryProblem(thrown, library.folder);
  }
  pickup.start();
  oldTakes.start();
  return {
    call: (name, input) =>
      dispatch(services, name, input, (thrown) => libraryProblem(thrown, library.folder)),
    media: (request, path) => serveMedia(media, request, path),
    isBusy: () => turn.isTaken || exporter.isBusy(),
    exportTarget: (id) => exporter.target(id),
    notices: library.notices,
    tickets,
    formats,
    subscribe: (listener) => events.subscribe(listener),
    close,
  };
}
