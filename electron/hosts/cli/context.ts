import type { Format } from '../../audio/formats/format.ts';
import type { EngineKind } from '../../engines/engine-kind.ts';
import type { Patience } from '../../engines/services/replicate/patience.ts';
import type { ReadingLimits } from '../../manuscript/too-much.ts';
import type { Locations } from '../../studio/open-studio.ts';
import type { Console } from '../shared/console.ts';

/** Who holds the library while a command runs. */
export const program = 'Lectern on the command line';

/** What the command line gives to its commands. */
export interface Context {
  console: Console;
  locations: Locations;
  /** Calls back when the person wants it to end; the answer stops listening. */
  onInterrupt(listener: () => void): () => void;
  /** What reading a manuscript may take; without it, far more than any book needs. */
  readingLimits?: ReadingLimits;
  /** The ways to speak; without it, all that Lectern has. */
  catalogue?: readonly EngineKind[];
  /** What can be written; without it, all that Lectern has. */
  formats?: readonly Format[];
  /** How long is waited before a conclusion that costs money; tests shorten it. */
  patience?: Patience;
}
