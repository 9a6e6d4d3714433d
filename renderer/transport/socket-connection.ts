import type { Connection, ConnectionState } from '../../electron/contract/client.ts';
import type { StudioEvent } from '../../electron/contract/events.ts';
import type { Result } from '../../electron/contract/problem.ts';
import { Scope } from '../../electron/scope/scope.ts';
import { socketMessageSchema, startedAnew, type SocketRequest } from '../../electron/contract/socket.ts';

/** How long it waits before it tries again, in milliseconds: longer after every failure. */
const retryDelays = [250, 500, 1000, 2000, 4000];

const lost: Result<never> = {
  ok: false,
  problem: {
    code: 'unexpected',
    message: 'The connection to Lectern was lost.',
    action: 'See whether Lectern is still running where you started it; this page connects again by itself.',
  },
};

const overtaken: Result<never> = {
  ok: false,
  problem: {
    code: 'unexpected',
    message: 'Lectern was started anew, and this page belongs to the one before.',
    action: 'Open the address that Lectern printed when it was started.',
  },
};

/**
 * The browser host over its WebSocket. A call made while the connection is lost waits until it is found again; one
 * that was under way when it was lost is answered with a problem, because nobody knows what became of it. Once Lectern
 * was started anew nothing is tried any more, and every call is answered with that.
 */
export class SocketConnection implements Connection {
  readonly #url: string;
  readonly #scope = new Scope();
  readonly #listeners = new Set<(event: StudioEvent) => void>();
  readonly #stateListeners = new Set<(state: ConnectionState) => void>();
  readonly #pending = new Map<number, (result: Result<unknown>) => void>();
  #waiting: SocketRequest[] = [];
  #socket: WebSocket | undefined;
  #lastId = 0;
  #failures = 0;
  /** Null until it was first known. */
  #state: ConnectionState | null = null;

  constructor(url: string) {
    this.#url = url;
    this.#connect();
  }

  readonly call = (name: string, input: unknown): Promise<Result<unknown>> =>
    new Promise((resolve) => {
      if (this.#state === 'restarted' || this.#scope.isClosed) {
        resolve(this.#scope.isClosed ? lost : overtaken);
        return;
      }
      const request = { id: ++this.#lastId, name, input };
      this.#pending.set(request.id, resolve);
      if (this.#state === 'open' && this.#socket?.readyState === WebSocket.OPEN) this.#send(request);
      else this.#waiting.push(request);
    });

  subscribe(listener: (event: StudioEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onState(listener: (state: ConnectionState) => void): () => void {
    this.#stateListeners.add(listener);
    if (this.#state !== null && this.#state !== 'open') listener(this.#state);
    return () => this.#stateListeners.delete(listener);
  }

  /** Leaves the host for good: calls under way are answered as lost, and it connects no more. */
  close(): void {
    this.#scope.close();
    this.#waiting = [];
    for (const resolve of this.#pending.values()) resolve(lost);
    this.#pending.clear();
    this.#listeners.clear();
    this.#stateListeners.clear();
  }

  #connect(): void {
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    const scope = this.#scope.child();
    scope.add(() => {
      socket.close();
    });
    scope.listen(socket, 'message', ({ data }: { data: unknown }) => {
      if (typeof data === 'string') this.#receive(data);
    });
    scope.listen(socket, 'close', ({ code }) => {
      scope.close();
      if (code === startedAnew) this.#giveUp();
      else this.#lose();
    });
  }

  /** The host has said that it serves this page. */
  #open(): void {
    this.#failures = 0;
    this.#tell('open');
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const request of waiting) this.#send(request);
  }

  #giveUp(): void {
    this.#waiting = [];
    for (const resolve of this.#pending.values()) resolve(overtaken);
    this.#pending.clear();
    this.#tell('restarted');
  }

  #lose(): void {
    const waiting = new Set(this.#waiting.map(({ id }) => id));
    for (const [id, resolve] of this.#pending) {
      if (waiting.has(id)) continue;
      this.#pending.delete(id);
      resolve(lost);
    }
    this.#tell('lost');
    const delay = retryDelays[Math.min(this.#failures++, retryDelays.length - 1)] ?? 0;
    this.#scope.after(delay, () => {
      this.#connect();
    });
  }

  #receive(data: string): void {
    const message = socketMessageSchema.parse(JSON.parse(data));
    if ('ready' in message) {
      this.#open();
      return;
    }
    if ('event' in message) {
      // The host is the trusted end: what it sends is what the contract says.
      for (const listener of this.#listeners) listener(message.event as StudioEvent);
      return;
    }
    this.#pending.get(message.id)?.(message.result as Result<unknown>);
    this.#pending.delete(message.id);
  }

  #send(request: SocketRequest): void {
    this.#socket?.send(JSON.stringify(request));
  }

  #tell(state: ConnectionState): void {
    this.#state = state;
    for (const listener of this.#stateListeners) listener(state);
  }
}
