import { identifyTake, inspectTake } from '../audio/inspect-take.ts';
import { makeTake } from '../audio/make-take.ts';
import { cutReference, inspectReference } from '../audio/reference-clip.ts';
import type { AudioCalls } from './audio-calls.ts';
import { serveWorker } from './port.ts';

serveWorker<AudioCalls>({
  makeTake,
  inspectTake: ({ file, sampleRate }) => inspectTake(file, sampleRate),
  identifyTake,
  inspectReference: ({ file }) => inspectReference(file),
  cutReference,
});
