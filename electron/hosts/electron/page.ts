import { staticFileResponse } from '../browser/static-files.ts';
import type { Studio } from '../../studio/open-studio.ts';
import { sourceResponse } from './page-from-source.ts';

/**
 * Answers the page's requests: `media/…` from the studio, its own files from the built renderer's folder, or, while it
 * is worked on, from Vite: `renderer` is the one's or the other's address.
 */
export function answerPage(studio: Studio, renderer: URL): (request: Request) => Promise<Response> {
  return (request) => {
    const requested = new URL(request.url).pathname.slice(1);
    if (requested.startsWith('media/')) return studio.media(request, requested);
    return renderer.protocol === 'file:'
      ? staticFileResponse(request, renderer, requested)
      : sourceResponse(request, renderer);
  };
}
