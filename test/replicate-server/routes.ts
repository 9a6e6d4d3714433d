import { account, describeVersion, modelPage } from './account.ts';
import { json, notFound, problem, type Answer } from './answers.ts';
import { preferredWait, readCreate } from './create-request.ts';
import type { Endpoint } from './fault-names.ts';
import type { Faults } from './faults.ts';
import type { Files } from './files.ts';
import type { Call } from './http.ts';
import { isRecord, parseJson } from './json.ts';
import { inputKeyOf, type Ledger } from './ledger.ts';
import type { Lists } from './list-page.ts';
import { modelName } from './model.ts';
import type { ModelVersions } from './model-versions.ts';
import { describe, isFinal, textOf, type Prediction } from './prediction.ts';
import type { Predictions } from './predictions.ts';
import type { Webhooks } from './webhooks.ts';
import type { Clock } from './clock.ts';

/** What the API's answers are made of. */
export interface Api {
  clock: Clock;
  faults: Faults;
  predictions: Predictions;
  lists: Lists;
  versions: ModelVersions;
  ledger: Ledger;
  files: Files;
  webhooks: Webhooks;
  /** The base URL, such as `http://127.0.0.1:8750/v1`. */
  base: string;
}

const versionRequest = `GET /models/${modelName}/versions/`;

/** How one request is answered. */
export interface Route {
  endpoint: Endpoint;
  /** The text of the prediction that it is about; null when it is about none. */
  textOf(call: Call): string | null;
  /** When that was made, in milliseconds since 1970; null when it is about none that there is. */
  madeAt: number | null;
  answer(call: Call): Answer | Promise<Answer>;
}

/** What a path has after the API's own; null when it is not below that. */
export function pathBelow(base: string, pathname: string): string | null {
  const own = new URL(base).pathname.replace(/\/$/u, '');
  return pathname.startsWith(`${own}/`) ? pathname.slice(own.length) : null;
}

/** The route of a request to a path below the API's; null where nothing is. */
export function findRoute(api: Api, method: string, path: string): Route | null {
  const [, kind, id, action] = path.split('/');
  const request = `${method} ${path}`;
  if (request === 'POST /predictions') return createRoute(api);
  if (request === 'GET /predictions') return plain('list', ({ url }) => list(api, url));
  if (kind === 'predictions' && id !== undefined) return predictionRoute(api, method, id, action);
  if (request === 'POST /files') return plain('file', (call) => api.files.create(call));
  if (request === 'GET /files') return plain('file', () => api.files.list());
  if (kind === 'files' && id !== undefined) return fileRoute(api, method, id, action);
  if (request === 'GET /account') return plain('account', account);
  if (request === `GET /models/${modelName}`)
    return plain('account', () => modelPage(api.base, api.versions.latest));
  const version =
    request.startsWith(versionRequest) && api.versions.find(request.slice(versionRequest.length));
  if (version) return plain('account', () => json(200, describeVersion(version)));
  if (request === 'GET /webhooks/default/secret') {
    return plain('account', () => json(200, { key: api.webhooks.secret }));
  }
  return null;
}

function plain(endpoint: Endpoint, answer: Route['answer']): Route {
  return { endpoint, textOf: () => null, madeAt: null, answer };
}

function fileRoute({ files }: Api, method: string, id: string, action: string | undefined): Route | null {
  if (method === 'GET' && action === undefined) return plain('file', () => files.get(id));
  if (method === 'GET' && action === 'download') return plain('file', () => files.download(id));
  if (method === 'DELETE' && action === undefined) return plain('file', () => files.delete(id));
  return null;
}

function predictionRoute(api: Api, method: string, id: string, action: string | undefined): Route | null {
  const { predictions, base } = api;
  const route = (endpoint: Endpoint, answer: (prediction: Prediction) => Answer | Promise<Answer>): Route => {
    const prediction = predictions.get(id);
    return {
      endpoint,
      textOf: () => (prediction === undefined ? null : textOf(prediction)),
      madeAt: prediction?.createdAt ?? null,
      answer: () => (prediction === undefined ? notFound() : answer(prediction)),
    };
  };
  if (method === 'GET' && action === undefined) {
    return route('get', (prediction) => tell(200, prediction, base));
  }
  if (method === 'GET' && action === 'stream') return route('get', (prediction) => stream(prediction));
  if (method === 'POST' && action === 'cancel') {
    return route('cancel', (prediction) => cancel(api, prediction));
  }
  return null;
}

function createRoute(api: Api): Route {
  return {
    endpoint: 'create',
    textOf: ({ body }) => {
      const asked = parseJson(body);
      const input = isRecord(asked) ? asked['input'] : null;
      return isRecord(input) ? String(input['text']) : null;
    },
    madeAt: null,
    answer: (call) => create(api, call),
  };
}

async function create(api: Api, { body, headers }: Call): Promise<Answer> {
  const { predictions, faults, files, ledger, clock, versions, base } = api;
  const request = readCreate(parseJson(body), headers, versions);
  if ('refusal' in request) return request.refusal;
  const { version: versionId, input } = request;
  const key = inputKeyOf(versionId, input, (address) => files.contentAt(address));
  const prediction = predictions.create(request, key, faults.brand(String(input['text'])));
  ledger.record(prediction);
  const accepted = describe(prediction, base, 'alone');
  const wait = preferredWait(headers['prefer']);
  if (wait === 0) return json(201, accepted);
  await Promise.race([prediction.ended.promise, clock.wait(wait)]);
  // Whoever has waited in vain is told what there was at first, as the real service does.
  return isFinal(prediction) ? tell(201, prediction, base) : json(202, accepted);
}

/** A prediction; whoever is told one whose output is the audio itself has got it. */
function tell(status: number, prediction: Prediction, base: string): Answer {
  const { output, brand, downloads } = prediction;
  const answer = json(status, describe(prediction, base, 'alone'));
  if (output === null || brand.shape !== 'output-data-uri') return answer;
  return { ...answer, onSent: () => (downloads.complete += 1) };
}

function list({ lists }: Api, url: URL): Answer {
  const page = lists.page(url.searchParams);
  return page === null ? problem(400, 'The cursor or a time of the query is not valid.') : json(200, page);
}

async function cancel({ predictions, base }: Api, prediction: Prediction): Promise<Answer> {
  if (isFinal(prediction)) return problem(422, `The prediction is already ${prediction.status}.`);
  const running = json(200, describe(prediction, base, 'alone'));
  await predictions.cancel(prediction);
  return prediction.status === 'canceled' ? json(200, describe(prediction, base, 'alone')) : running;
}

/** Server-sent events once it has ended: the model gives its output as a whole. */
async function stream(prediction: Prediction): Promise<Answer> {
  await prediction.ended.promise;
  const { output, error, status } = prediction;
  const event = (name: string, data: string): string =>
    `event: ${name}\nid: ${prediction.id}\ndata: ${data}\n\n`;
  const events = [
    ...(output === null ? [] : [event('output', output.url)]),
    ...(error === null ? [] : [event('error', JSON.stringify({ detail: error }))]),
    event('done', status === 'canceled' ? '{"reason":"canceled"}' : '{}'),
  ];
  return { status: 200, headers: { 'Content-Type': 'text/event-stream' }, body: events.join('') };
}
