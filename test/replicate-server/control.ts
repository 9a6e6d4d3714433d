import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { json, notFound, problem, type Answer } from './answers.ts';
import { endpoints, faultStages, type FaultName } from './fault-names.ts';
import type { Faults } from './faults.ts';
import { readBody, send } from './http.ts';

/** What can be done to a server from another process. */
export interface Control {
  faults: Faults;
  advance: (seconds: number) => Promise<void>;
  deletePrediction: (id: string) => boolean;
  /** What `GET /_control/stats` and `GET /_control/requests` tell. */
  stats: () => object;
  requests: () => object;
}

const bodyLimit = 1 << 20;
const faultNames = Object.keys(faultStages);
const seconds = z.union([z.number().min(0), z.literal('always').transform(() => Infinity)]);
const faultSchema = z.strictObject({
  name: z.custom<FaultName>(
    (name) => typeof name === 'string' && faultNames.includes(name),
    `There are the faults ${faultNames.join(', ')}.`,
  ),
  times: z.union([z.int().min(1), z.literal('always').transform(() => Infinity)]).optional(),
  skip: z.int().min(0).optional(),
  endpoint: z.enum([...endpoints, 'every']).optional(),
  text: z.string().optional(),
  afterSeconds: z.number().min(0).optional(),
  forSeconds: seconds.optional(),
  lasting: z.boolean().optional(),
  retryAfter: z.number().min(0).optional(),
  seconds: seconds.optional(),
  hours: z.number().optional(),
  error: z.string().optional(),
  lists: z.int().min(1).optional(),
});
const advanceSchema = z.strictObject({ seconds: z.number().min(0) });

/** Answers a request below `/_control/`: not Replicate's, and without a token. */
export async function answerControl(
  control: Control,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request, bodyLimit);
  const asked = `${request.method ?? 'GET'} ${request.url ?? '/'}`;
  send(response, await answerTo(control, asked, body ?? Buffer.of()));
}

async function answerTo(control: Control, asked: string, body: Buffer): Promise<Answer> {
  const deleted = /^DELETE \/_control\/predictions\/(\w+)$/u.exec(asked)?.[1];
  if (deleted !== undefined) return control.deletePrediction(deleted) ? { status: 204 } : notFound();
  switch (asked) {
    case 'GET /_control/stats':
      return json(200, control.stats());
    case 'GET /_control/requests':
      return json(200, control.requests());
    case 'POST /_control/faults': {
      const fault = read(faultSchema, body);
      if ('refusal' in fault) return fault.refusal;
      const { name, ...options } = fault.value;
      return json(201, control.faults.next(name, options));
    }
    case 'DELETE /_control/faults':
      control.faults.clear();
      return { status: 204 };
    case 'POST /_control/advance': {
      const by = read(advanceSchema, body);
      if ('refusal' in by) return by.refusal;
      await control.advance(by.value.seconds);
      return { status: 204 };
    }
    default:
      return notFound();
  }
}

function read<Value>(schema: z.ZodType<Value>, body: Buffer): { value: Value } | { refusal: Answer } {
  try {
    const result = schema.safeParse(JSON.parse(body.toString('utf8')));
    return result.success ? { value: result.data } : { refusal: problem(422, z.prettifyError(result.error)) };
  } catch {
    return { refusal: problem(400, 'The request body could not be parsed as JSON.') };
  }
}
