import { once } from 'node:events';
import { WebSocket } from 'ws';
import { z } from 'zod';

const targetsSchema = z.array(
  z.object({ type: z.string(), url: z.string(), webSocketDebuggerUrl: z.string().optional() }),
);

const answerSchema = z.object({
  id: z.int().optional(),
  error: z.object({ message: z.string() }).optional(),
  result: z
    .object({
      result: z.object({ value: z.unknown().optional() }).optional(),
      exceptionDetails: z
        .object({ text: z.string(), exception: z.object({ description: z.string().optional() }).optional() })
        .optional(),
    })
    .optional(),
});

/**
 * The address at which Chromium's DevTools protocol speaks to the page with the address `page`; null as long as there is
 * none at this `port` of this computer.
 */
export async function findPage(port: number, page: string): Promise<string | null> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
    const targets = targetsSchema.parse(await answer.json());
    return (
      targets.find(({ type, url }) => type === 'page' && url.startsWith(page))?.webSocketDebuggerUrl ?? null
    );
  } catch {
    return null;
  }
}

/** One page, spoken to by the DevTools protocol. */
export class DevTools {
  readonly #socket: WebSocket;
  readonly #pending = new Map<number, (answer: z.infer<typeof answerSchema>) => void>();
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => {
      const answer = answerSchema.parse(JSON.parse(Buffer.isBuffer(data) ? data.toString() : ''));
      if (answer.id !== undefined) this.#pending.get(answer.id)?.(answer);
    });
    socket.on('close', () => {
      for (const settle of this.#pending.values()) settle({ error: { message: 'the page is gone' } });
    });
  }

  /** Connects to an address that {@link findPage} gave. */
  static async connect(address: string): Promise<DevTools> {
    const socket = new WebSocket(address);
    await once(socket, 'open');
    return new DevTools(socket);
  }

  /** What an expression gives, awaited. Rejects with what it threw. */
  async evaluate(expression: string): Promise<unknown> {
    const { result } = await this.#send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    const thrown = result?.exceptionDetails;
    if (thrown !== undefined) throw new Error(thrown.exception?.description ?? thrown.text);
    return result?.result?.value;
  }

  /** Closes the page, as a person closes its window. */
  close(): void {
    // It is gone before it answers.
    this.#send('Page.close', {}).catch(() => undefined);
  }

  async #send(method: string, params: object): Promise<z.infer<typeof answerSchema>> {
    const id = ++this.#lastId;
    const { promise, resolve } = Promise.withResolvers<z.infer<typeof answerSchema>>();
    this.#pending.set(id, resolve);
    this.#socket.send(JSON.stringify({ id, method, params }));
    const answer = await promise;
    this.#pending.delete(id);
    if (answer.error !== undefined) throw new Error(`${method}: ${answer.error.message}`);
    return answer;
  }
}
