import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Formats } from '../../audio/formats/formats.ts';
import { privateFolderMode } from '../../base/durable-file.ts';
import { withoutExtension, type FormatFacts } from '../../contract/format.ts';
import { libraryProblem } from '../../library/open-library.ts';
import { exportsFolder } from '../../media/media.ts';

/** UTF-8 bytes of a file's name, extension apart: every file system takes this much with room to spare. */
const nameBytes = 150;

/** Finds places for exports in a library's own folder for them. */
export class ExportTargets {
  readonly #library: string;
  /** Places that were given away; their files may not be there yet. */
  readonly #given = new Set<string>();

  readonly #formats: Formats;

  constructor(library: string, formats: Formats) {
    this.#library = library;
    this.#formats = formats;
  }

  /**
   * The path of a file that is not there, named after the suggestion and the format. Throws what `libraryProblem` knows,
   * and `invalid-call` for a format that is none.
   */
  choose(suggestedName: string, format: string): string {
    const { extension } = this.#formats.facts(format);
    const folder = exportsFolder(this.#library);
    try {
      // Never the library's own folder: one that was renamed or unmounted is not made anew.
      if (!existsSync(folder)) mkdirSync(folder, { mode: privateFolderMode });
    } catch (thrown) {
      throw libraryProblem(thrown, this.#library);
    }
    const name = safeName(suggestedName, this.#formats.list());
    for (let copy = 1; ; copy++) {
      const target = path.join(folder, `${name}${copy === 1 ? '' : ` (${copy})`}.${extension}`);
      // Names that differ only in case are one file on some systems.
      const key = target.toLowerCase();
      if (this.#given.has(key) || existsSync(target)) continue;
      this.#given.add(key);
      return target;
    }
  }
}

/** A name, without the extension of a format, that every file system takes and no program mistakes for something else. */
export function safeName(suggestion: string, formats: readonly FormatFacts[]): string {
  const plain = withoutExtension(suggestion, formats)
    .normalize('NFC')
    .toWellFormed()
    .replaceAll(/[\p{C}<>:"/\\|?*]+/gu, ' ')
    .replaceAll(/\s+/gu, ' ');
  const short = Buffer.from(plain)
    .subarray(0, nameBytes)
    .toString()
    .replace(/\uFFFD+$/u, '');
  const trimmed = short.replace(/^[\s.]+/u, '').replace(/[\s.]+$/u, '');
  if (trimmed === '') return 'Audiobook';
  // Names of devices on Windows, whatever follows a dot.
  return /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu.test(trimmed)
    ? `${trimmed.replaceAll('.', ' ')} book`
    : trimmed;
}
