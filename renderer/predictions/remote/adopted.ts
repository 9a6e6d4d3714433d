import type { InfiniteData } from '@tanstack/react-query';
import type { CallOutput } from '../../../electron/contract/calls.ts';
import type { PredictionId } from '../../../electron/contract/ids.ts';

type RemotePages = InfiniteData<CallOutput<'predictions.remote'>>;

/** Marks one of the account's predictions as this library's own, so that the account need not be asked again. */
export function withAdopted(
  remoteId: string,
  prediction: PredictionId,
): (pages: RemotePages | undefined) => RemotePages | undefined {
  return (pages) =>
    pages && {
      ...pages,
      pages: pages.pages.map((page) => ({
        ...page,
        predictions: page.predictions.map((remote) =>
          remote.remoteId === remoteId ? { ...remote, prediction, adoptableBy: null } : remote,
        ),
      })),
    };
}
