import { LecternError } from '../../../contract/problem.ts';

/**
 * A create to which no answer came that tells whether the service took it. It may have been accepted, so it must be
 * looked for before it is sent again. Every other error of a create means that it made nothing.
 */
export class UncertainCreateError extends LecternError {
  constructor(service: string, why: string) {
    super(
      'service-unavailable',
      `It is not known whether ${service} took the prediction: ${why}.`,
      'Nothing is lost: Lectern looks for it there before it sends it again.',
    );
    this.name = 'UncertainCreateError';
  }
}
