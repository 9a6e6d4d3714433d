/** A file in memory that grows as it is written. Positions and lengths in bytes. */
export class MemoryFile {
  #buffer: Uint8Array;
  #length: number;

  constructor(content = new Uint8Array(0)) {
    this.#buffer = content;
    this.#length = content.length;
  }

  get length(): number {
    return this.#length;
  }

  /** The whole content as a copy of its own. */
  content(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#buffer.subarray(0, this.#length));
  }

  /** Empties the file. */
  truncate(): void {
    this.#length = 0;
  }

  /** Fills `target` from `position` on and returns how many bytes there were to read. */
  read(position: number, target: Uint8Array): number {
    const piece = this.#buffer
      .subarray(Math.min(position, this.#length), this.#length)
      .subarray(0, target.length);
    target.set(piece);
    return piece.length;
  }

  /** Writes `bytes` at `position`; a gap before it reads as zeros. */
  write(position: number, bytes: Uint8Array): void {
    const end = position + bytes.length;
    if (end > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(end, this.#buffer.length * 2, 4096));
      larger.set(this.#buffer.subarray(0, this.#length));
      this.#buffer = larger;
    }
    this.#buffer.set(bytes, position);
    this.#length = Math.max(this.#length, end);
  }
}
