import type { FormatFacts, FormatSettings } from '../../contract/format.ts';
import { LecternError } from '../../contract/problem.ts';
import type { Format } from './format.ts';
import { wav } from './wav/wav.ts';

/** Everything that Lectern can write an audiobook as. */
export const allFormats: readonly Format[] = [wav];

/** Formats by their ids. */
export class Formats {
  readonly #formats: ReadonlyMap<string, Format>;

  constructor(formats: readonly Format[] = allFormats) {
    this.#formats = new Map(formats.map((format) => [format.id, format]));
  }

  /** What may be told of each. */
  list(): FormatFacts[] {
    return [...this.#formats.values()].map(factsOf);
  }

  /** The same of one of them. Throws as {@link get} does. */
  facts(id: string): FormatFacts {
    return factsOf(this.get(id));
  }

  /** Throws `invalid-call` for one that is not there. */
  get(id: string): Format {
    const format = this.#formats.get(id);
    if (format !== undefined) return format;
    throw new LecternError(
      'invalid-call',
      `This Lectern writes no audiobooks as “${id}”.`,
      `Choose one of these: ${[...this.#formats.keys()].join(', ')}.`,
    );
  }

  /** Of files in a format; of one that an earlier or later Lectern knew, that of any file. */
  mediaType(id: string): string {
    return this.#formats.get(id)?.mediaType ?? 'application/octet-stream';
  }

  /** Settings as the format takes them, with what it adds. Throws `invalid-call` for others. */
  settingsOf(id: string, settings: FormatSettings): FormatSettings {
    const format = this.get(id);
    const checked = format.settings.safeParse(settings);
    if (checked.success) return checked.data;
    const [issue] = checked.error.issues;
    throw new LecternError(
      'invalid-call',
      `${format.name} cannot be written so: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trimEnd(),
      'Choose other settings for the export.',
    );
  }
}

function factsOf({ id, name, extension, description }: Format): FormatFacts {
  return { id, name, extension, description };
}
