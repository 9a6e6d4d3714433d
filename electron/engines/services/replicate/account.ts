import { toProblem } from '../../../contract/problem.ts';
import { sleep as reallySleep, type Clock } from '../../../base/sleep.ts';
import type { Account, Engine, RemoteJobs } from '../../engine.ts';
import { clientOf } from './client-of.ts';
import type { ServiceConnection } from './connection.ts';
import { Errand } from './errand.ts';
import { findLost, mayBeOf } from './find-lost.ts';
import { healthOf } from './health.ts';
import type { Patience } from './patience.ts';
import type { RemoteModel } from './remote-model.ts';
import type { ReplicateClient } from './replicate-client.ts';
import { isSameInput } from './same-input.ts';

/** What a model's predictions are seen to with. */
export interface AccountOptions {
  connection: () => ServiceConnection;
  model: RemoteModel;
  patience: Patience | undefined;
  fetch?: typeof fetch | undefined;
  now?: Clock['now'] | undefined;
  sleep?: Clock['sleep'] | undefined;
}

/** What an engine whose model is on Replicate says of the service: its address, its jobs, its account, its health. */
export function onReplicate(
  options: AccountOptions,
): Required<Pick<Engine, 'service' | 'jobs' | 'account' | 'health'>> {
  const { connection, fetch, now } = options;
  const client = (): ReplicateClient => clientOf(connection(), { fetch, now });
  const account = accountOf(options, client);
  return {
    account,
    health: (_voice, signal) => healthOf(account, signal),
    service: () => connection().apiUrl.replace(/\/+$/u, ''),
    jobs: jobsOf(options, client),
  };
}

function jobsOf(options: AccountOptions, client: () => ReplicateClient): RemoteJobs {
  const { model, patience, now = Date.now, sleep = reallySleep } = options;
  return {
    async cancel(remoteId) {
      const one = client();
      await one.cancel(remoteId).catch((thrown: unknown) => {
        // What has ended cannot be cancelled: how it ended is asked next.
        if (!['input-refused', 'not-found'].includes(toProblem(thrown).code)) throw thrown;
      });
      return one.get(remoteId);
    },
    async findLost({ input, maker }, ledger, signal) {
      const errand = new Errand(client(), ledger, { now, sleep }, model, patience);
      const answer = await findLost(errand, { input, version: maker ?? model.version }, signal);
      if (answer !== null) errand.note(answer);
      return answer;
    },
    afterGivingUp:
      'If it was made all the same, it is on replicate.com/predictions, and can be adopted from there for an hour.',
  };
}

function accountOf({ model }: AccountOptions, client: () => ReplicateClient): Account {
  return {
    async check(signal) {
      const one = client();
      const { username, name } = await one.account(signal);
      const shown = await one.model(model.owner, model.page, signal).catch(() => null);
      const latestVersion = shown?.latestVersion?.id ?? null;
      const differences = model.differences(shown?.latestVersion?.schema ?? null);
      return { username, name, latestVersion, isOurVersion: latestVersion === model.version, differences };
    },
    list: (cursor) => client().list(cursor === null ? {} : { next: cursor }),
    get: (remoteId) => client().get(remoteId),
    textOf({ input }) {
      const text = input?.[model.textInput];
      return typeof text === 'string' ? text : null;
    },
    isOf(prediction, { input, maker }) {
      const { input: theirs } = prediction;
      return theirs !== null && mayBeOf(prediction, maker) && isSameInput(theirs, input, model);
    },
  };
}
