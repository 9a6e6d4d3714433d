import { z } from 'zod';
import { toProblem, type Problem } from '../../contract/problem.ts';
import { listBackups } from '../../library/backups.ts';
import { putBack, rebuild } from '../../library/replacement.ts';
import { defaultLibraryFolder } from '../../library/open-library.ts';
import type { Studio } from '../../studio/open-studio.ts';
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

/** Opens the library, asking what to do for as long as one cannot be opened; null when the person gives up. */
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
      const answer = await askAbout(library, dialogs, toProblem(thrown));
      if (answer === 'quit') return null;
      if (answer === 'again') continue;
      const another = await dialogs.chooseLibrary();
      chosen ||= another !== null;
      library = another ?? library;
    }
  }
}

/** Asks what to do about a library that cannot be opened, and puts its database right where that is the answer. */
async function askAbout(
  library: string,
  dialogs: Dialogs,
  problem: Problem,
): Promise<'again' | 'another' | 'quit'> {
  if (problem.code !== 'library-lost' && problem.code !== 'library-damaged') {
    return (await dialogs.offerAnotherLibrary(problem)) ? 'another' : 'quit';
  }
  const [newest] = listBackups(library);
  const answer = await dialogs.offerRepair(problem, newest?.time ?? null);
  if (answer === 'another' || answer === 'quit') return answer;
  try {
    if (answer === 'put-back' && newest !== undefined) putBack(library, newest.name, 'Lectern’s window');
    if (answer === 'rebuild') rebuild(library, 'Lectern’s window');
  } catch (thrown) {
    await dialogs.showProblem(toProblem(thrown));
  }
  return 'again';
}
