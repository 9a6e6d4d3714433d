import { WorkerClient } from '../../electron/base/port.ts';
import { locateFlite } from '../../electron/engines/draft/locate-flite.ts';
import type { SpeechCalls } from '../../electron/engines/draft/speech-calls.ts';
import { tone, wavOf } from '../support/sounds.ts';
import type { Speak } from './options.ts';

/** A voice, and how to end its thread. */
export interface ServerVoice {
  speak: Speak;
  close(): Promise<void>;
}

/** Lectern's built-in voice; what it cannot speak is hummed, as the model makes a sound of anything. */
export function draftVoice(): ServerVoice {
  const worker = new WorkerClient<SpeechCalls>(
    new URL('../../electron/engines/draft/worker.ts', import.meta.url),
  );
  const flite = locateFlite().href;
  return {
    async speak(text, style) {
      const voice = { engine: 'draft', speaker: style.speaker, rate: style.rate } as const;
      try {
        return (await worker.call('speak', { text, voice, flite })).audio;
      } catch {
        return toneVoice.speak(text, style);
      }
    },
    close: () => worker.close(),
  };
}

/** A hum, 10 ms a character, with a dip now and then as between words. */
export const toneVoice: ServerVoice = {
  speak(text, { speaker, rate }) {
    const sampleRate = 24_000;
    const frequency = (speaker === 'slt' ? 220 : 120) + (text.length % 24) * 4;
    const seconds = 0.1 + text.length / (100 * rate);
    const samples = tone({ frequency, seconds, sampleRate, amplitude: 0.3 });
    const word = Math.round(0.35 * sampleRate);
    const dipped = samples.map((sample, at) => sample * Math.min(1, 0.2 + (at % word) / 2400));
    return Promise.resolve(wavOf(dipped, sampleRate));
  },
  close: () => Promise.resolve(),
};
