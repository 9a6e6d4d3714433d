import type { Ticket } from '../../../electron/contract/calls.ts';
import type { ReferenceFile } from '../../../electron/contract/named-voice.ts';

/** An audio file that was looked at, ready to be cut. */
export interface OpenedFile {
  ticket: Ticket;
  file: ReferenceFile;
}
