import type { Locations } from './studio/open-studio.ts';

/** What a host that shows Lectern's page must find besides. */
export interface HostLocations extends Locations {
  /** The folder of the built page, with a slash at its end. */
  renderer: URL;
}

/** The entries of the worker threads, each beside its room; built, they are all in one folder. */
const workers = {
  manuscript: './book/manuscript-worker.ts',
  speech: './engines/draft/worker.ts',
  audio: './audio/worker.ts',
  stitched: './audio/stitched/worker.ts',
  library: './library/worker.ts',
} as const;

/**
 * Where a host finds its worker threads, the draft voice and the page: from source, workers in their rooms
 * beside it and the page where the build puts it; built, all of it beside itself. `entry` is the host's own
 * `import.meta.url`.
 */
export function locate(entry: string): HostLocations {
  const built = !entry.endsWith('.ts');
  const worker = (name: keyof typeof workers): URL =>
    new URL(built ? `./workers/${name}.js` : workers[name], entry);
  return {
    manuscriptWorker: worker('manuscript'),
    speechWorker: worker('speech'),
    audioWorker: worker('audio'),
    stitchedWorker: worker('stitched'),
    libraryWorker: worker('library'),
    renderer: new URL(built ? '../renderer/' : '../out/renderer/', entry),
    // From source, the draft voice finds the file in its package.
    ...(built ? { flite: new URL('./flite.wasm', entry) } : {}),
  };
}
