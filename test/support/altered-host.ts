import type { Page } from 'playwright-core';
import type { CallName, CallOutput } from '../../electron/contract/calls.ts';
import type { StudioEvent } from '../../electron/contract/events.ts';
import { socketMessageSchema, socketRequestSchema } from '../../electron/contract/socket.ts';

/** What stands between a page and its host. */
export interface AlteredHost {
  /** Answers a call in the host's place, from now on. */
  answer<Name extends CallName>(name: Name, value: CallOutput<Name>): void;
  /** Tells the page of an event, as the host would. */
  tell(event: StudioEvent): void;
  /** The connection is lost, and cannot be had again. */
  cut(): Promise<void>;
}

/** Stands between a page and its host, for what a real one does only rarely. To be called before the page is opened. */
export async function alterHost(page: Page): Promise<AlteredHost> {
  const answers = new Map<string, unknown>();
  const asked = new Map<number, string>();
  let send: ((message: string) => void) | undefined;
  let close: (() => Promise<void>) | undefined;
  let cut = false;
  await page.routeWebSocket(/\/socket/u, (socket) => {
    if (cut) {
      void socket.close();
      return;
    }
    const host = socket.connectToServer();
    send = (message) => {
      socket.send(message);
    };
    close = () => socket.close();
    socket.onMessage((message) => {
      const { id, name } = socketRequestSchema.parse(JSON.parse(String(message)));
      asked.set(id, name);
      host.send(message);
    });
    host.onMessage((message) => {
      const parsed = socketMessageSchema.parse(JSON.parse(String(message)));
      const name = 'id' in parsed ? asked.get(parsed.id) : undefined;
      const altered =
        'id' in parsed && name !== undefined && answers.has(name)
          ? JSON.stringify({ id: parsed.id, result: { ok: true, value: answers.get(name) } })
          : message;
      socket.send(altered);
    });
  });
  return {
    answer: (name, value) => {
      answers.set(name, value);
    },
    tell: (event) => {
      if (send === undefined) throw new Error('the page has not connected yet');
      send(JSON.stringify({ event }));
    },
    async cut() {
      cut = true;
      await close?.();
    },
  };
}
