import { makeClient } from '../../electron/contract/client.ts';
import { locate } from '../../electron/locations.ts';
import { openStudio } from '../../electron/studio/open-studio.ts';
import { Random, walk } from './random-walk.ts';
import { ToneEngine } from './tone-engine.ts';

// Edits, undoes and narrates the first project of a library at random, saying every step, until it is killed:
// `node test/support/walk-until-killed.ts LIBRARY SEED`.
const [library = '', seed = '0'] = process.argv.slice(2);
const studio = await openStudio({
  library,
  program: 'A walk',
  locations: locate(new URL('../../electron/cli.ts', import.meta.url).href),
  engines: [new ToneEngine(), new ToneEngine('styletts2')],
});
const client = makeClient(studio.call);
const [project] = await client.call('projects.list', {});
if (project === undefined) throw new Error('a project expected');
const ended = (): Promise<unknown> =>
  new Promise((resolve) => {
    const stop = studio.subscribe((event) => {
      if (event.name !== 'narration') return;
      if (!['done', 'cancelled', 'stopped'].includes(event.payload.state)) return;
      stop();
      resolve(event.payload);
    });
  });
const random = new Random(Number(seed));
for (;;) {
  const step = await walk({ client, project: project.id, random, ended });
  process.stdout.write(`${step}\n`);
}
