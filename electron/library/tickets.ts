import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { ticketSchema, type ReadingPurpose, type Ticket } from '../contract/calls.ts';
import { LecternError } from '../contract/problem.ts';

/** A path that a host let the person choose. */
export interface TicketedFile {
  readonly path: string;
  /** The file's name as the person knows it. */
  readonly name: string;
}

/** A place that a host let the person choose to write to. */
export interface TicketedTarget {
  readonly path: string;
  /** Whether the person agreed to replace what is there. */
  readonly overwrite: boolean;
}

/** What a ticket for reading may be told besides the path. */
export interface ReadingOptions {
  /** What the person knows the file by, when that is not its own name. */
  name?: string;
  /** Called once, when nothing can be read by this ticket any more: it was used up, expired or gave way to newer ones. */
  release?: () => void;
}

/** How long and how many tickets are good. */
export interface TicketLimits {
  /** Milliseconds for which a ticket is good after it was given, or looked at. */
  lifetime: number;
  /** How many are good at a time; the one that was not used for the longest gives way. */
  most: number;
}

const usualLimits: TicketLimits = { lifetime: 60 * 60 * 1000, most: 64 };

type Holding =
  | { purpose: ReadingPurpose; file: TicketedFile; release: () => void; timer: NodeJS.Timeout }
  | { purpose: 'target'; target: TicketedTarget; timer: NodeJS.Timeout };

type Reading = Extract<Holding, { purpose: ReadingPurpose }>;

/**
 * Hands out tickets for paths, so that the renderer never names one. Each is for the one purpose that the person chose
 * its file for: what was chosen to be read can never be written to.
 */
export class Tickets {
  readonly #limits: TicketLimits;
  /** By their last use, oldest first. */
  readonly #held = new Map<Ticket, Holding>();

  constructor(limits: TicketLimits = usualLimits) {
    this.#limits = limits;
  }

  /** A ticket to read a file once, as a manuscript. */
  forManuscript(file: string, options: ReadingOptions = {}): Ticket {
    return this.forReading('manuscript', file, options);
  }

  /** A ticket to read a file as audio, as often as its holder likes. */
  forAudio(file: string, options: ReadingOptions = {}): Ticket {
    return this.forReading('audio', file, options);
  }

  /** A ticket to read a file for a purpose that is only known when the program runs. */
  forReading(purpose: ReadingPurpose, file: string, { name, release }: ReadingOptions = {}): Ticket {
    const ticketed = { path: path.resolve(file), name: name ?? path.basename(file) };
    return this.#hold((timer) => ({
      purpose,
      file: ticketed,
      release: release ?? (() => undefined),
      timer,
    }));
  }

  /** A ticket to write a file once. Whether that may replace one belongs to it, and to no later call. */
  forTarget(file: string, { overwrite }: { overwrite: boolean }): Ticket {
    return this.#hold((timer) => ({
      purpose: 'target',
      target: { path: path.resolve(file), overwrite },
      timer,
    }));
  }

  /**
   * Lends the manuscript behind a ticket for as long as `read` takes; the ticket is used up at once, however that
   * ends. Rejects with `not-found` for a ticket that is none, with `invalid-call` for one of another purpose.
   */
  async readManuscript<Value>(
    ticket: Ticket,
    read: (file: TicketedFile) => Value | Promise<Value>,
  ): Promise<Value> {
    const held = this.#get(ticket, 'manuscript');
    this.#drop(ticket, held);
    try {
      return await read(held.file);
    } finally {
      held.release();
    }
  }

  /** The audio file behind a ticket, which is renewed by it. Throws as {@link readManuscript} rejects. */
  audio(ticket: Ticket): TicketedFile {
    const held = this.#get(ticket, 'audio');
    this.#renew(ticket, held);
    return held.file;
  }

  /** The audio file behind a ticket, which is renewed by it; null where there is none of that purpose. */
  findAudio(ticket: string): TicketedFile | null {
    const named = ticketSchema.parse(ticket);
    return this.#held.get(named)?.purpose === 'audio' ? this.audio(named) : null;
  }

  /** The target behind a ticket, which is used up by it. Throws as {@link readManuscript} rejects. */
  target(ticket: Ticket): TicketedTarget {
    const held = this.#get(ticket, 'target');
    this.#drop(ticket, held);
    return held.target;
  }

  #hold(make: (timer: NodeJS.Timeout) => Holding): Ticket {
    const ticket = ticketSchema.parse(randomUUID());
    const expire = (): void => {
      this.#forget(ticket);
    };
    // A ticket keeps no process from ending.
    this.#held.set(ticket, make(setTimeout(expire, this.#limits.lifetime).unref()));
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= this.#limits.most) break;
      this.#forget(oldest);
    }
    return ticket;
  }

  #renew(ticket: Ticket, held: Holding): void {
    held.timer.refresh();
    this.#held.delete(ticket);
    this.#held.set(ticket, held);
  }

  #forget(ticket: Ticket): void {
    const held = this.#held.get(ticket);
    if (held === undefined) return;
    this.#drop(ticket, held);
    if (held.purpose !== 'target') held.release();
  }

  #drop(ticket: Ticket, held: Holding): void {
    clearTimeout(held.timer);
    this.#held.delete(ticket);
  }

  /** What is held for a purpose; a ticket of another one stays as it is. */
  #get(ticket: Ticket, purpose: 'target'): Extract<Holding, { purpose: 'target' }>;
  #get(ticket: Ticket, purpose: ReadingPurpose): Reading;
  #get(ticket: Ticket, purpose: Holding['purpose']): Holding {
    const held = this.#held.get(ticket);
    if (held === undefined) throw noLongerGood();
    if (held.purpose !== purpose) throw forSomethingElse(held.purpose, purpose);
    return held;
  }
}

function noLongerGood(): LecternError {
  return new LecternError(
    'not-found',
    'That choice of a file is not good any more: it was used before, or made in another session or long ago.',
    'Choose the file once more.',
  );
}

const purposes: Readonly<Record<Holding['purpose'], string>> = {
  manuscript: 'to be read as a manuscript',
  audio: 'to be heard',
  target: 'to be written',
};

function forSomethingElse(chosen: Holding['purpose'], wanted: Holding['purpose']): LecternError {
  return new LecternError(
    'invalid-call',
    `That file was chosen ${purposes[chosen]}, not ${purposes[wanted]}.`,
    'Choose the file once more, for this.',
  );
}
