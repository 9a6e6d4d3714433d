import type { Plugin } from 'vite';
import { tone, wavOf } from './sounds.ts';

/** Hz. */
const sampleRate = 24_000;

/**
 * Serves takes to the tests of components, below any folder, as a host serves them: take 3 is a tone of three seconds.
 * With Range, without which nobody can go to a place in a sound.
 */
export function takeMedia(): Plugin {
  return {
    name: 'lectern:take-media',
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const seconds = /\/media\/take\/(\d+)\.wav$/u.exec(request.url ?? '')?.[1];
        if (seconds === undefined) {
          next();
          return;
        }
        const bytes = wavOf(tone({ frequency: 220, seconds: Number(seconds), sampleRate }), sampleRate);
        const asked = /^bytes=(\d+)-(\d*)$/u.exec(request.headers.range ?? '');
        const from = Number(asked?.[1] ?? 0);
        const to = asked?.[2] === undefined || asked[2] === '' ? bytes.length - 1 : Number(asked[2]);
        response.statusCode = asked === null ? 200 : 206;
        response.setHeader('content-type', 'audio/wav');
        response.setHeader('accept-ranges', 'bytes');
        if (asked !== null) response.setHeader('content-range', `bytes ${from}-${to}/${bytes.length}`);
        response.end(bytes.subarray(from, to + 1));
      });
    },
  };
}
