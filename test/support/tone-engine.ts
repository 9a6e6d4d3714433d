import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EngineEntry } from '../../electron/contract/engine-entry.ts';
import { LecternError } from '../../electron/contract/problem.ts';
import type { Ledger, Engine, PreparedSpeech, Speech, SpeechRequest } from '../../electron/engines/engine.ts';
import { draftEntry } from '../../electron/engines/draft/voice.ts';
import { styletts2Entry } from '../../electron/engines/styletts2/voice.ts';
import { tone, wavOf } from './sounds.ts';

/**
 * An engine that answers at once: a tone whose pitch and length come from the text, so that every chunk sounds
 * different and the same text always the same. It speaks as the draft voice unless told otherwise, fails for texts that `fails` names, and
 * holds a text that `holds` names until it is released or cancelled. As `styletts2` it counts as paid.
 */
export class ToneEngine implements Engine {
  readonly entry: EngineEntry;
  readonly revision: string;
  /** Every text it was asked to speak, in order. */
  readonly spoken: string[] = [];
  /** The same, with the voices. */
  readonly requests: SpeechRequest[] = [];
  /** Seconds that making the tones took, in this thread. */
  seconds = 0;
  fails: (text: string) => boolean = () => false;
  refuses: (text: string) => LecternError | null = () => null;
  holds: (text: string) => boolean = () => false;
  #release: (() => void) | undefined;
  #held: (() => void) | undefined;

  constructor(id: 'draft' | 'styletts2' = 'draft', isPaid = id !== 'draft', revision = 'tone-1') {
    const { price } = isPaid ? styletts2Entry : draftEntry;
    this.entry = { ...(id === 'draft' ? draftEntry : styletts2Entry), price, repair: 'none' };
    this.revision = revision;
  }

  maker(): string {
    return this.revision;
  }

  prepare({ text, voice }: SpeechRequest): PreparedSpeech {
    return { input: { text, ...voice }, maker: this.revision, spokenText: text, notes: [] };
  }

  async speak(
    { text, voice }: SpeechRequest,
    _prepared: Pick<PreparedSpeech, 'input'>,
    _ledger: Ledger,
    signal: AbortSignal,
  ): Promise<Speech> {
    this.spoken.push(text);
    this.requests.push({ text, voice });
    await nextTurn();
    if (this.holds(text)) await this.#hold(signal);
    if (signal.aborted) throw new LecternError('cancelled', 'Cancelled.', 'Start again.');
    const refusal = this.refuses(text);
    if (refusal !== null) throw refusal;
    if (this.fails(text)) throw new LecternError('engine-failed', `No tone for “${text}”.`, 'Try again.');
    const started = performance.now();
    const frequency = 200 + ((text.length * 37) % 800) + (voice['speaker'] === 'slt' ? 1000 : 0);
    const samples = tone({ frequency, seconds: 0.05 + text.length / 1000, sampleRate: 24_000 });
    const audio = wavOf(samples, 24_000);
    this.seconds += (performance.now() - started) / 1000;
    return { facts: { predictTime: 0.001 }, audio: () => Promise.resolve(audio) };
  }

  /** Resolves when a text is held. */
  held(): Promise<void> {
    return new Promise((resolve) => {
      this.#held = resolve;
    });
  }

  /** Lets the held text be spoken. */
  release(): void {
    this.holds = () => false;
    this.#release?.();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #hold(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#release = resolve;
      signal.addEventListener('abort', () => {
        resolve();
      });
      this.#held?.();
    });
  }
}
