import process from 'node:process';

/** Asks to be told when the person wants the program to end; a second signal ends it at once. The answer stops it. */
export function onInterrupt(listener: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  let asked = false;
  const onSignal = (): void => {
    if (asked) process.exit(130);
    asked = true;
    listener();
  };
  for (const signal of signals) process.on(signal, onSignal);
  return () => {
    for (const signal of signals) process.off(signal, onSignal);
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
