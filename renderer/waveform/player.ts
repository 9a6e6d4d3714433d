import type { ChunkId, SectionId } from '../../electron/contract/ids.ts';
import { Scope } from '../../electron/scope/scope.ts';
import type { ChunkPosition } from '../../electron/contract/timeline.ts';
import { createStore } from '../app/store.ts';
import type { Track } from './chapter-sound.ts';
import { carryOver, indexAt, indexOfChunk, isFilledGap } from './positions.ts';

/** What of an audio element the player uses. */
export type Media = Pick<
  HTMLAudioElement,
  | 'src'
  | 'currentTime'
  | 'paused'
  | 'ended'
  | 'play'
  | 'pause'
  | 'load'
  | 'removeAttribute'
  | 'addEventListener'
  | 'removeEventListener'
>;

/** What is shown of playback; time is not part of it, since it changes with every frame. */
export interface Playback {
  track: Track | null;
  playing: boolean;
  /** The sound could not be fetched or played. */
  broken: boolean;
}

/** "Previous" goes to the beginning of the chunk being heard unless that was less than this many seconds ago. */
const restartAfter = 1.5;

/** Calls back with every frame until the answer is called. */
type Frames = (callback: () => void) => () => void;

/**
 * Plays the shown chapter over one audio element. A chapter that is being narrated is offered anew as it grows; the
 * file is exchanged only where the listener cannot hear it: paused, at its end, in a gap that the new one fills, or on
 * a jump to a chunk that only the new one has.
 */
export class Player<Element extends Media = Media> {
  readonly media: Element;
  readonly playback = createStore<Playback>({ track: null, playing: false, broken: false });
  /** The chunk at the playhead; null before anything was played. */
  readonly heard = createStore<ChunkId | null>(null);
  readonly #scope = new Scope();
  readonly #frames: Frames;
  readonly #timeListeners = new Set<(seconds: number) => void>();
  /** Where the listener was in chapters that were left. */
  readonly #places = new Map<SectionId, ChunkId>();
  #newer: Track | null = null;
  /** A chunk that is to be heard as soon as it is in a file. */
  #wanted: ChunkId | null = null;
  #stopFrames: (() => void) | null = null;

