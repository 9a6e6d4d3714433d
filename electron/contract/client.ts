import { z } from 'zod';
import { calls, type CallInput, type CallName, type CallOutput, type Services } from './calls.ts';
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
      // `Services` makes every call give its own output; validating it again would cost a pass over long lists.
      return result.value as CallOutput<Name>;
    },
  };
}

/**
 * Answers one call that came over a boundary: the name must be one of the calls and the input must have its shape,
 * else the answer is the problem `invalid-call`. `explain` puts what a service threw into words where it can. Never
 * rejects.
 */
export async function dispatch(
  services: Services,
  name: string,
  input: unknown,
  explain: (thrown: unknown) => unknown = (thrown) => thrown,
): Promise<Result<unknown>> {
  try {
    if (!isCallName(name)) throw invalid(name, 'there is no such call');
    return { ok: true, value: await answer(services, name, input) };
  } catch (thrown) {
    return { ok: false, problem: toProblem(explain(thrown)) };
  }
}

async function answer<Name extends CallName>(
  services: Services,
  name: Name,
  input: unknown,
): Promise<CallOutput<Name>> {
  const parsed = calls[name].input.safeParse(input);
  if (!parsed.success) throw invalid(name, z.prettifyError(parsed.error));
  // What a name's schema parses is that name's input; the compiler cannot follow this through the lookup.
  return services[name](parsed.data as CallInput<Name>);
}

function isCallName(name: string): name is CallName {
  return Object.hasOwn(calls, name);
}

function invalid(name: string, why: string): LecternError {
  return new LecternError(
    'invalid-call',
    `The call “${name}” was refused: ${why}.`,
    'This is a mistake in the program that called; please report it.',
  );
}
