import type { Library } from './library.ts';
import type { StitchedFiles } from './stitched-files.ts';

/** What media are served from. */
export interface MediaSources {
  library: Library;
  files: StitchedFiles;
}

/** placeholder until the media helper lands */
export function serveMedia(_sources: MediaSources, _request: Request, _path: string): Promise<Response> {
  return Promise.resolve(new Response(null, { status: 404 }));
}
