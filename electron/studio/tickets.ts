import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { ticketSchema, type Ticket } from '../contract/calls.ts';
import { LecternError } from '../contract/problem.ts';

/** A path that a host let the person choose. */
export interface TicketedFile {
  path: string;
  /** The file's name as the person knows it. */
  name: string;
}

/** Hands out tickets for paths, so that the renderer never names one. */
export class Tickets {
  readonly #files = new Map<Ticket, TicketedFile>();

  /** A ticket for a path. `name` is what the person knows the file by, when it differs. */
  issue(file: string, name = path.basename(file)): Ticket {
    const ticket = ticketSchema.parse(randomUUID());
    this.#files.set(ticket, { path: path.resolve(file), name });
    return ticket;
  }

  /** The path behind a ticket, which is used up by it. Throws `not-found` for an unknown one. */
  redeem(ticket: Ticket): TicketedFile {
    const file = this.look(ticket);
    this.#files.delete(ticket);
    return file;
  }

  /** The path behind a ticket, which stays good. Throws `not-found` for an unknown one. */
  look(ticket: Ticket): TicketedFile {
    const file = this.find(ticket);
    if (file !== null) return file;
    throw new LecternError(
      'not-found',
      'That file was not chosen in this session.',
      'Choose the file once more.',
    );
  }

  /** The path behind a ticket; null for an unknown one. */
  find(ticket: string): TicketedFile | null {
    return this.#files.get(ticketSchema.parse(ticket)) ?? null;
  }
}
