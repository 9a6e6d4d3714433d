import type { Problem } from '../../electron/contract/problem.ts';

/** What a file dialog of the browser offers; the studio judges by the file itself. */
export const acceptedFiles = '.epub,.md,.markdown,.txt,.text';

/** What is asked of something that was dropped; the DOM's `DataTransferItem` has it. */
export interface DroppedItem {
  readonly kind: string;
  getAsFile(): File | null;
  webkitGetAsEntry(): { readonly isDirectory: boolean; readonly name: string } | null;
}

/** What was dropped, sorted: files to be imported, and names of folders, which cannot be. */
export interface Dropped {
  files: File[];
  folders: string[];
}

/** Sorts what was dropped. Text, links and pictures dragged out of a page are not files and count for nothing. */
export function sortDropped(items: Iterable<DroppedItem>): Dropped {
  const dropped: Dropped = { files: [], folders: [] };
  for (const item of items) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (entry?.isDirectory === true) dropped.folders.push(entry.name);
    else if (file !== null) dropped.files.push(file);
  }
  return dropped;
}

/** Why a folder is refused, and the way on. */
export function folderProblem(name: string): Problem {
  return {
    code: 'file-unsupported',
    message: `“${name}” is a folder, and Lectern imports one manuscript file at a time.`,
    action: 'Open the folder and drop the EPUB, Markdown or text file itself.',
  };
}
