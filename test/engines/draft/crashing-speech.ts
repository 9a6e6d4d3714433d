import { parentPort } from 'node:worker_threads';
import '../../../electron/engines/draft/worker.ts';

// The speech worker, which dies of an uncaught error in mid-call when it is asked to say "crash".
parentPort?.on('message', (message: unknown) => {
  if (JSON.stringify(message).includes('crash')) throw new Error('the thread was killed');
});
