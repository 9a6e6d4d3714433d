import { LecternError } from '../../contract/problem.ts';
import type { EngineKind } from '../engine-kind.ts';
import type { Engine } from '../engine.ts';
import type { ServiceConnection } from '../services/replicate/connection.ts';
import type { Patience } from '../services/replicate/patience.ts';
import {
  ReplicateClient,
  type CreateRequest,
  type FileUpload,
} from '../services/replicate/replicate-client.ts';
import { sleep as reallySleep, type Clock } from '../../base/sleep.ts';
import { Errand } from '../services/replicate/errand.ts';
import { styletts2Model, styletts2Remote, versionOf } from './model.ts';
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
  const references = new ReferenceSender(options.readReference, now);

  return {
    entry: styletts2Entry,
    revision: `styletts2-${styletts2Model.version.slice(0, 12)}.${preparationVersion}`,
    maker: (voice) => versionOf(styleTts2Only(voice)),
    service: () => options.connection().apiUrl.replace(/\/+$/u, ''),
    prepare({ text, voice }) {
      const input = styleTts2Only(voice);
      const prepared = prepareText(text);
      const { text: spokenText, notes } = prepared;
      return { input: voiceInput(input, spokenText), maker: versionOf(input), spokenText, notes };
    },
    async speak({ text, voice }, { input }, ledger, signal) {
      const version = versionOf(styleTts2Only(voice));
      const connection = options.connection();
      const client = new ReplicateClient({
        apiUrl: connection.apiUrl,
        token: tokenOf(connection),
        fetch,
        now,
      });
      const request = async (): Promise<CreateRequest> => ({
        version,
        input: await references.sendable(input, client, signal),
        cancelAfter: styletts2Remote.cancelAfterSeconds,
        webhook: connection.webhook,
        ...(connection.stream === true ? { stream: true } : {}),
      });
      const expected = options.expectedSeconds(text.length);
      const errand = new Errand(client, ledger, { now, sleep }, styletts2Remote, options.patience);
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

function tokenOf({ token, why }: ServiceConnection): string {
  if (token !== null) return token;
  throw new LecternError(
    'token-missing',
    `There is no API token for Replicate. ${why ?? ''}`.trim(),
    'Create one at replicate.com/account/api-tokens and enter it in the settings, or set REPLICATE_API_TOKEN.',
  );
}
