import {
  insufficientCredit,
  notFound,
  notFoundPage,
  serverError,
  throttled,
  unauthenticated,
  unavailable,
  type Answer,
} from './answers.ts';
import type { Fault } from './fault.ts';

/** What a fault answers instead of handling the request; null for a connection that is cut. */
export function refused(fault: Fault): Answer | null {
  switch (fault.name) {
    case 'drop-before-accept':
      return null;
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
