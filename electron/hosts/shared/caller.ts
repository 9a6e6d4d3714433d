import process from 'node:process';

/** Milliseconds between two looks whether npm is still there. */
const parentInterval = 500;

/** Who started this process. */
const parent = process.ppid;

/**
 * Asks to be told when the person wants the program to end: by a signal, or by ending the npm that started it, which
 * keeps a signal to itself and the shell between the two. A second signal ends it at once. The answer stops it.
 */
export function onInterrupt(listener: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  let asked = false;
  const onSignal = (): void => {
    if (asked) process.exit(130);
    asked = true;
    listener();
  };
  for (const signal of signals) process.on(signal, onSignal);
  const stopWatching = onParentEnd(() => {
    if (!asked) onSignal();
  });
  return () => {
    for (const signal of signals) process.off(signal, onSignal);
    stopWatching();
  };
}

/**
 * Asks to be told when the shell in which npm started this process has ended; never told where npm did not start it. The
 * answer stops it. An orphan gets another parent, except on Windows, where ending npm ends what it started.
 */
export function onParentEnd(listener: () => void): () => void {
  if ((process.env['npm_lifecycle_event'] ?? '') === '') return () => undefined;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    listener();
  }, parentInterval);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}

/**
 * Where the person stands: relative paths are meant from there. npm runs the named scripts in the project's folder and
 * tells where it was called.
 */
export function callersFolder(scripts: readonly string[]): string {
  const throughNpm = scripts.includes(process.env['npm_lifecycle_event'] ?? '');
  return (throughNpm ? process.env['INIT_CWD'] : undefined) ?? process.cwd();
}
