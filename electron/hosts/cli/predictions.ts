import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { makeClient, type Client } from '../../contract/client.ts';
import type { PredictionId, ProjectId } from '../../contract/ids.ts';
import type { Prediction, PredictionPage } from '../../contract/prediction.ts';
import { LecternError } from '../../contract/problem.ts';
import { databaseName } from '../../library/open-library.ts';
import { openStudio, type Studio } from '../../studio/open-studio.ts';
import { misused } from '../shared/misused.ts';
import { printNotices } from '../shared/notices.ts';
import { connect } from './connection-options.ts';
import { describePrediction, describePredictions, showable } from './describe-predictions.ts';
import { program, type Context } from './context.ts';
import type { PredictionsArguments } from './predictions-arguments.ts';
import { lastEvent } from './studio-event.ts';

/** How many predictions are asked for at once. */
const pageSize = 200;

/** Milliseconds that a cancelled prediction is given to tell how it ended. */
const endTime = 15_000;

/** Lists the predictions of a library, or shows or cancels one. Rejects with what kept it from that. */
export async function predictions(args: PredictionsArguments, context: Context): Promise<void> {
  const { library } = args;
  if (!existsSync(path.join(library, databaseName))) throw noLibrary(library);
  const { locations, console, patience } = context;
  const connection = await connect(args.connection);
  const studio = await openStudio({ library, program, locations, connection, ...(patience && { patience }) });
  printNotices(studio, console.err);
  const stopListening = context.onInterrupt(() => {
    studio.close().catch(() => undefined);
  });
  try {
    const client = makeClient(studio.call);
    const say = (line: string): void => {
      console.err.write(`${line}\n`);
    };
    console.out.write(`${await perform(studio, client, args, say)}\n`);
  } finally {
    stopListening();
    await studio.close();
  }
}

function perform(
  studio: Studio,
  client: Client,
  args: PredictionsArguments,
  say: (line: string) => void,
): Promise<string> {
  const { task, json } = args;
  switch (task.name) {
    case 'list':
      return list(client, args);
    case 'show':
      return show(client, task.id, json);
    case 'cancel':
      return cancel(studio, client, { id: task.id, json, say });
  }
}

async function list(client: Client, { project, json }: PredictionsArguments): Promise<string> {
  const only = project === null ? {} : { project: await findProject(client, project) };
  const found: Prediction[] = [];
  let page: PredictionPage;
  let before: PredictionId | null = null;
  do {
    page = await client.call('predictions.list', { ...only, limit: pageSize, ...(before && { before }) });
    found.push(...page.predictions.map(showable));
    before = page.next;
  } while (before !== null);
  return json
    ? JSON.stringify({ predictions: found, totals: page.totals }, null, 2)
    : describePredictions(found, page.totals);
}

async function findProject(client: Client, named: string): Promise<ProjectId> {
  const projects = await client.call('projects.list', {});
  const found = projects.filter(({ id, title }) => title === named || String(id) === named);
  const [first, second] = found;
  if (first === undefined) {
    const known = projects.map(({ id, title }) => `${id} “${title}”`).join(', ');
    throw misused(
      `There is no book “${named}” in this library${known === '' ? '' : `; there are ${known}`}.`,
    );
  }
  if (second !== undefined) {
    throw misused(
      `More than one book is “${named}”: name it by its number, ${found.map(({ id }) => id).join(' or ')}.`,
    );
  }
  return first.id;
}

async function show(client: Client, id: PredictionId, json: boolean): Promise<string> {
  const prediction = await client.call('predictions.get', { prediction: id });
  return json ? JSON.stringify(showable(prediction), null, 2) : describePrediction(prediction);
}

async function cancel(
  studio: Studio,
  client: Client,
  { id, json, say }: { id: PredictionId; json: boolean; say: (line: string) => void },
): Promise<string> {
  const before = await client.call('predictions.get', { prediction: id });
  if (before.state === 'unknown' && before.remoteId === null) {
    say('It is looked for in the account’s list first, for up to three minutes; Ctrl-C leaves it as it is.');
  }
  const ended = lastEvent(
    studio,
    'prediction',
    ({ prediction }) => prediction.id === id && !isOpen(prediction),
  );
  let after = isOpen(before) ? await client.call('predictions.cancel', { prediction: id }) : before;
  if (isOpen(after)) {
    // It may have succeeded just now; then its audio is being fetched.
    const settled = ended.then(({ prediction }) => prediction);
    after = await Promise.race([settled, setTimeout(endTime, after, { ref: false })]);
  }
  return json ? JSON.stringify(showable(after), null, 2) : describeCancel(before, after);
}

function isOpen({ state }: Prediction): boolean {
  return state === 'running' || state === 'unknown';
}

/** What came of cancelling, in a sentence. */
function describeCancel({ id, state }: Prediction, after: Prediction): string {
  if (state !== 'running' && state !== 'unknown') return `Prediction ${id} had ended before: ${state}.`;
  if (isOpen(after)) {
    return `Prediction ${id} was asked to end, and has not yet: “show ${id}” tells later how it did.`;
  }
  if (after.state === 'aborted') {
    return (
      `Prediction ${id} is given up: no answer ever told whether Replicate took it. If it did, it may still be billed; ` +
      'its chunk can be spoken anew.'
    );
  }
  return after.state === 'succeeded'
    ? `Prediction ${id} had succeeded before it could be cancelled; its audio is kept.`
    : `Prediction ${id} ${after.state === 'cancelled' ? 'is cancelled' : 'failed before it could be cancelled'}.`;
}

function noLibrary(library: string): LecternError {
  return new LecternError(
    'file-missing',
    `There is no library in ${library}.`,
    'Name the folder of one with --library.',
  );
}
