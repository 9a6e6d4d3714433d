import type { Problem } from '../../contract/problem.ts';
import { cut, printable } from './words.ts';

/** What is needed of standard output or standard error. */
export interface Output {
  readonly isTTY: boolean;
  readonly columns: number;
  write(text: string): unknown;
}

/** Where the command line writes: results to `out`, everything else to `err`. */
export interface Console {
  out: Output;
  err: Output;
}

/** What a terminal that does not tell its width is taken for, in columns. */
const usualColumns = 80;

/** A line that is rewritten in place on a terminal; elsewhere every text that differs is a line of its own. */
export class StatusLine {
  readonly #stream: Output;
  #shown = false;

  constructor(stream: Output) {
    this.#stream = stream;
  }

  /** Whether it can be rewritten. */
  get live(): boolean {
    return this.#stream.isTTY;
  }

  /** Shows a text in place of the one before; nothing where it cannot be rewritten. */
  update(text: string): void {
    if (!this.live) return;
    // Some terminals say that they have no columns at all.
    const columns = this.#stream.columns > 0 ? this.#stream.columns : usualColumns;
    this.#stream.write(`\r\u001b[2K${cut(printable(text), columns - 1)}`);
    this.#shown = true;
  }

  /** Ends the line in place, if there is one, and writes a line that stays. */
  print(text: string): void {
    this.clear();
    this.#stream.write(`${printable(text)}\n`);
  }

  /** Takes the line in place away. */
  clear(): void {
    if (this.#shown) this.#stream.write('\r\u001b[2K');
    this.#shown = false;
  }
}

/** A problem as two lines for a person. */
export function describeProblem({ message, action }: Problem): string {
  return printable(`lectern: ${message}\n         ${action}`);
}
