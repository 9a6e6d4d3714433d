import { parentPort, Worker, type Transferable } from 'node:worker_threads';
import { LecternError, toProblem, type Problem } from '../contract/problem.ts';
import { Scope } from '../scope/scope.ts';
import {
  isOutOfMemory,
  LimitExceeded,
  resourceLimits,
  watchWorker,
  type WorkerLimits,
} from './worker-limits.ts';

/** The calls of a worker: name -> function from one structured-cloneable input to one output. */
export type WorkerCalls = Record<string, (input: never) => unknown>;

/** What a call inside a worker can do besides computing. */
export interface CallContext {
  /** Aborts when the caller gives up; the caller has already been answered `cancelled`. */
  signal: AbortSignal;
  /** Reports progress, a fraction from 0 to 1. */
  progress(fraction: number): void;
}

type Handlers<Calls extends WorkerCalls> = {
  [Name in keyof Calls]: (
    input: Parameters<Calls[Name]>[0],
    context: CallContext,
  ) => Awaited<ReturnType<Calls[Name]>> | Promise<Awaited<ReturnType<Calls[Name]>>>;
};

type ToWorker = { kind: 'call'; id: number; name: string; input: unknown } | { kind: 'abort'; id: number };
type FromWorker =
  | { kind: 'value'; id: number; value: unknown }
  | { kind: 'problem'; id: number; problem: Problem }
  | { kind: 'progress'; id: number; fraction: number };

/** Called once by a worker's entry point: answers the calls of its {@link WorkerClient}. */
export function serveWorker<Calls extends WorkerCalls>(handlers: Handlers<Calls>): void {
  const port = parentPort;
  if (port === null) throw new Error('This file is the entry point of a worker thread.');
  const running = new Map<number, AbortController>();
  const send = (message: FromWorker): void => {
    port.postMessage(message);
  };
  const answer = async (id: number, name: string, input: unknown): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      // The two ends are typed by the same `Calls`; the names are this project's own, never a person's input.
      const handler = handlers[name] as ((input: unknown, context: CallContext) => unknown) | undefined;
      if (handler === undefined) throw new Error(`no worker call named ${name}`);
      const value = await handler(input, {
        signal: controller.signal,
        progress: (fraction) => {
          send({ kind: 'progress', id, fraction });
        },
      });
      send({ kind: 'value', id, value });
    } catch (thrown) {
      send({ kind: 'problem', id, problem: toProblem(thrown) });
    } finally {
      running.delete(id);
    }
  };
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'call') void answer(message.id, message.name, message.input);
    else running.get(message.id)?.abort();
  });
}

interface Pending {
  resolve(value: unknown): void;
  reject(error: LecternError | LimitExceeded): void;
  onProgress: ((fraction: number) => void) | undefined;
  /** What listens as long as the call is under way. */
  scope: Scope;
}

/** Options of one call to a worker. */
export interface CallOptions {
  signal?: AbortSignal;
  transfer?: Transferable[];
  onProgress?: (fraction: number) => void;
}

/**
 * The caller's end of a worker thread. The thread starts at the first call; when it dies, the calls under way are
 * answered `unexpected` and the next call starts a new one.
 *
 * With limits, a call that passes one ends its thread, and every call under way in it rejects with {@link LimitExceeded}.
 */
export class WorkerClient<Calls extends WorkerCalls> {
  readonly #entry: URL;
  readonly #limits: WorkerLimits | undefined;
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | undefined;
  #lastId = 0;

  constructor(entry: URL, limits?: WorkerLimits) {
    this.#entry = entry;
    this.#limits = limits;
  }

  /**
   * Calls the worker. Rejects with a `LecternError`; with `cancelled`, at once, when the signal aborts; at a limit with
   * {@link LimitExceeded}.
   */
  call<Name extends keyof Calls & string>(
    name: Name,
    input: Parameters<Calls[Name]>[0],
    options: CallOptions = {},
  ): Promise<Awaited<ReturnType<Calls[Name]>>> {
    return new Promise((resolve, reject) => {
      const { signal } = options;
      if (signal?.aborted === true) {
        reject(cancelled());
        return;
      }
      const id = ++this.#lastId;
      const worker = this.#start();
      const onAbort = (): void => {
        worker.postMessage({ kind: 'abort', id } satisfies ToWorker);
        this.#settle(id)?.reject(cancelled());
      };
      const scope = new Scope();
      if (signal !== undefined) scope.listen(signal, 'abort', onAbort);
      if (this.#limits !== undefined)
        scope.add(
          watchWorker(worker, this.#limits, (limit) => {
            this.#lose(worker, new LimitExceeded(limit));
            void worker.terminate();
          }),
        );
      this.#pending.set(id, {
        resolve: resolve,
        reject,
        onProgress: options.onProgress,
        scope,
      });
      worker.ref();
      worker.postMessage({ kind: 'call', id, name, input } satisfies ToWorker, options.transfer ?? []);
    });
  }

  /** Ends the thread; calls under way are answered `cancelled`. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    for (const id of [...this.#pending.keys()]) this.#settle(id)?.reject(cancelled());
    await worker?.terminate();
  }

  #start(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(this.#entry, this.#limits && { resourceLimits: resourceLimits(this.#limits) });
    this.#worker = worker;
    // A thread without a listener for its errors would end the process, so they are heard until it has ended.
    const thread = new Scope();
    thread.on(worker, 'message', (message: FromWorker) => {
      this.#receive(message);
    });
    thread.on(worker, 'error', (error: unknown) => {
      const isAtLimit = this.#limits !== undefined && isOutOfMemory(error);
      this.#lose(worker, isAtLimit ? new LimitExceeded('memory') : LecternError.from(toProblem(error)));
    });
    thread.on(worker, 'exit', (code: number) => {
      thread.close();
      const ended = new Error(`a worker thread ended with code ${String(code)}`);
      this.#lose(worker, LecternError.from(toProblem(ended)));
    });
    worker.unref();
    return worker;
  }

  #receive(message: FromWorker): void {
    if (message.kind === 'progress') {
      this.#pending.get(message.id)?.onProgress?.(message.fraction);
      return;
    }
    const pending = this.#settle(message.id);
    if (message.kind === 'value') pending?.resolve(message.value);
    else pending?.reject(LecternError.from(message.problem));
  }

  #settle(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    if (pending === undefined) return undefined;
    this.#pending.delete(id);
    pending.scope.close();
    if (this.#pending.size === 0) this.#worker?.unref();
    return pending;
  }

  #lose(worker: Worker, error: LecternError | LimitExceeded): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    for (const id of [...this.#pending.keys()]) this.#settle(id)?.reject(error);
  }
}

function cancelled(): LecternError {
  return new LecternError('cancelled', 'Cancelled.', 'Start it again to go on where it stopped.');
}
