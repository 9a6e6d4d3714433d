/** Where a chunk lies in the paragraphs of its section: from its first character to behind its last, in UTF-16 units. */
export interface Place {
  fromParagraph: number;
  fromOffset: number;
  toParagraph: number;
  /** Behind the last character. */
  toOffset: number;
}

/**
 * Finds the places of a section's chunks, which laid end to end are its paragraphs, white space apart; null when they
 * are not.
 */
export function locateChunks(paragraphs: readonly string[], chunks: readonly string[]): Place[] | null {
  const cursor = new Cursor(paragraphs);
  const places: Place[] = [];
  for (const chunk of chunks) {
    const place = cursor.take(chunk);
    if (place === null) return null;
    places.push(place);
  }
  return cursor.isAtEnd() ? places : null;
}

/** Goes through the characters of paragraphs that are no white space. */
class Cursor {
  readonly #paragraphs: readonly string[];
  #paragraph = 0;
  #offset = 0;

  constructor(paragraphs: readonly string[]) {
    this.#paragraphs = paragraphs;
  }

  take(chunk: string): Place | null {
    let from: { paragraph: number; offset: number } | null = null;
    for (let index = 0; index < chunk.length; index++) {
      const character = chunk.charAt(index);
      if (isWhite(character)) continue;
      if (this.#next() !== character) return null;
      from ??= { paragraph: this.#paragraph, offset: this.#offset };
      this.#offset++;
    }
    if (from === null) return null;
    return {
      fromParagraph: from.paragraph,
      fromOffset: from.offset,
      toParagraph: this.#paragraph,
      toOffset: this.#offset,
    };
  }

  isAtEnd(): boolean {
    return this.#next() === null;
  }

  /** The next character, where it then stands; null behind the last one. */
  #next(): string | null {
    for (;;) {
      const text = this.#paragraphs[this.#paragraph];
      if (text === undefined) return null;
      while (this.#offset < text.length) {
        const character = text.charAt(this.#offset);
        if (!isWhite(character)) return character;
        this.#offset++;
      }
      this.#paragraph++;
      this.#offset = 0;
    }
  }
}

const white = /\s/u;

function isWhite(character: string): boolean {
  const code = character.charCodeAt(0);
  // Nearly every character of a book is one of these.
  if (code > 0x20 && code < 0x7f) return false;
  return white.test(character);
}
