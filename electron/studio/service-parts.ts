import type { Engines } from './engines.ts';
import type { EventBus } from './event-bus.ts';
import type { Exporter } from './exporter.ts';
import type { Importer } from './import.ts';
import type { Library } from './library.ts';
import type { Narrator } from './narrator.ts';
import type { Predictions } from './predictions.ts';
import type { References } from './references.ts';
import type { ReplicateAccess } from './replicate-access.ts';
import type { StitchedFiles } from './stitched-files.ts';
import type { TakeChecks } from './take-checks.ts';
import type { Tickets } from './tickets.ts';
import type { Tries } from './tries.ts';

/** What the services are made of. */
export interface Parts {
  library: Library;
  engines: Engines;
  events: EventBus;
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
  /** Has what is owed gone on with, at once, in the background. */
  pickUp: () => void;
}
