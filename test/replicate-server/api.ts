import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  json,
  notFound,
  notFoundPage,
  serverError,
  throttled,
  unauthenticated,
  type Answer,
  type Reply,
} from './answers.ts';
import type { Clock } from './clock.ts';
import { namedBy, type NamedByCreate } from './create-request.ts';
import type { Endpoint } from './fault-names.ts';
import type { Fault } from './fault.ts';
import type { Faults, Occasion } from './faults.ts';
import { fileLimit, tooLarge } from './files.ts';
import { dateAnswer, readBody, reply, type Call } from './http.ts';
import { parseJson } from './json.ts';
import { answerOtherAccount } from './other-account.ts';
import type { RateLimit } from './rate-limit.ts';
import { refused } from './refusals.ts';
import { findRoute, pathBelow, type Api, type Route } from './routes.ts';

/** A request that reached the API. */
export interface ApiRequest {
  method: string;
  path: string;
  endpoint: Endpoint | null;
  /** The server's time, in milliseconds since 1970. */
  at: number;
  /** Whether it had the account's token. */
  isAuthorized: boolean;
  /** The status that was answered; null while there is none, and when there never is. */
  status: number | null;
  /** What a create named; null for anything else. */
  create: NamedByCreate | null;
}

/** What the API's listener is made of. */
export interface ApiNeeds extends Api {
  clock: Clock;
  faults: Faults;
  token: string;
  /** Another account's; null for none. */
  otherToken: string | null;
  limits: { creates: RateLimit; others: RateLimit } | null;
  /** Every request is written down here. */
  requests: ApiRequest[];
}

/** Bytes that a request may have besides a file's own. */
const formOverhead = 1 << 20;

/**
 * Answers as `api.replicate.com`; beside the API's own path, as any web server that has nothing there. Rejects when the
 * client goes away before it has asked.
 */
export async function handleApi(
  needs: ApiNeeds,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = 'GET' } = request;
  const url = new URL(request.url ?? '/', 'http://localhost');
  const { authorization } = request.headers;
  const path = pathBelow(needs.base, url.pathname);
  const route = path === null ? null : findRoute(needs, method, path);
  const isOf = (token: string): boolean =>
    ['Bearer', 'Token'].some((kind) => authorization === `${kind} ${token}`);
  const noted: ApiRequest = {
    method,
    path: url.pathname + url.search,
    endpoint: route?.endpoint ?? null,
    at: needs.clock.now(),
    isAuthorized: isOf(needs.token),
    status: null,
    create: null,
  };
  needs.requests.push(noted);
  const body = await readBody(request, fileLimit + formOverhead);
  if (noted.endpoint === 'create' && body !== null) noted.create = namedBy(parseJson(body));
  const isOther = needs.otherToken !== null && isOf(needs.otherToken);
  const account = noted.isAuthorized ? 'own' : isOther ? 'other' : null;
  const call = { method, url, headers: request.headers, body };
  const answer = await replyTo(needs, { path, route, account }, call);
  noted.status = typeof answer === 'string' ? null : answer.status;
  dateAnswer(response, needs.clock.now());
  reply(response, answer);
  if (typeof answer !== 'string') answer.onSent?.();
}

/** Where a request goes, and who asks. */
interface Destination {
  /** Below the API's own; null for one beside it. */
  path: string | null;
  route: Route | null;
  /** Whose token it has; null for nobody's. */
  account: 'own' | 'other' | null;
}

async function replyTo(
  needs: ApiNeeds,
  { path, route, account }: Destination,
  { body, ...rest }: Omit<Call, 'body'> & { body: Buffer | null },
): Promise<Reply> {
  const { faults, clock } = needs;
  const call: Call = { ...rest, body: body ?? Buffer.of() };
  const occasion: Occasion = {
    endpoint: route?.endpoint ?? null,
    text: route?.textOf(call) ?? null,
    madeAt: route?.madeAt ?? null,
  };
  if (path === null || faults.take('address', occasion) !== undefined) return notFoundPage();
  if (account === null) return unauthenticated();
  if (route === null) return notFound();
  if (body === null) return tooLarge();
  const refusal = faults.take('before', occasion);
  if (refusal !== undefined) return refused(refusal);
  const others = account === 'other' ? answerOtherAccount(route, path) : null;
  const answer = others ?? (await answerTo(needs, route, call));
  const spoilt = faults.take('after', occasion);
  if (spoilt === undefined) return answer;
  if (spoilt.name === 'delay') await clock.wait(spoilt.seconds ?? 1);
  return spoilt.name === 'drop-after-accept' ? 'cut' : spoil(answer, spoilt);
}

async function answerTo({ limits, clock }: ApiNeeds, route: Route, call: Call): Promise<Answer> {
  const limit = route.endpoint === 'create' ? limits?.creates : limits?.others;
  const wait = limit?.secondsToWait(clock.now()) ?? 0;
  return wait > 0 ? throttled(wait) : route.answer(call);
}

function spoil(answer: Answer, fault: Fault): Answer {
  switch (fault.name) {
    case 'server-error-after-accept':
      return serverError();
    case 'lost-id':
      return json(answer.status, { ...without(answer.body, ['id', 'urls']) });
    case 'garbage':
      return {
        status: answer.status,
        headers: { 'Content-Type': 'application/json' },
        body: '{"id": "abc", "sta',
      };
    default:
      return answer;
  }
}

function without(body: Answer['body'], names: readonly string[]): object {
  return typeof body === 'object'
    ? Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)))
    : {};
}
