import { describeFaults } from './fault-words.ts';
import { defaultOptions } from './options.ts';

/** The port where the server is found by hand. */
export const usualPort = 8750;

/** What `--help` prints. */
export const help = `A local Replicate that runs StyleTTS 2's API, spoken by Lectern's free draft voice. Nothing is paid.

  node test/replicate-server/main.ts [options]

  --port N          where to listen on this computer (${usualPort}; 0 takes a free port)
  --token TOKEN     the account's token (${defaultOptions.token})
  --voice NAME      draft speaks; tone hums, at next to no cost (${defaultOptions.voice})
  --format NAME     mp3 or wav (${defaultOptions.format})
  --speed X         how many times faster predictions are (1: about 0.05 s and 4 ms a character)
  --base-path PATH  where the API is on its host (${defaultOptions.basePath})
  --clock-ahead=N   seconds by which the service's clock is ahead of this computer's; below 0 it is behind (0)
  --other-token T   the token of another account, which sees nothing of the first one's
  --no-blemishes    without the click and the pulse that the real model's audio has at its ends
  --no-limits       without Replicate's limits of 600 predictions and 3,000 other requests a minute
  --help            this text

While it runs, other programs can ask for trouble, without a token (ADDRESS is its origin, without the base path):

  curl -X POST ADDRESS/_control/faults -d '{"name": "drop-after-accept", "times": 2}'
  curl -X POST ADDRESS/_control/faults -d '{"name": "url-expired", "forSeconds": 6, "times": "always"}'
  curl -X DELETE ADDRESS/_control/faults
  curl -X POST ADDRESS/_control/advance -d '{"seconds": 3600}'
  curl -X DELETE ADDRESS/_control/predictions/ID
  curl ADDRESS/_control/stats
  curl ADDRESS/_control/requests

Besides name and times (a number, or "always"), a fault can be told skip, endpoint, text, afterSeconds (only for
predictions of that age), forSeconds (for so long, by the server's clock), lasting, retryAfter, seconds, hours, error
and lists: see fault.ts.

${describeFaults()}
`;

/** What is printed once it listens. */
export function greeting(url: string, token: string): string {
  return `A local Replicate is listening. Stop it with Ctrl+C.

  API address  ${url}
  Token        ${token}

Give both to Lectern in the settings of its window, or on the command line:

  REPLICATE_API_TOKEN=${token} npm run narrate -- BOOK --voice styletts2 --api-url ${url}
`;
}
