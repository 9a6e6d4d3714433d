import { staticFileResponse } from '../browser/static-files.ts';
import type { Studio } from '../../studio/open-studio.ts';

/** Answers the page's requests: its own files from the built renderer's folder, `media/…` from the studio. */
export function answerPage(studio: Studio, renderer: URL): (request: Request) => Promise<Response> {
  return (request) => {
    const requested = new URL(request.url).pathname.slice(1);
    return requested.startsWith('media/')
      ? studio.media(request, requested)
      : staticFileResponse(request, renderer, requested);
  };
}
