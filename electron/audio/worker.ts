import { copyAtRate } from './copy-at-rate.ts';
import { identifyOriginal, identifyTake, inspectTake } from './inspect-take.ts';
import { makeTake } from './make-take.ts';
import { cutReference, inspectReference } from './reference-clip.ts';
import type { AudioCalls } from './worker-calls.ts';
import { serveWorker } from '../base/port.ts';

serveWorker<AudioCalls>({
  makeTake,
  copyAtRate,
  inspectTake: ({ file, sampleRate }) => inspectTake(file, sampleRate),
  identifyTake,
  identifyOriginal,
  inspectReference: ({ file }) => inspectReference(file),
  cutReference,
});
