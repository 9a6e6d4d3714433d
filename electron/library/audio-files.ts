import fs from 'node:fs';
import path from 'node:path';
import { originalsFolder, takesFolder } from './take-files.ts';

/** A take, or audio as it was received, that is in a library's folders, by its name alone. */
export interface AudioFile {
  kind: 'take' | 'original';
  /** The number in its name. */
  number: number;
  /** The number of the project in whose folder it is; null for a try's. */
  home: number | null;
  /** Path within the library. */
  file: string;
}

/** No number is longer, so that every one is exact. */
const numbered = /^[1-9]\d{0,14}$/u;
/** What was moved out of the way of another's audio is called after it. */
const numberedFile = /^([1-9]\d{0,14})(?:\.other-\d+)?$/u;
const kinds = { take: '.wav', original: '.audio' } as const;

/** The audio in a library's folders, folder by folder. What is not called as Lectern calls it is passed over. */
export function* audioFiles(folder: string): Generator<AudioFile> {
  for (const home of [null, ...projectFolders(folder)]) {
    yield* filesIn(folder, 'take', home, home === null ? takesFolder(null) : `takes/${home}`);
    yield* filesIn(folder, 'original', home, home === null ? originalsFolder(null) : `originals/${home}`);
  }
}

/** The highest numbers among the names of a library's audio files and folders; 0 where there are none. */
export function highestNumbers(folder: string): { projects: number; predictions: number } {
  let predictions = 0;
  for (const { number } of audioFiles(folder)) predictions = Math.max(predictions, number);
  return { projects: Math.max(0, ...projectFolders(folder)), predictions };
}

/** The numbers of the projects that have a folder of audio. */
function projectFolders(folder: string): Set<number> {
  const names = ['takes', 'originals'].flatMap((name) => entriesOf(path.join(folder, name)));
  return new Set(
    names.filter((entry) => entry.isDirectory() && numbered.test(entry.name)).map(({ name }) => Number(name)),
  );
}

function* filesIn(
  library: string,
  kind: AudioFile['kind'],
  home: number | null,
  folder: string,
): Generator<AudioFile> {
  const ending = kinds[kind];
  for (const entry of entriesOf(path.join(library, ...folder.split('/')))) {
    if (!entry.isFile() || !entry.name.endsWith(ending)) continue;
    const [, number] = numberedFile.exec(entry.name.slice(0, -ending.length)) ?? [];
    if (number !== undefined) yield { kind, number: Number(number), home, file: `${folder}/${entry.name}` };
  }
}

/** What is in a folder; nothing where there is none, or where a link stands for it. */
function entriesOf(folder: string): fs.Dirent[] {
  try {
    return fs.lstatSync(folder).isDirectory() ? fs.readdirSync(folder, { withFileTypes: true }) : [];
  } catch {
    return [];
  }
}
