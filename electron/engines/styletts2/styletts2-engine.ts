import type { EngineKind } from '../engine-kind.ts';
import type { Engine } from '../engine.ts';
import type { ServiceConnection } from '../services/replicate/connection.ts';
import type { Patience } from '../services/replicate/patience.ts';
import type { CreateRequest, FileUpload } from '../services/replicate/replicate-client.ts';
import { onReplicate } from '../services/replicate/account.ts';
import { clientOf } from '../services/replicate/client-of.ts';
import { sleep as reallySleep, type Clock } from '../../base/sleep.ts';
import { Errand } from '../services/replicate/errand.ts';
import { formerVersion, styletts2Model, styletts2Remote, versionOf } from './model.ts';
import { preparationVersion, prepareText } from './prepare/prepare-text.ts';
import { ReferenceSender } from './reference-sender.ts';
import { speakRemotely } from '../services/replicate/speak-remotely.ts';
import { speechOf } from '../services/replicate/speech-of.ts';
import { styletts2Entry } from './voice.ts';
import { styleTts2Only, voiceInput } from './voice-input.ts';

/** What the engine needs of the studio. */
export interface StyleTts2Options {
  connection: () => ServiceConnection;
  /** A clip of the library by its hash; rejects with `not-found`. */
  readReference: (hash: string) => Promise<FileUpload>;
  /** Seconds that a text of so many characters takes from being asked for to being there; null when not known yet. */
  expectedSeconds: (characters: number) => number | null;
  patience?: Patience;
  fetch?: typeof fetch;
  now?: Clock['now'];
  sleep?: Clock['sleep'];
}

/** StyleTTS 2 on Replicate. Each prediction is asked for at most once, and gone on with for as long as it can be had. */
export function createStyleTts2Engine(options: StyleTts2Options): Engine {
  const { fetch, now = Date.now, sleep = reallySleep } = options;
  const { connection, patience } = options;
  const references = new ReferenceSender(options.readReference, now);

  return {
    entry: styletts2Entry,
    revision: `styletts2-${styletts2Model.version.slice(0, 12)}.${preparationVersion}`,
    maker: (voice) => versionOf(styleTts2Only(voice)),
    formerMaker: (voice) => styleTts2Only(voice).modelVersion ?? formerVersion,
    ...onReplicate({ connection, model: styletts2Remote, patience, fetch, now, sleep }),
    prepare({ text, voice }) {
      const input = styleTts2Only(voice);
      const prepared = prepareText(text);
      const { text: spokenText, notes } = prepared;
      return { input: voiceInput(input, spokenText), maker: versionOf(input), spokenText, notes };
    },
    async speak({ text, voice }, { input }, ledger, signal) {
      const version = versionOf(styleTts2Only(voice));
      const { webhook, stream, ...service } = connection();
      const client = clientOf({ ...service, webhook }, { fetch, now });
      const request = async (): Promise<CreateRequest> => ({
        version,
        input: await references.sendable(input, client, signal),
        cancelAfter: styletts2Remote.cancelAfterSeconds,
        webhook,
        ...(stream === true ? { stream: true } : {}),
      });
      const expected = options.expectedSeconds(text.length);
      const errand = new Errand(client, ledger, { now, sleep }, styletts2Remote, patience);
      const sought = { input, version };
      return speechOf(errand, await speakRemotely(errand, { sought, request, expected }, signal), fetch);
    },
    close: () => Promise.resolve(),
  };
}

/** StyleTTS 2, as the catalogue has it. */
export const styletts2: EngineKind = {
  entry: styletts2Entry,
  create: ({ connection, patience, readReference, expectedSeconds }) =>
    createStyleTts2Engine({
      ...{ connection, patience, readReference },
      expectedSeconds: (characters) => expectedSeconds(styletts2Entry, characters),
    }),
};
