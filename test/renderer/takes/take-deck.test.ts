import { describe, expect, it } from 'vitest';
import { takeIdSchema, type TakeId } from '../../../electron/contract/ids.ts';
import { TakeDeck } from '../../../renderer/takes/take-deck.ts';

/** An audio element as far as the deck sees it; time moves when the test says so. */
class Element extends EventTarget {
  currentTime = 0;
  paused = true;
  ended = false;
  refuses = false;

  play(): Promise<void> {
    if (this.refuses) return Promise.reject(new Error('it will not'));
    this.paused = false;
    this.ended = false;
    this.dispatchEvent(new Event('play'));
    return Promise.resolve();
  }

  pause(): void {
    if (this.paused) return;
    this.paused = true;
    this.dispatchEvent(new Event('pause'));
  }

  finish(): void {
    this.paused = true;
    this.ended = true;
    this.dispatchEvent(new Event('ended'));
  }
}

const id = (number: number): TakeId => takeIdSchema.parse(number);

/** A deck with takes of so many seconds, numbered from 1. */
function deckOf(...seconds: number[]) {
  const elements = new Map<TakeId, Element>();
  const deck = new TakeDeck((take) => {
    const element = new Element();
    elements.set(take, element);
    return element;
  });
  const takes = seconds.map((length, index) => ({ id: id(index + 1), seconds: length }));
  deck.offer(takes, null);
  const media = (number: number): Element => {
    deck.mediaOf(id(number));
    const element = elements.get(id(number));
    if (element === undefined) throw new Error('an element expected');
    return element;
  };
  return { deck, media, takes, state: () => deck.state.get() };
}

describe('two takes that are compared', () => {
  it('are the one that is heard and the next, until a person marks others', () => {
    const { deck, takes, state } = deckOf(4, 4, 4);
    expect(state()).toMatchObject({ a: 1, b: 2 });
    const other = deckOf();
    other.deck.offer(takes, id(2));
    expect(other.state()).toMatchObject({ a: 2, b: 1 });
    deck.mark('b', id(3));
    expect(state()).toMatchObject({ a: 1, b: 3 });
  });

  it('are never one and the same: marking the other one exchanges them', () => {
    const { deck, state } = deckOf(4, 4, 4);
    deck.mark('a', id(2));
    expect(state()).toMatchObject({ a: 2, b: 1 });
    deck.mark('b', id(2));
    expect(state()).toMatchObject({ a: 1, b: 2 });
  });

  it('are the new one and the one before it when another take is made', () => {
    const { deck, takes, state } = deckOf(4, 4);
    deck.offer([{ id: id(9), seconds: 4 }, ...takes], id(9));
    expect(state()).toMatchObject({ a: 9, b: 1 });
  });

  it('stay as a person has marked them when another take is made, and give way when they are gone', () => {
    const { deck, takes, state } = deckOf(4, 4);
    deck.mark('a', id(2));
    const newest = { id: id(9), seconds: 4 };
    deck.offer([newest, ...takes], id(9));
    expect(state()).toMatchObject({ a: 2, b: 9 });
    deck.mark('b', id(1));
    deck.offer([newest, ...takes], id(9));
    expect(state()).toMatchObject({ a: 2, b: 1 });
    deck.offer([newest, { id: id(1), seconds: 4 }], id(9));
    expect(state()).toMatchObject({ a: 9, b: 1 });
  });

  it('are fewer than two where there is one take', () => {
    expect(deckOf(4).state()).toMatchObject({ a: 1, b: null });
    expect(deckOf().deck.hear('b')).toBeNull();
  });

  it('are heard in turn at the same place of the text: as far into the one as into the other', () => {
    const { deck, media, state } = deckOf(4, 8);
    expect(deck.hear('a')).toBe(1);
    media(1).currentTime = 1;
    expect(deck.hear('b')).toBe(2);
    expect(media(2).currentTime).toBeCloseTo(2);
    expect([media(1).paused, media(2).paused]).toEqual([true, false]);
    expect(state()).toMatchObject({ at: 2, playing: true });
    media(2).currentTime = 6;
    deck.hear('a');
    expect(media(1).currentTime).toBeCloseTo(3);
    expect([media(1).paused, media(2).paused]).toEqual([false, true]);
  });

  it('go on without a jump when the key of the one that is heard is pressed again', () => {
    const { deck, media } = deckOf(4, 8);
    deck.hear('a');
    media(1).currentTime = 1.5;
    deck.hear('a');
    expect([media(1).currentTime, media(1).paused]).toEqual([1.5, false]);
  });

  it('begin anew after the other one was heard to its end', () => {
    const { deck, media } = deckOf(4, 8);
    deck.hear('a');
    media(1).currentTime = 4;
    media(1).finish();
    deck.hear('b');
    expect(media(2).currentTime).toBe(0);
  });
});

describe('a take', () => {
  it('is played alone, paused, and gone on with', () => {
    const { deck, media, state } = deckOf(4, 4);
    deck.toggle(id(1));
    deck.toggle(id(2));
    expect([media(1).paused, media(2).paused]).toEqual([true, false]);
    expect(state()).toMatchObject({ at: 2, playing: true });
    deck.toggle(id(2));
    expect(state()).toMatchObject({ at: 2, playing: false });
    deck.toggleLast();
    expect(media(2).paused).toBe(false);
  });

  it('that was never heard is the first of the two when space is pressed', () => {
    const { deck, media } = deckOf(4, 4);
    deck.mark('a', id(2));
    deck.toggleLast();
    expect(media(2).paused).toBe(false);
  });

  it('that cannot be played does not look as if it were', async () => {
    const { deck, media, state } = deckOf(4);
    media(1).refuses = true;
    deck.toggle(id(1));
    await expect.poll(() => state().playing).toBe(false);
    media(1).dispatchEvent(new Event('error'));
    expect(state()).toMatchObject({ broken: 1, playing: false });
  });

  it('is silent once the deck is put away', () => {
    const { deck, media } = deckOf(4);
    deck.toggle(id(1));
    deck.stop();
    expect(media(1).paused).toBe(true);
  });
});
