import { randomBytes } from 'node:crypto';
import { resample } from '../../electron/audio/resample.ts';
import { decodeWav } from '../../electron/audio/wav.ts';
import { wavOf } from '../support/sounds.ts';
import { addBlemishes } from './blemishes.ts';
import { encodeMp3 } from './encode-mp3.ts';
import type { Style } from './model.ts';
import type { Speak } from './options.ts';

/** Hz of the model's outputs. */
export const sampleRate = 24_000;
/** Bytes of audio that are kept for equal texts. */
const keptBytes = 128 * 2 ** 20;

/** How outputs are to be. */
export interface AudioShape {
  format: 'mp3' | 'wav';
  blemishes: boolean;
}

/** Makes outputs, and keeps them by text and style: the model says the same of the same. */
export class AudioMaker {
  readonly #speak: Speak;
  readonly #shape: AudioShape;
  readonly #kept = new Map<string, Promise<Uint8Array>>();
  #bytes = 0;

  constructor(speak: Speak, shape: AudioShape) {
    this.#speak = speak;
    this.#shape = shape;
  }

  /** The file that is delivered. Rejects as the voice does. */
  make(text: string, style: Style): Promise<Uint8Array> {
    const key = JSON.stringify([text, style]);
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const made = this.#make(text, style);
    this.#kept.set(key, made);
    made.then(
      (bytes) => {
        this.#bytes += bytes.length;
        void this.#forgetOldest();
      },
      () => this.#kept.delete(key),
    );
    return made;
  }

  async #make(text: string, style: Style): Promise<Uint8Array> {
    const { format, blemishes } = this.#shape;
    const spoken = await resample(decodeWav(await this.#speak(text, style)), sampleRate);
    if (style.isSilent) spoken.samples.fill(0);
    const samples = blemishes ? addBlemishes(spoken.samples, sampleRate) : spoken.samples;
    return format === 'mp3' ? encodeMp3(samples, sampleRate) : wavOf(samples, sampleRate);
  }

  async #forgetOldest(): Promise<void> {
    for (const [key, bytes] of this.#kept) {
      if (this.#bytes <= keptBytes) return;
      this.#kept.delete(key);
      this.#bytes -= (await bytes).length;
    }
  }
}

/** A name that nobody guesses, as a path of `replicate.delivery`. */
export function newOutputName(): string {
  return randomBytes(30).toString('base64url');
}
