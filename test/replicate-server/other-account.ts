import { json, insufficientCredit, notFound, type Answer } from './answers.ts';
import type { Route } from './routes.ts';

/**
 * Answers with the token of another account, which has no predictions, no files and no credit: address and token are
 * right, and all the same nothing of the first account's is there. Null where both see the same.
 */
export function answerOtherAccount(route: Route, path: string): Answer | null {
  switch (route.endpoint) {
    case 'create':
      return insufficientCredit();
    case 'list':
      return json(200, { next: null, previous: null, results: [] });
    case 'get':
    case 'cancel':
    case 'file':
    case 'download':
      return notFound();
    case 'account':
      return path === '/account' ? otherAccount() : null;
  }
}

function otherAccount(): Answer {
  return json(200, {
    type: 'user',
    username: 'lectern-neighbour',
    name: 'Lectern Neighbour',
    github_url: 'https://github.com/lectern-neighbour',
    avatar_url: null,
  });
}
