import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Replicate from 'replicate';
import { openConnection } from '../../electron/connection/connection-store.ts';
import { makeClient } from '../../electron/contract/client.ts';
import { defaultStyleTts2Voice } from '../../electron/engines/styletts2/voice.ts';
import { locate } from '../../electron/locations.ts';
import { openStudio } from '../../electron/studio/open-studio.ts';
import { styletts2Model } from '../../electron/engines/styletts2/model.ts';
import { startReplicateServer, type ReplicateServer } from '../replicate-server/replicate-server.ts';
import { makeNovel } from '../support/novel.ts';
import { median, type Figure } from './figures.ts';

/** The first predictions teach our polling how long this voice takes: they are not counted, for either client. */
const warmUp = 5;
const characters = 9_000;
const locations = locate(new URL('../../electron/cli.ts', import.meta.url).href);

/**
 * What lies between the end of one prediction and the create of the next, by the server's clock: hearing of the end,
 * recording it and asking anew; ours downloads and decodes meanwhile. Beside it the official client's `run()`, one
 * after another on the same server, with the download of its output: as it is by default, holding its create open
 * until the end (which an at-most-once create must not, for a dropped answer costs the id), and polling.
 */
export async function measureReplicate(): Promise<Figure[]> {
  const server = await startReplicateServer({
    voice: 'tone',
    format: 'wav',
    setupSeconds: 0.1,
    secondsPerCharacter: 0.002,
  });
  try {
    await narrateOnce(server);
    const texts = server.predictions.map(({ request }) => String(request.input['text']));
    const asked = server.predictions.length;
    const ours = gapsOf(server, 0, asked);
    const looks = server.requests.filter(({ endpoint }) => endpoint === 'get').length;
    await runOfficial(server, texts, { mode: 'block' }, 1);
    const blocking = gapsOf(server, asked, asked);
    const some = texts.slice(0, warmUp + 15);
    await runOfficial(server, some, { mode: 'poll' }, 2);
    const polling = gapsOf(server, 2 * asked, some.length);
    return [
      { name: 'from an end to the next create, median', value: median(ours), unit: 'ms', limit: 150 },
      { name: 'official run(), its request held open', value: median(blocking), unit: 'ms' },
      { name: 'official run(), polling as ours must', value: median(polling), unit: 'ms' },
      { name: 'ours / official, polling', value: median(ours) / median(polling), unit: 'x' },
      { name: 'looks at each prediction, ours', value: looks / asked, unit: '' },
      { name: 'predictions', value: asked, unit: '' },
    ];
  } finally {
    await server.close();
  }
}

async function narrateOnce(server: ReplicateServer): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lectern-bench-'));
  const environment = { REPLICATE_API_TOKEN: server.token };
  const connection = await openConnection({ folder, environment });
  connection.update({ apiUrl: server.url });
  const library = path.join(folder, 'library');
  const studio = await openStudio({ library, program: 'A benchmark', locations, connection });
  try {
    const client = makeClient(studio.call);
    const file = path.join(folder, 'novel.txt');
    writeFileSync(file, makeNovel(characters));
    const { project } = await client.call('projects.import', { ticket: studio.tickets.forManuscript(file) });
    await client.call('projects.update', { project: project.id, voice: defaultStyleTts2Voice });
    const ended = new Promise<void>((resolve, reject) => {
      studio.subscribe((event) => {
        if (event.name !== 'narration') return;
        if (event.payload.state === 'done') resolve();
        if (event.payload.problem !== null) reject(new Error(event.payload.problem.message));
      });
    });
    await client.call('narration.start', { project: project.id });
    await ended;
  } finally {
    await studio.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runOfficial(
  server: ReplicateServer,
  texts: readonly string[],
  wait: { mode: 'block' | 'poll' },
  seed: number,
): Promise<void> {
  const replicate = new Replicate({ auth: server.token, baseUrl: server.url, useFileOutput: false });
  const { owner, name, version } = styletts2Model;
  for (const text of texts) {
    // Another seed than ours: equal inputs are nothing that anybody should pay for twice.
    const output = await replicate.run(`${owner}/${name}:${version}`, { input: { text, seed }, wait });
    if (typeof output !== 'string') throw new Error('the output must be an address');
    await (await fetch(output)).arrayBuffer();
  }
}

/** Milliseconds between the end of each prediction and the making of the next, for `count` from `first` on. */
function gapsOf({ predictions }: ReplicateServer, first: number, count: number): number[] {
  const counted = predictions.slice(first + warmUp, first + count);
  return counted
    .slice(1)
    .map(({ createdAt }, index) => createdAt - (counted[index]?.completedAt ?? Number.NaN));
}
