import type { StudioServices } from '../contract/calls.ts';
import { findPrediction, listPredictions } from '../db/queries/prediction-list.ts';
import { receipt } from '../book/costs.ts';
import { found } from '../base/not-found.ts';
import type { ServiceNeeds } from './service-needs.ts';

/** The calls about predictions, what they cost, and the service that makes them. */
export type PredictionCalls = Extract<
  keyof StudioServices,
  `predictions.${string}` | `costs.${string}` | `replicate.${string}`
>;

/** What the contract offers about predictions, what they cost, and the service that makes them. */
export function predictionServices({
  library,
  engines,
  events,
  predictions,
  account,
  pickUp,
}: ServiceNeeds): Pick<StudioServices, PredictionCalls> {
  const { db } = library;
  // What is out at an address, or waits for a token, may be had from now on.
  const changed = <Value>(value: Value): Value => {
    pickUp();
    events.emit('voices', {});
    return value;
  };
  return {
    'predictions.list': ({ before, limit, ...filter }) => listPredictions(db, filter, { before, limit }),
    'predictions.get': ({ prediction }) => found(findPrediction(db, prediction), 'prediction'),
    'predictions.cancel': ({ prediction }) => predictions.cancel(prediction),
    'predictions.remote': ({ cursor }) => predictions.listRemote(cursor),
    'predictions.cancelRemote': async ({ remoteId }) => {
      await predictions.cancelRemote(remoteId);
      return {};
    },
    'predictions.adopt': ({ remoteId }) => predictions.adopt(remoteId),
    'costs.receipt': ({ project }) => receipt(db, project),
    'replicate.get': () => account.describe(),
    'replicate.update': (change) => changed(account.update(change)),
    'replicate.setToken': async ({ token }) => changed(await account.setToken(token)),
    'replicate.check': ({ engine }) => engines.withAccount(engine).account.check(),
  };
}
