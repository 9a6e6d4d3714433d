import { z } from 'zod';
import { allCalls, type CallInput, type CallName, type CallOutput, type ServicesFor } from './calls.ts';
import type { StudioEvent } from './events.ts';
import { LecternError, toProblem, type Result } from './problem.ts';

/** Carries one call to the studio and its answer back; Electron's IPC, a WebSocket, or a plain function. */
export type Transport = (name: string, input: unknown) => Promise<Result<unknown>>;

/** Calls the studio by name. Rejects with the `LecternError` that the studio answered. */
export interface Client {
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>>;
}

/** A client over a transport. */
export function makeClient(transport: Transport): Client {
  return {
    async call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> {
      const result = await transport(name, input);
      if (!result.ok) throw LecternError.from(result.problem);
      // The services' types make every call give its own output; validating it again would cost a pass over long lists.
      return result.value as CallOutput<Name>;
    },
  };
}

/**
 * Answers one call that came over a boundary: the name must be one that these services have and the input must have
 * its shape, else the answer is the problem `invalid-call`. `explain` puts what a service threw into words where it
 * can. Never rejects.
 */
export async function dispatch(
  services: Partial<ServicesFor<CallName>>,
  name: string,
  input: unknown,
  explain: (thrown: unknown) => unknown = (thrown) => thrown,
): Promise<Result<unknown>> {
  try {
    if (!isCallName(name)) throw noSuchCall(name);
    return { ok: true, value: await answer(services, name, input) };
  } catch (thrown) {
    return { ok: false, problem: toProblem(explain(thrown)) };
  }
}

async function answer<Name extends CallName>(
  services: Partial<ServicesFor<CallName>>,
  name: Name,
  input: unknown,
): Promise<CallOutput<Name>> {
  const service = services[name];
  if (service === undefined) throw noSuchCall(name);
  const parsed = allCalls[name].input.safeParse(input);
  if (!parsed.success) throw invalid(name, z.prettifyError(parsed.error));
  // What a name's schema parses is that name's input; the compiler cannot follow this through the lookup.
  return service(parsed.data as CallInput<Name>);
}

function isCallName(name: string): name is CallName {
  return Object.hasOwn(allCalls, name);
}

function noSuchCall(name: string): LecternError {
  return invalid(name, 'there is no such call');
}

function invalid(name: string, why: string): LecternError {
  return new LecternError(
    'invalid-call',
    `The call “${name}” was refused: ${why}.`,
    'This is a mistake in the program that called; please report it.',
  );
}

/**
 * How a connection to the studio stands: `lost` while nobody answers, which may pass; `restarted` once a Lectern that
 * was started anew answers in its place, which never does.
 */
export type ConnectionState = 'open' | 'lost' | 'restarted';

/** The renderer's end of a host: calls out, events in. */
export interface Connection {
  readonly call: Transport;
  /** Listens to every event; the answer stops listening. */
  subscribe(listener: (event: StudioEvent) => void): () => void;
  /**
   * Listens to the connection being lost, found again or overtaken by a restart, and is told at once where it is not
   * open; the answer stops listening.
   */
  onState(listener: (state: ConnectionState) => void): () => void;
}
