import type { Engines } from '../engines/engines.ts';
import type { EventBus } from '../base/event-bus.ts';
import type { Exporter } from '../media/exporter.ts';
import type { EditHistory } from '../book/edits/edit-history.ts';
import type { Importer } from '../book/importer.ts';
import type { Library } from '../library/open-library.ts';
import type { Narrator } from '../narration/narrator.ts';
import type { Predictions } from './predictions.ts';
import type { Rates } from '../predictions/rates.ts';
import type { References } from '../library/references.ts';
import type { ReplicateAccess } from './replicate-access.ts';
import type { StitchedFiles } from '../media/stitched-files.ts';
import type { TakeChecks } from '../predictions/take-checks.ts';
import type { Tickets } from '../library/tickets.ts';
import type { Tries } from '../predictions/tries.ts';

/** What the services are made of. */
export interface ServiceNeeds {
  library: Library;
  engines: Engines;
  events: EventBus;
  history: EditHistory;
  tickets: Tickets;
  importer: Importer;
  narrator: Narrator;
  files: StitchedFiles;
  checks: TakeChecks;
  exporter: Exporter;
  references: References;
  tries: Tries;
  predictions: Predictions;
  account: ReplicateAccess;
  rates: Rates;
  /** Aborts when the studio closes. */
  signal: AbortSignal;
  /** Has what is owed gone on with, at once, in the background. */
  pickUp: () => void;
}
