import { keepCompiledCode } from './compile-cache.ts';

// Before anything else is loaded, so that all of it is kept.
keepCompiledCode();
const { main } = await import('./hosts/cli/main.ts');
const exitCode = await main(process.argv.slice(2), import.meta.url, {
  out: process.stdout,
  err: process.stderr,
});
process.exitCode ??= exitCode;
