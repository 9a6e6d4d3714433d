import { AudioMaker, newOutputName } from './audio-maker.ts';
import { handleApi, type ApiRequest } from './api.ts';
import { Clock } from './clock.ts';
import { answerControl, type Control } from './control.ts';
import { Delivery, type Leak } from './delivery.ts';
import { Faults } from './faults.ts';
import { Files } from './files.ts';
import { drop, listen, shut } from './http.ts';
import { Ledger, type InputEntry, type Stats } from './ledger.ts';
import { Lists } from './list-page.ts';
import { styleOf } from './model.ts';
import { ModelVersions } from './model-versions.ts';
import { defaultOptions, type ReplicateServerOptions } from './options.ts';
import type { OutputFile } from './output.ts';
import { isFinal, type Prediction } from './prediction.ts';
import { Predictions } from './predictions.ts';
import { RateLimit } from './rate-limit.ts';
import { draftVoice, toneVoice, type ServerVoice } from './voices.ts';
import { Webhooks, type WebhookCall } from './webhooks.ts';

/** A local Replicate that runs in this process, until it is closed. */
export interface ReplicateServer {
  /** The API's base URL: its origin and base path. */
  readonly url: string;
  readonly token: string;
  /** The origin of the host that delivers outputs. */
  readonly deliveryUrl: string;
  /** Faults to come. */
  readonly faults: Faults;
  /** Every request to the API, in order. */
  readonly requests: readonly ApiRequest[];
  /** Every time that the token came to the outputs' host. */
  readonly leaks: readonly Leak[];
  /** Every attempt to call a webhook. */
  readonly webhookCalls: readonly WebhookCall[];
  /** The key that webhooks are signed with. */
  readonly webhookSecret: string;
  /** The account's books as they stand. */
  readonly stats: Stats;
  /** Every prediction of the account, oldest first. */
  readonly predictions: readonly Readonly<Prediction>[];
  /** The server's time, in milliseconds since 1970. */
  now(): number;
  /** Moves the server's time forward, and waits for the audio and the webhooks that fall due. */
  advance(seconds: number): Promise<void>;
  /** Deletes a prediction as its owner can; false when there is none of that id. */
  deletePrediction(id: string): boolean;
  /** The ids of the predictions that have not ended. */
  running(): string[];
  /** The inputs that were created again although a success of theirs could still be fetched. */
  doublePayments(): InputEntry[];
  close(): Promise<void>;
}

/** Starts a local Replicate on 127.0.0.1. Rejects when its port is taken. */
export async function startReplicateServer(options: ReplicateServerOptions = {}): Promise<ReplicateServer> {
  const { port, token, format, setupSeconds, secondsPerCharacter, rateLimit, ...rest } = {
    ...defaultOptions,
    ...options,
  };
  const voice = voiceOf(options);
  const audio = new AudioMaker(voice.speak, { format, blemishes: options.blemishes ?? format === 'mp3' });
  const clock = new Clock(rest.clockAhead);
  const faults = new Faults(clock);
  const ledger = new Ledger(clock);
  const requests: ApiRequest[] = [];
  const [api, outlet] = await Promise.all([listen(port), listen(0)]);
  const base = api.origin + rest.basePath;
  const webhooks = new Webhooks(clock, base);
  const files = new Files(clock, base);
  const predictions = new Predictions({
    clock,
    setupSeconds,
    secondsPerCharacter,
    speak: async (input): Promise<OutputFile> => {
      const bytes = await audio.make(String(input['text']), styleOf(input));
      const name = newOutputName();
      const contentType = format === 'mp3' ? 'audio/mpeg' : 'audio/wav';
      return { name, url: `${outlet.origin}/pbxt/${name}/output.${format}`, bytes, contentType };
    },
    missingFile: ({ reference, weights }) => {
      const addresses = [reference, weights].filter((address) => typeof address === 'string');
      const gone = addresses.find((address) => files.isGone(address));
      return gone === undefined ? null : `HTTP Error 404: Not Found: ${gone}`;
    },
    onEvent: (prediction, event) => {
      webhooks.tell(prediction, event);
    },
  });
  const limits = rateLimit && {
    creates: new RateLimit(rateLimit.creates),
    others: new RateLimit(rateLimit.others),
  };
  const delivery = new Delivery(predictions.all, { faults, clock, token });
  const lists = new Lists({ predictions, faults, clock, base, pageLength: rest.pageLength });
  const versions = new ModelVersions(rest.newerVersion, rest.otherVersions);
  const parts = {
    clock,
    faults,
    ledger,
    requests,
    webhooks,
    files,
    predictions,
    lists,
    versions,
    base,
    token,
    otherToken: rest.otherToken,
    limits,
  };
  const advance = (seconds: number): Promise<void> =>
    clock.advance(seconds, async () => {
      await predictions.settled();
      await webhooks.settled();
    });
  const deletePrediction = (id: string): boolean => {
    const prediction = predictions.get(id);
    if (prediction !== undefined) predictions.delete(prediction);
    return prediction !== undefined;
  };
  const control: Control = {
    faults,
    advance,
    deletePrediction,
    stats: () => ({ ...ledger.stats(), leaks: delivery.leaks, faults: faults.pending }),
    requests: () => requests,
  };
  outlet.server.on('request', (request, response) => void delivery.handle(request, response));
  api.server.on('request', (request, response) => {
    // A client that goes away in the middle of its request, killed for instance, is none of the server's business.
    const answered = request.url?.startsWith('/_control/')
      ? answerControl(control, request, response)
      : handleApi(parts, request, response);
    answered.catch(() => {
      drop(response);
    });
  });
  return {
    url: base,
    token,
    deliveryUrl: outlet.origin,
    faults,
    requests,
    leaks: delivery.leaks,
    webhookCalls: webhooks.calls,
    webhookSecret: webhooks.secret,
    predictions: predictions.all,
    get stats() {
      return ledger.stats();
    },
    now: () => clock.now(),
    advance,
    deletePrediction,
    running: () => predictions.all.filter((prediction) => !isFinal(prediction)).map(({ id }) => id),
    doublePayments: () => ledger.doublePayments(),
    async close() {
      clock.close();
      await Promise.all([shut(api.server), shut(outlet.server)]);
      await voice.close();
    },
  };
}

function voiceOf({ speak, voice = defaultOptions.voice }: ReplicateServerOptions): ServerVoice {
  if (speak !== undefined) return { speak, close: () => Promise.resolve() };
  return voice === 'tone' ? toneVoice : draftVoice();
}
