import type { Locations } from './studio/open-studio.ts';

/**
 * Where a host finds its worker threads and the draft voice: from source, beside itself as `.ts` files; built, beside
 * itself as `.js` files. `entry` is the host's own `import.meta.url`.
 */
export function locate(entry: string): Locations {
  const built = !entry.endsWith('.ts');
  const worker = (name: string): URL => new URL(`./workers/${name}.${built ? 'js' : 'ts'}`, entry);
  return {
    manuscriptWorker: worker('manuscript'),
    speechWorker: worker('speech'),
    audioWorker: worker('audio'),
    stitchedWorker: worker('stitched'),
    // From source, the draft voice finds the file in its package.
    ...(built ? { flite: new URL('./flite.wasm', entry) } : {}),
  };
}
