import type { Locations } from './studio/open-studio.ts';

/** What a host that shows Lectern's page must find besides. */
export interface HostLocations extends Locations {
  /** The folder of the built page, with a slash at its end. */
  renderer: URL;
}

/**
 * Where a host finds its worker threads, the draft voice and the page: from source, workers beside itself as `.ts`
 * files and the page where the build puts it; built, all of it beside itself. `entry` is the host's own
 * `import.meta.url`.
 */
export function locate(entry: string): HostLocations {
  const built = !entry.endsWith('.ts');
  const worker = (name: string): URL => new URL(`./workers/${name}.${built ? 'js' : 'ts'}`, entry);
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
