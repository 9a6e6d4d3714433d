import { setImmediate } from 'node:timers/promises';
import { LecternError } from '../../contract/problem.ts';
import { compileFlite, type FliteModule } from './flite.ts';
import { speakDraft } from './speak-draft.ts';
import type { SpeechCalls } from './speech-calls.ts';
import { serveWorker } from '../../base/port.ts';

// The entry point of the thread in which the draft voice speaks.

const compiled = new Map<string, FliteModule>();

function fliteAt(location: string): FliteModule {
  const flite = compiled.get(location) ?? compileFlite(new URL(location));
  compiled.set(location, flite);
  return flite;
}

serveWorker<SpeechCalls>({
  async speak({ text, voice, flite: location }, { signal }) {
    // Flite blocks the thread: let what has arrived meanwhile be read first, it may be the end of this very call.
    await setImmediate();
    if (signal.aborted) throw new LecternError('cancelled', 'Cancelled.', 'Narrate again to hear it.');
    const flite = fliteAt(location);
    const start = performance.now();
    const speech = speakDraft(flite, text, voice);
    return { ...speech, predictTime: (performance.now() - start) / 1000 };
  },
});
