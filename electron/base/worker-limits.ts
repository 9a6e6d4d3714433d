import type { ResourceLimits, Worker } from 'node:worker_threads';

/** What one call may take of a worker thread. */
export interface WorkerLimits {
  /** Seconds that it may work. */
  seconds: number;
  /** Mebibytes of memory that its thread may hold: JavaScript's heap, and the buffers beside it. */
  megabytes: number;
}

/** Which of its limits a call has passed. */
export type Limit = 'time' | 'memory';

/** What a call rejects with when its thread was ended at a limit. */
export class LimitExceeded extends Error {
  readonly limit: Limit;

  constructor(limit: Limit) {
    super(`A worker thread was ended at its limit of ${limit}.`);
    this.name = 'LimitExceeded';
    this.limit = limit;
  }
}

/** Milliseconds between two looks at a thread. */
const lookEvery = 100;
/** The most that counts between two looks, in milliseconds: a machine that slept was not at work. */
const longestStep = 1000;

/**
 * V8 ends the whole process, not the thread, when one single allocation passes its own limit. That one is so many times
 * as far away that whoever looks at the thread sees it grow before.
 */
const heapMargin = 3;

/** What V8 itself is told to hold a thread to. */
export function resourceLimits({ megabytes }: WorkerLimits): ResourceLimits {
  return { maxOldGenerationSizeMb: heapMargin * megabytes };
}

/** Whether a thread was ended because V8's own limit was reached. */
export function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

/** Looks at a thread while it works, and tells of the first limit that it passes. The answer stops looking. */
export function watchWorker(
  worker: Worker,
  limits: WorkerLimits,
  onExceeded: (limit: Limit) => void,
): () => void {
  let worked = 0;
  let lookedAt = performance.now();
  let isAsking = false;
  const stop = (): void => {
    clearInterval(timer);
  };
  const exceed = (limit: Limit): void => {
    stop();
    onExceeded(limit);
  };
  const askForMemory = async (): Promise<void> => {
    isAsking = true;
    try {
      const held = await worker.getHeapStatistics();
      // V8's limit knows nothing of what lies beside the heap: buffers above all.
      const bytes = held.used_heap_size + held.external_memory + held.malloced_memory;
      if (bytes > limits.megabytes * 1024 * 1024) exceed('memory');
    } catch {
      // The thread has ended; whoever waits for it hears of that.
    } finally {
      isAsking = false;
    }
  };
  const timer = setInterval(() => {
    const now = performance.now();
    worked += Math.min(now - lookedAt, longestStep);
    lookedAt = now;
    if (worked > limits.seconds * 1000) exceed('time');
    else if (!isAsking) void askForMemory();
  }, lookEvery);
  return stop;
}