  constructor(media: Element, frames: Frames) {
    this.media = media;
    this.#frames = frames;
    for (const name of ['play', 'pause', 'emptied'] as const) {
      this.#scope.listen(media, name, () => {
        this.#follow();
      });
    }
    for (const name of ['timeupdate', 'seeking', 'seeked', 'loadedmetadata'] as const) {
      this.#scope.listen(media, name, () => {
        this.#tick();
      });
    }
    this.#scope.listen(media, 'ended', () => {
      this.#goOn();
    });
    this.#scope.listen(media, 'error', () => {
      // An element without a source reports that too, and nobody misses it.
      if (this.#track !== null) this.playback.set({ ...this.playback.get(), playing: false, broken: true });
    });
  }

  get #track(): Track | null {
    return this.playback.get().track;
  }

  get #sample(): number {
    return Math.round(this.media.currentTime * (this.#track?.sampleRate ?? 0));
  }

  /** Length of what is loaded, in seconds. */
  get duration(): number {
    const track = this.#track;
    return track === null ? 0 : track.samples / track.sampleRate;
  }

  /** Calls back with the playhead's time in seconds whenever it moves; the answer stops it. */
  onTime(listener: (seconds: number) => void): () => void {
    this.#timeListeners.add(listener);
    return () => this.#timeListeners.delete(listener);
  }

  /** Offers the newest sound of a chapter; null when it has none. */
  offer(track: Track | null): void {
    const current = this.#track;
    if (track === null || track.section !== current?.section) {
      this.#leave();
      if (track !== null) this.#enter(track);
    } else if (track.name !== current.name) {
      if (this.media.paused) this.#exchange(track);
      else this.#newer = track;
    } else {
      this.#newer = null;
    }
    if (this.#wanted !== null) this.playChunk(this.#wanted);
  }

  /** Stops and forgets the chapter. */
  unload(): void {
    this.#wanted = null;
    this.#leave();
  }

  /** Falls silent for good: it listens to nothing any more, and nobody is told anything. */
  close(): void {
    this.unload();
    this.#scope.close();
    this.#timeListeners.clear();
  }

  /** Tries again after the sound could not be played. */
  reload(): void {
    const track = this.#track;
    if (track !== null) this.#load(track, this.#sample);
  }

  play(): void {
    if (this.#track === null) return;
    // Whatever keeps it from playing is told by the element's own events.
    this.media.play().catch(() => {
      this.#follow();
    });
  }

  pause(): void {
    this.#wanted = null;
    this.media.pause();
  }

  toggle(): void {
    if (this.media.paused) this.play();
    else this.pause();
  }

  /** Jumps to a time, in seconds. */
  seek(seconds: number): void {
    if (this.#track === null) return;
    this.media.currentTime = Math.min(Math.max(0, seconds), this.duration);
    this.#tick();
  }

  /** Jumps by a number of seconds. */
  skip(seconds: number): void {
    this.seek(this.media.currentTime + seconds);
  }

  /** Plays from the beginning of a chunk: now, or as soon as a file has it. */
  playChunk(chunk: ChunkId): void {
    this.#wanted = null;
    if (this.#jump(chunk)) this.play();
    else this.#wanted = chunk;
  }

  /** Jumps to the beginning of the chunk being heard, or of the one before it. */
  previous(): void {
    const track = this.#track;
    if (track === null) return;
    const index = indexAt(track.positions, this.#sample);
    const start = track.positions[index]?.start ?? 0;
    const restarts = this.#sample - start > restartAfter * track.sampleRate;
    this.seek((restarts ? start : (track.positions[index - 1]?.start ?? 0)) / track.sampleRate);
  }

  /** Jumps to the next chunk that can be heard. */
  next(): void {
    const track = this.#track;
    if (track === null) return;
    const following = track.positions[indexAt(track.positions, this.#sample) + 1];
    if (following !== undefined) {
      this.seek(following.start / track.sampleRate);
      return;
    }
    const newer = this.#newer;
    const start = newer === null ? undefined : this.#followingIn(newer)?.start;
    if (newer !== null && start !== undefined) this.#load(newer, start);
  }

  #jump(chunk: ChunkId): boolean {
    const inCurrent = this.#startOf(this.#track, chunk);
    const newer = this.#newer;
    const inNewer = this.#startOf(newer, chunk);
    if (inCurrent !== null) this.seek(inCurrent);
    else if (newer !== null && inNewer !== null) this.#load(newer, Math.round(inNewer * newer.sampleRate));
    return inCurrent !== null || inNewer !== null;
  }

  #startOf(track: Track | null, chunk: ChunkId): number | null {
    const position = track?.positions[indexOfChunk(track.positions, chunk)];
    return track === null || position === undefined ? null : position.start / track.sampleRate;
  }

  #enter(track: Track): void {
    const place = this.#places.get(track.section);
    const start = place === undefined ? null : this.#startOf(track, place);
    this.#load(track, Math.round((start ?? 0) * track.sampleRate));
  }

  #leave(): void {
    const track = this.#track;
    if (track === null) return;
    const heard = this.heard.get();
    if (heard !== null) this.#places.set(track.section, heard);
    this.#newer = null;
    this.playback.set({ track: null, playing: false, broken: false });
    this.heard.set(null);
    this.media.pause();
    this.media.removeAttribute('src');
    this.media.load();
  }

  #exchange(track: Track): void {
    const current = this.#track;
    if (current !== null) this.#load(track, carryOver(current.positions, track.positions, this.#sample));
  }

  /** Loads a file and goes on in it, playing if it was playing. */
  #load(track: Track, sample: number): void {
    const wasPlaying = !this.media.paused;
    this.#newer = null;
    this.playback.set({ track, playing: wasPlaying, broken: false });
    this.media.src = track.url;
    this.media.currentTime = sample / track.sampleRate;
    this.#tick();
    if (wasPlaying) this.play();
  }

  /** At the end of the file: goes on where a newer one has more. */
  #goOn(): void {
    const newer = this.#newer;
    if (newer !== null) {
      const hasMore = this.#followingIn(newer) !== undefined;
      this.#exchange(newer);
      if (hasMore) this.play();
    }
    this.#follow();
  }

  /** What a newer file has after the last chunk of the present one. */
  #followingIn(newer: Track): ChunkPosition | undefined {
    return newer.positions[indexOfChunk(newer.positions, this.#track?.positions.at(-1)?.chunk) + 1];
  }

  #follow(): void {
    const playing = !this.media.paused && !this.media.ended;
    const playback = this.playback.get();
    if (playback.playing !== playing) this.playback.set({ ...playback, playing });
    if (playing)
      this.#stopFrames ??= this.#scope.add(
        this.#frames(() => {
          this.#tick();
        }),
      );
    else {
      this.#stopFrames?.();
      this.#stopFrames = null;
      if (this.#newer !== null && !this.media.ended) this.#exchange(this.#newer);
    }
    this.#tick();
  }

  #tick(): void {
    const track = this.#track;
    if (track === null) return;
    const newer = this.#newer;
    // The end of the file has its own way on, which needs to know that it was playing.
    if (newer !== null && !this.media.ended && isFilledGap(track.positions, newer.positions, this.#sample)) {
      this.#exchange(newer);
      return;
    }
    const index = indexAt(track.positions, this.#sample);
    const started = this.media.currentTime > 0 || !this.media.paused;
    this.heard.set((started ? track.positions[index]?.chunk : undefined) ?? null);
    for (const listener of this.#timeListeners) listener(this.media.currentTime);
  }
}
