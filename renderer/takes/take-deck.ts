import type { TakeId } from '../../electron/contract/ids.ts';
import { createStore } from '../app/store.ts';

/** What of an audio element the deck uses. */
export type TakeMedia = Pick<
  HTMLAudioElement,
  'currentTime' | 'paused' | 'ended' | 'play' | 'pause' | 'addEventListener' | 'removeEventListener'
>;

/** One of the two takes that are compared. */
export type Slot = 'a' | 'b';

/** What is shown of the deck; time is not part of it. */
export interface DeckState {
  /** The take that plays, or that played last. */
  at: TakeId | null;
  playing: boolean;
  /** A take whose sound could not be fetched or played. */
  broken: TakeId | null;
  a: TakeId | null;
  b: TakeId | null;
}

/** A take as the deck knows it; its length in seconds. */
export interface DeckTake {
  id: TakeId;
  seconds: number;
}

/**
 * Plays the takes of a chunk, one at a time, and two of them in turn at the same place: as far into the one as into the
 * other, measured by their lengths, since the slower of two takes of one text reaches each of its words later.
 */
export class TakeDeck<Element extends TakeMedia = TakeMedia> {
  readonly state = createStore<DeckState>({ at: null, playing: false, broken: null, a: null, b: null });
  readonly #make: (take: TakeId) => Element;
  readonly #elements = new Map<TakeId, Element>();
  /** What a person has marked. */
  readonly #marked = new Set<Slot>();
  #takes: readonly DeckTake[] = [];

  /** `make` gives a take its element, which is kept as long as the deck. */
  constructor(make: (take: TakeId) => Element) {
    this.#make = make;
  }

  /** Tells which takes there are; what no person has marked are the take that is heard and the first other one. */
  offer(takes: readonly DeckTake[], heard: TakeId | null): void {
    this.#takes = takes;
    const order = [heard, ...takes.map(({ id }) => id)].filter((take) => takes.some(({ id }) => id === take));
    const { a, b } = this.state.get();
    const [markedA, markedB] = [this.#marked.has('a') ? a : null, this.#marked.has('b') ? b : null];
    const first = order.find((take) => take === markedA) ?? order.find((take) => take !== markedB) ?? null;
    const other =
      order.find((take) => take === markedB && take !== first) ??
      order.find((take) => take !== first) ??
      null;
    this.#change({ a: first, b: other });
  }

  /** The element of a take. */
  mediaOf(take: TakeId): Element {
    const made = this.#elements.get(take);
    if (made !== undefined) return made;
    const element = this.#make(take);
    this.#elements.set(take, element);
    element.addEventListener('play', () => {
      for (const [other, playing] of this.#elements) if (other !== take) playing.pause();
      this.#change({ at: take, playing: true, broken: null });
    });
    for (const name of ['pause', 'ended'] as const) {
      element.addEventListener(name, () => {
        if (this.state.get().at === take) this.#change({ playing: false });
      });
    }
    element.addEventListener('error', () => {
      this.#change({ playing: false, broken: take });
    });
    return element;
  }

  /** Marks a take as one of the two; the one that it was before takes the place of the other. */
  mark(slot: Slot, take: TakeId): void {
    this.#marked.add(slot);
    const { a, b } = this.state.get();
    if (slot === 'a') this.#change({ a: take, b: b === take ? a : b });
    else this.#change({ b: take, a: a === take ? b : a });
  }

  /** Plays a take, or pauses it. */
  toggle(take: TakeId): void {
    const { at, playing } = this.state.get();
    if (at === take && playing) this.mediaOf(take).pause();
    else this.#play(take);
  }

  /** Plays on, or pauses, whichever take was heard last; the first of the two where none was. */
  toggleLast(): void {
    const { at, a } = this.state.get();
    const take = at ?? a;
    if (take !== null) this.toggle(take);
  }

  /** Goes on in one of the two, at the place where the other one is; the answer is that take, null where none is marked. */
  hear(slot: Slot): TakeId | null {
    const take = this.state.get()[slot];
    const { at, playing } = this.state.get();
    if (take === null) return null;
    if (at === take && playing) return take;
    if (at !== null && at !== take) {
      const from = this.mediaOf(at);
      const share = from.ended ? 0 : from.currentTime / Math.max(this.#secondsOf(at), 0.001);
      this.mediaOf(take).currentTime = Math.min(1, share) * this.#secondsOf(take);
    }
    this.#play(take);
    return take;
  }

  /** Stops whatever plays. */
  stop(): void {
    for (const element of this.#elements.values()) element.pause();
  }

  #play(take: TakeId): void {
    // Said at once, so that the element that is silenced by it is not taken for the one that is heard.
    this.#change({ at: take, broken: null });
    this.mediaOf(take)
      .play()
      .catch(() => {
        if (this.state.get().at === take) this.#change({ playing: false });
      });
  }

  #secondsOf(take: TakeId): number {
    return this.#takes.find(({ id }) => id === take)?.seconds ?? 0;
  }

  #change(change: Partial<DeckState>): void {
    this.state.set({ ...this.state.get(), ...change });
  }
}
