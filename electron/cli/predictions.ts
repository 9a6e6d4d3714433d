import { existsSync } from 'node:fs';
import path from 'node:path';
import { makeClient, type Client } from '../contract/client.ts';
import type { PredictionId, ProjectId } from '../contract/ids.ts';
import type { Prediction, PredictionPage } from '../contract/prediction.ts';
import { LecternError } from '../contract/problem.ts';
import { databaseName } from '../studio/library.ts';
import { openStudio } from '../studio/open-studio.ts';
import { misused } from '../terminal/misused.ts';
import { connect } from './connection-options.ts';
import { describePrediction, describePredictions, showable } from './describe-predictions.ts';
import { program, type Context } from './narrate.ts';
import type { PredictionsArguments } from './predictions-arguments.ts';

/** How many predictions are asked for at once. */
const pageSize = 200;

/** Lists the predictions of a library, or shows or cancels one. Rejects with what kept it from that. */
export async function predictions(args: PredictionsArguments, context: Context): Promise<void> {
  const { library, task } = args;
  if (!existsSync(path.join(library, databaseName))) throw noLibrary(library);
  const { locations, console } = context;
  const connection = await connect(args.connection);
  const studio = await openStudio({ library, program, locations, connection });
  const stopListening = context.onInterrupt(() => {
    studio.close().catch(() => undefined);
  });
  try {
    const client = makeClient(studio.call);
    const answer =
      task.name === 'list' ? await list(client, args) : await one(client, task.name, task.id, args);
    console.out.write(`${answer}\n`);
  } finally {
    stopListening();
    await studio.close();
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

async function one(
  client: Client,
  task: 'show' | 'cancel',
  id: PredictionId,
  { json }: PredictionsArguments,
): Promise<string> {
  const before = await client.call('predictions.get', { prediction: id });
  if (task === 'show') return json ? JSON.stringify(showable(before), null, 2) : describePrediction(before);
  const isOpen = before.state === 'running' || before.state === 'unknown';
  const after = isOpen ? await client.call('predictions.cancel', { prediction: id }) : before;
  return json ? JSON.stringify(showable(after), null, 2) : describeCancel(before, after);
}

/** What came of cancelling, in a sentence. */
function describeCancel({ id, state }: Prediction, after: Prediction): string {
  if (state === 'unknown') {
    return (
      `Prediction ${id} is given up: no answer ever told whether Replicate took it. If it did, it may still be billed; ` +
      'its chunk can be spoken anew.'
    );
  }
  if (state !== 'running') return `Prediction ${id} had ended before: ${state}.`;
  return after.state === 'succeeded'
    ? `Prediction ${id} had succeeded before it could be cancelled; its audio is kept.`
    : `Prediction ${id} is cancelled (${after.state}).`;
}

function noLibrary(library: string): LecternError {
  return new LecternError(
    'file-missing',
    `There is no library in ${library}.`,
    'Name the folder of one with --library.',
  );
}
