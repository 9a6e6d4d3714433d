import type { ReadingPurpose, Ticket } from './calls.ts';
import type { StudioEvent } from './events.ts';
import type { Result } from './problem.ts';

/** What the preload script of the Electron window exposes as `window.lectern`. */
export interface Bridge {
  readonly kind: 'electron';
  /** Makes one call to the studio or its host. */
  call: (name: string, input: unknown) => Promise<Result<unknown>>;
  /** Listens to every event; the answer stops listening. */
  onEvent: (listener: (event: StudioEvent) => void) => () => void;
  /**
   * A ticket to read a file that the person dropped on the window or chose in it (the DOM's `File`, which the contract
   * does not know). A file that a script made has no place on the disk, and gets none.
   */
  ticketForFile: (file: unknown, purpose: ReadingPurpose) => Promise<Result<Ticket>>;
}
