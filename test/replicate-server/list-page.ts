import type { Clock } from './clock.ts';
import type { Fault } from './fault.ts';
import type { Faults } from './faults.ts';
import { inDisorder, tellAsFaulty } from './list-faults.ts';
import { describe, textOf, toldCreation, type Prediction } from './prediction.ts';

/** What lists need of the rest of the server. */
export interface ListWorld {
  predictions: { all: readonly Prediction[] };
  faults: Faults;
  clock: Clock;
  /** The API's base URL. */
  base: string;
  /** How many predictions a page has. */
  pageLength: number;
}

/** Which predictions a list is about, as its query names them. Times in milliseconds since 1970. */
interface Query {
  createdAfter: number;
  createdBefore: number;
  /** Opaque to clients: the prediction beside the page, and the side on which the page is. */
  cursor: { side: 'older' | 'newer'; id: string; manner: number } | null;
}

/** What is wrong with one list, on all of its pages. */
interface Manner {
  faults: readonly Fault[];
  /** The predictions that it is not to have. */
  lacking: ReadonlySet<Prediction>;
}

/** Items of the page before that a page begins with under `list-repeats`. */
const repeated = 2;

/** Answers `GET /predictions`, and remembers what is wrong with each list until its last page. */
export class Lists {
  readonly #world: ListWorld;
  readonly #manners: Manner[] = [];

  constructor(world: ListWorld) {
    this.#world = world;
  }

  /** One page of the account's predictions, newest first, or null for a query that is not understood. */
  page(params: URLSearchParams): object | null {
    const { base, pageLength } = this.#world;
    const query = readQuery(params);
    if (query === null) return null;
    const number = query.cursor?.manner ?? this.#begin();
    const manner = this.#manners[number];
    if (manner === undefined) return null;
    const listed = this.#listed(query, manner);
    const { from, to } = pageOf(listed, query.cursor, pageLength);
    const has = (name: Fault['name']): boolean => manner.faults.some((fault) => fault.name === name);
    const page = listed.slice(has('list-repeats') ? Math.max(0, from - repeated) : from, to);
    const link = (side: 'older' | 'newer', beside: Prediction | undefined): string | null => {
      if (beside === undefined) return null;
      const linked = new URLSearchParams(params);
      linked.set('cursor', Buffer.from(`${side} ${beside.id} ${number}`).toString('base64url'));
      return `${base}/predictions?${linked.toString()}`;
    };
    return {
      next: to < listed.length ? link('older', page.at(-1)) : null,
      previous: from > 0 ? link('newer', listed[from]) : null,
      results: page.map((prediction) => this.#tell(prediction, manner)),
    };
  }

  /** The number of a new list's manner. Predictions that are hidden are one list nearer to being seen. */
  #begin(): number {
    const { predictions, faults } = this.#world;
    const acting = faults.takeForList();
    const lacking = new Set(predictions.all.filter(({ brand }) => brand.hiddenLists > 0));
    for (const { brand } of lacking) brand.hiddenLists -= 1;
    for (const fault of acting.filter(({ name }) => name === 'list-lacks')) {
      for (const prediction of predictions.all)
        if (this.#concerns(fault, prediction)) lacking.add(prediction);
    }
    return this.#manners.push({ faults: acting, lacking }) - 1;
  }

  #listed({ createdAfter, createdBefore }: Query, { faults, lacking }: Manner): Prediction[] {
    const { predictions, clock } = this.#world;
    const listed = predictions.all.filter((prediction) => {
      const { brand, createdAt, isDeleted } = prediction;
      const told = toldCreation(prediction);
      const isAskedFor = told >= createdAfter && told < createdBefore;
      const isLate = clock.now() < createdAt + brand.hiddenSeconds * 1000;
      return isAskedFor && !isDeleted && !isLate && !lacking.has(prediction);
    });
    const isUnordered = faults.some(({ name }) => name === 'list-unordered');
    return isUnordered ? inDisorder(listed) : listed.reverse();
  }

  #tell(prediction: Prediction, { faults }: Manner): object {
    const told = describe(prediction, this.#world.base, 'list');
    const concerning = faults.filter((fault) => this.#concerns(fault, prediction));
    return concerning.reduce((so, fault) => tellAsFaulty(so, fault), told);
  }

  #concerns(fault: Fault, prediction: Prediction): boolean {
    const { createdAt: madeAt } = prediction;
    return this.#world.faults.concerns(fault, { text: textOf(prediction), madeAt });
  }
}

function pageOf(
  listed: readonly Prediction[],
  cursor: Query['cursor'],
  pageLength: number,
): { from: number; to: number } {
  const beside = listed.findIndex(({ id }) => id === cursor?.id);
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
  const [side, id, manner] = Buffer.from(text, 'base64url').toString().split(' ');
  const isOne = (side === 'older' || side === 'newer') && id !== undefined && manner !== undefined;
  return isOne ? { side, id, manner: Number(manner) } : undefined;
}
