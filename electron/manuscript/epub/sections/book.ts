import type { DocumentText } from '../text/document-text.ts';
import type { NavEntry } from '../package/navigation.ts';
import type { SectionRole } from '../text/section-role.ts';
import type { Target } from '../archive/reference.ts';

/** One document of the spine, read. */
export interface BookDocument {
  /** Name of its entry in the archive. */
  name: string;
  linear: boolean;
  text: DocumentText;
  /** Why it could not be read as text ("image/png"); null when it was. */
  unread: string | null;
}

/** A place in the text: a document of the spine, and a block in it. */
export interface Position {
  document: number;
  block: number;
  /** False when the reference names an id that the document does not have; it then leads to its top. */
  exact: boolean;
}

/** All that the planning of sections goes by. */
export interface Book {
  title: string;
  documents: readonly BookDocument[];
  toc: readonly NavEntry[];
  landmarks: readonly { role: SectionRole; position: Position }[];
  /** Where a reference leads; null when it leads to no document of the spine. */
  locate(target: Target): Position | null;
}

/** A {@link Book.locate} for these documents. `find` gives the entry's name for a path. */
export function locator(
  documents: readonly BookDocument[],
  find: (path: string) => string | null,
): Book['locate'] {
  const indexes = new Map(documents.map(({ name }, index) => [name, index]));
  return ({ path, fragment }) => {
    const document = indexes.get(find(path) ?? '');
    if (document === undefined) return null;
    const anchors = documents[document]?.text.anchors;
    const block = fragment === null ? 0 : anchors?.get(fragment);
    return { document, block: block ?? 0, exact: block !== undefined };
  };
}
