import process from 'node:process';
import type { Message, Request } from './wire.ts';

type Command = (...args: readonly unknown[]) => unknown;

const commands = new Map<string, Command>();
const answers = new Map<string, unknown[]>();
const waiting = new Map<string, ((answer: unknown) => void)[]>();

/** Lets the test do something with the fake. */
export function command(name: string, run: Command): void {
  commands.set(name, run);
}

/** Tells the test what the person would have seen, or the system would have done. */
export function show(shown: string, detail: unknown): void {
  send({ shown, detail });
}

/** Shows a dialog and waits until the test answers it. */
export function ask(dialog: string, options: unknown): Promise<unknown> {
  show(dialog, options);
  const ready = answers.get(dialog)?.shift();
  if (ready !== undefined) return Promise.resolve(ready);
  return new Promise((resolve) => {
    waiting.set(dialog, [...(waiting.get(dialog) ?? []), resolve]);
  });
}

command('answer', (dialog, answer) => {
  const name = String(dialog);
  const first = waiting.get(name)?.shift();
  if (first === undefined) answers.set(name, [...(answers.get(name) ?? []), answer]);
  else first(answer);
});

process.on('message', (request: Request) => void perform(request));

async function perform({ id, command: name, args }: Request): Promise<void> {
  try {
    const run = commands.get(name);
    if (run === undefined) throw new Error(`the fake has no command ${name}`);
    send({ id, value: await run(...args) });
  } catch (thrown) {
    send({ id, error: thrown instanceof Error ? thrown.message : String(thrown) });
  }
}

function send(message: Message): void {
  if (process.connected) process.send?.(message);
}
