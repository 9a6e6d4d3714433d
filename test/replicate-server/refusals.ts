import {
  insufficientCredit,
  notFound,
  notFoundPage,
  serverError,
  throttled,
  unauthenticated,
  unavailable,
  type Reply,
} from './answers.ts';
import type { Fault } from './fault.ts';

/** What a fault answers instead of handling the request. */
export function refused(fault: Fault): Reply {
  switch (fault.name) {
    case 'drop-before-accept':
      return 'cut';
    case 'no-answer':
      return 'silence';
    case 'rate-limited':
      return throttled(fault.retryAfter ?? 10);
    case 'credit-needed':
      return insufficientCredit();
    case 'token-refused':
      return unauthenticated();
    case 'service-unavailable':
      return unavailable(fault.retryAfter);
    case 'not-found':
      return notFound();
    case 'not-found-page':
      return notFoundPage();
    default:
      return serverError();
  }
}
