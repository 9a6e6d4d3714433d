import { getEventListeners } from 'node:events';
import { describe, expect, it, test } from 'vitest';
import { chunkIdSchema, sectionIdSchema } from '../../../electron/contract/ids.ts';
import type { Track } from '../../../renderer/waveform/chapter-sound.ts';
import { Player } from '../../../renderer/waveform/player.ts';

/** An audio element as far as the player sees it; time moves when the test says so. */
class Element extends EventTarget {
  #src = '';
  currentTime = 0;
  paused = true;
  ended = false;
  readonly sources: string[] = [];

  get src(): string {
    return this.#src;
  }

  set src(value: string) {
    this.#src = value;
    this.sources.push(value);
    this.currentTime = 0;
    this.paused = true;
    this.ended = false;
  }

  removeAttribute(): void {
    this.#src = '';
  }

  load(): void {
    this.currentTime = 0;
  }

  play(): Promise<void> {
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

  /** Plays on to a time, in seconds. */
  reach(seconds: number): void {
    this.currentTime = seconds;
    this.dispatchEvent(new Event('timeupdate'));
  }

  finish(seconds: number): void {
    this.currentTime = seconds;
    this.paused = true;
    this.ended = true;
    this.dispatchEvent(new Event('pause'));
    this.dispatchEvent(new Event('ended'));
  }
}

const chunk = (id: number) => chunkIdSchema.parse(id);

/** A track at 10 Hz; spans in samples. */
function track(name: string, samples: number, ...spans: [id: number, start: number, end: number][]): Track {
  return {
    section: sectionIdSchema.parse(name.startsWith('other') ? 2 : 1),
    name,
    url: name,
    sampleRate: 10,
    samples,
    positions: spans.map(([id, start, end]) => ({ chunk: chunk(id), start, end })),
  };
}

function setUp() {
  const element = new Element();
  const player = new Player(element, () => () => undefined);
  return { element, player };
}

// Chunk 3 is missing in the first: only its pause (10 samples) is there.
const first = track('first', 120, [1, 0, 40], [2, 50, 90]);
const second = track('second', 170, [1, 0, 40], [2, 50, 90], [3, 100, 160]);

describe('a chapter that grows while it is heard', () => {
  it('is not exchanged in the middle of a chunk', () => {
    const { element, player } = setUp();
    player.offer(first);
    player.play();
    element.reach(6);
    player.offer(second);
    element.reach(8.9);
    expect(element.sources).toEqual(['first']);
    expect(player.heard.get()).toBe(2);
  });

  it('is exchanged in the gap that the new file fills, and plays on', () => {
    const { element, player } = setUp();
    player.offer(first);
    player.play();
    element.reach(6);
    player.offer(second);
    element.reach(9.5);
    expect(element.sources).toEqual(['first', 'second']);
    expect(element.currentTime).toBeCloseTo(9.5);
    expect(element.paused).toBe(false);
    element.reach(10.2);
    expect(player.heard.get()).toBe(3);
  });

  it('is exchanged at once when paused, at the same place', () => {
    const { element, player } = setUp();
    player.offer(first);
    player.play();
    element.reach(6);
    player.offer(second);
    player.pause();
    expect(element.src).toBe('second');
    expect(element.currentTime).toBe(6);
    expect(element.paused).toBe(true);
  });

  it('goes on with what has become ready when the old file ends', () => {
    const { element, player } = setUp();
    const short = track('short', 40, [1, 0, 40]);
    player.offer(short);
    player.play();
    element.reach(3.9);
    player.offer(second);
    element.finish(4);
    expect(element.src).toBe('second');
    expect(element.currentTime).toBe(4);
    expect(element.paused).toBe(false);
  });

  it('ends at the end when nothing more has become ready', () => {
    const { element, player } = setUp();
    player.offer(second);
    player.play();
    element.finish(17);
    expect(player.playback.get().playing).toBe(false);
    expect(element.sources).toEqual(['second']);
  });
});

describe('playing from a chunk', () => {
  it('takes the newer file only where the chunk is in no other', () => {
    const { element, player } = setUp();
    player.offer(first);
    player.play();
    element.reach(1);
    player.offer(second);
    player.playChunk(chunk(2));
    expect([element.src, element.currentTime]).toEqual(['first', 5]);
    player.playChunk(chunk(3));
    expect([element.src, element.currentTime, element.paused]).toEqual(['second', 10, false]);
  });

  it('waits for the file of a chunk that has only just become ready', () => {
    const { element, player } = setUp();
    player.offer(first);
    player.playChunk(chunk(3));
    expect(element.paused).toBe(true);
    player.offer(second);
    expect([element.src, element.currentTime, element.paused]).toEqual(['second', 10, false]);
  });

  it('does not wait any longer once it was paused', () => {
    const { element, player } = setUp();
    player.offer(first);
    player.playChunk(chunk(3));
    player.pause();
    player.offer(second);
    expect(element.paused).toBe(true);
  });
});

describe('moving about', () => {
  it('stays within the sound', () => {
    const { element, player } = setUp();
    player.offer(first);
    player.skip(-10);
    expect(element.currentTime).toBe(0);
    player.seek(1e6);
    expect(element.currentTime).toBe(12);
  });

  it('goes to the beginning of a chunk first, then to the one before', () => {
    const { element, player } = setUp();
    player.offer(second);
    player.seek(8);
    player.previous();
    expect(element.currentTime).toBe(5);
    player.previous();
    expect(element.currentTime).toBe(0);
    player.next();
    expect(element.currentTime).toBe(5);
  });

  it('shows no chunk as heard before anything was played', () => {
    const { player } = setUp();
    player.offer(first);
    expect(player.heard.get()).toBeNull();
  });
});

describe('leaving a chapter', () => {
  it('is silent and comes back to the chunk that was heard', () => {
    const { element, player } = setUp();
    player.offer(first);
    player.play();
    element.reach(6);
    player.unload();
    expect(element.paused).toBe(true);
    player.offer(track('other', 50, [7, 0, 50]));
    expect(player.heard.get()).toBeNull();
    player.offer(second);
    expect([element.src, element.currentTime, element.paused]).toEqual(['second', 5, true]);
  });

  it('shows a sound that cannot be played as broken, and a chapter without sound not', () => {
    const { element, player } = setUp();
    player.offer(null);
    element.dispatchEvent(new Event('error'));
    expect(player.playback.get().broken).toBe(false);
    player.offer(first);
    element.dispatchEvent(new Event('error'));
    expect(player.playback.get().broken).toBe(true);
    player.reload();
    expect(player.playback.get().broken).toBe(false);
    expect(element.sources).toEqual(['first', 'first']);
  });
});

test('a player that is closed is silent, draws no more, and nothing is left listening on its element', () => {
  const element = new Element();
  let drawing = 0;
  const player = new Player(element, () => {
    drawing++;
    return () => {
      drawing--;
    };
  });
  const names = [
    'play',
    'pause',
    'emptied',
    'timeupdate',
    'seeking',
    'seeked',
    'loadedmetadata',
    'ended',
    'error',
  ];
  const listening = (): number => names.flatMap((name) => getEventListeners(element, name)).length;
  expect(listening()).toBe(names.length);
  const heard: number[] = [];
  player.onTime((seconds) => heard.push(seconds));
  player.offer(first);
  player.play();
  expect(drawing).toBe(1);
  player.close();
  expect(listening()).toBe(0);
  expect([drawing, element.paused, element.src]).toEqual([0, true, '']);
  const before = heard.length;
  element.reach(3);
  expect(heard).toHaveLength(before);
});
