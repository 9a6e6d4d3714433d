import { describe, type Prediction } from './prediction.ts';

const pageLength = 100;

/** Which predictions a list is about, as its query names them. Times in milliseconds since 1970. */
interface Query {
  createdAfter: number;
  createdBefore: number;
  /** Opaque to clients: the prediction beside the page, and the side on which the page is. */
  cursor: { side: 'older' | 'newer'; id: string } | null;
}

/**
 * One page of the account's predictions, newest first, or null for a query that is not understood. Predictions that a
 * fault hides are missing from it, and one list nearer to being seen.
 */
export function listPage(all: readonly Prediction[], params: URLSearchParams, api: string): object | null {
  const query = readQuery(params);
  if (query === null) return null;
  const asked = all.filter(
    ({ createdAt }) => createdAt >= query.createdAfter && createdAt < query.createdBefore,
  );
  const visible = asked.filter(isVisible).reverse();
  const { from, to } = pageOf(visible, query.cursor);
  const page = visible.slice(from, to);
  const link = (side: 'older' | 'newer', beside: Prediction | undefined): string | null => {
    if (beside === undefined) return null;
    const linked = new URLSearchParams(params);
    linked.set('cursor', Buffer.from(`${side} ${beside.id}`).toString('base64url'));
    return `${api}/predictions?${linked.toString()}`;
  };
  return {
    next: to < visible.length ? link('older', page.at(-1)) : null,
    previous: from > 0 ? link('newer', page[0]) : null,
    results: page.map((prediction) => describe(prediction, api, 'list')),
  };
}

function isVisible({ brand }: Prediction): boolean {
  if (brand.hiddenLists === 0) return true;
  brand.hiddenLists -= 1;
  return false;
}

function pageOf(visible: readonly Prediction[], cursor: Query['cursor']): { from: number; to: number } {
  const beside = visible.findIndex(({ id }) => id === cursor?.id);
  if (cursor?.side === 'newer') return { from: Math.max(0, beside - pageLength), to: Math.max(0, beside) };
  return { from: beside + 1, to: beside + 1 + pageLength };
}

function readQuery(params: URLSearchParams): Query | null {
  const createdAfter = readTime(params.get('created_after'), -Infinity);
  const createdBefore = readTime(params.get('created_before'), Infinity);
  const cursor = readCursor(params.get('cursor'));
  if (Number.isNaN(createdAfter) || Number.isNaN(createdBefore) || cursor === undefined) return null;
  return { createdAfter, createdBefore, cursor };
}

function readTime(text: string | null, otherwise: number): number {
  return text === null ? otherwise : Date.parse(text);
}

function readCursor(text: string | null): Query['cursor'] | undefined {
  if (text === null) return null;
  const [side, id] = Buffer.from(text, 'base64url').toString().split(' ');
  return (side === 'older' || side === 'newer') && id !== undefined ? { side, id } : undefined;
}
