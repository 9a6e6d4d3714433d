import { inspectTake, makeTake } from '../audio/make-take.ts';
import type { AudioCalls } from './audio-calls.ts';
import { serveWorker } from './port.ts';

serveWorker<AudioCalls>({
  makeTake,
  inspectTake: ({ file, sampleRate }) => inspectTake(file, sampleRate),
});
