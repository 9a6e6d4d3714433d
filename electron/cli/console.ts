import type { Problem } from '../contract/problem.ts';

/** Where the command line writes: results to `out`, everything else to `err`. */
export interface Console {
  out: NodeJS.WriteStream;
  err: NodeJS.WriteStream;
}

/** A line that is rewritten in place on a terminal; elsewhere every text that differs is a line of its own. */
export class StatusLine {
  readonly #stream: NodeJS.WriteStream;
  #shown = false;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  /** Whether it can be rewritten. */
  get live(): boolean {
    return this.#stream.isTTY;
  }

  /** Shows a text in place of the one before; nothing where it cannot be rewritten. */
  update(text: string): void {
    if (!this.live) return;
    const width = Math.max(20, this.#stream.columns - 1);
    const line = text.length > width ? `${text.slice(0, width - 1)}…` : text;
    this.#stream.write(`\r\u001b[2K${line}`);
    this.#shown = true;
  }

  /** Ends the line in place, if there is one, and writes a line that stays. */
  print(text: string): void {
    this.clear();
    this.#stream.write(`${text}\n`);
  }

  /** Takes the line in place away. */
  clear(): void {
    if (this.#shown) this.#stream.write('\r\u001b[2K');
    this.#shown = false;
  }
}

/** A problem as two lines for a person. */
export function describeProblem({ message, action }: Problem): string {
  return `lectern: ${message}\n         ${action}`;
}
