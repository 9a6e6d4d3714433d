import { z } from 'zod';
import { toProblem } from '../contract/problem.ts';
import { defaultLibraryFolder } from '../studio/library.ts';
import type { Studio } from '../studio/open-studio.ts';
import type { Dialogs } from './dialogs.ts';
import { readJson, writeJson } from './json-file.ts';

const settingsSchema = z.object({ library: z.string().min(1) });

/** The library folder that the person chose, kept beside the window's own files. */
export class LibraryFolder {
  readonly #file: string;

  constructor(settingsFile: string) {
    this.#file = settingsFile;
  }

  /** `LECTERN_HOME`, else the folder that was chosen, else the one that all hosts share. */
  get(): string {
    const standard = defaultLibraryFolder(process.env, process.cwd());
    if ((process.env['LECTERN_HOME'] ?? '') !== '') return standard;
    return readJson(this.#file, settingsSchema)?.library ?? standard;
  }

  /** Keeps the person's choice. Throws the file system's own error. */
  set(library: string): void {
    writeJson(this.#file, { library } satisfies z.infer<typeof settingsSchema>);
  }
}

/** An open studio and the folder it is on. */
export interface OpenedStudio {
  studio: Studio;
  library: string;
}

/** Opens the library, asking for another for as long as one cannot be opened; null when the person gives up. */
export async function openOrAsk(
  folder: LibraryFolder,
  dialogs: Dialogs,
  open: (library: string) => Promise<Studio>,
): Promise<OpenedStudio | null> {
  let library = folder.get();
  let chosen = false;
  for (;;) {
    try {
      const studio = await open(library);
      if (chosen) folder.set(library);
      return { studio, library };
    } catch (thrown) {
      if (!(await dialogs.offerAnotherLibrary(toProblem(thrown)))) return null;
      const another = await dialogs.chooseLibrary();
      chosen ||= another !== null;
      library = another ?? library;
    }
  }
}
