import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import type { FaultName, FaultOptions } from '../replicate-server/faults.ts';
import { startReplicateServer, type ReplicateServer } from '../replicate-server/replicate-server.ts';
import { realBook } from '../support/books.ts';
import { Run, type Place } from '../support/command-line.ts';
import { GroupRun } from '../support/group-run.ts';
import { expectSoundAccount } from '../support/paid-studio.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { listen, readWav } from '../support/wav-file.ts';

/** How often a run is killed: 20 as a rule; LECTERN_KILLS says otherwise. */
const kills = Number(process.env['LECTERN_KILLS'] ?? 20);

/** Faults for the runs that are killed, in turn, so that every one is met, and met with a kill at hand. */
const faults: readonly (readonly [FaultName, FaultOptions])[] = [
  ['drop-before-accept', {}],
  ['drop-after-accept', {}],
  ['late-output', { forSeconds: 1.5 }],
  ['server-error-after-accept', {}],
  ['not-found-page', { times: 2 }],
  ['lost-id', {}],
  ['url-expired', { forSeconds: 2 }],
  ['garbage', {}],
  ['hidden', { lists: 2 }],
  ['html-audio', { forSeconds: 2 }],
  ['rate-limited', { retryAfter: 0.5 }],
  ['list-unordered', { times: 3 }],
  ['service-unavailable', { endpoint: 'get', retryAfter: 0.5 }],
  ['failed', {}],
  ['list-without-inputs', { times: 3 }],
  ['output-object', {}],
  ['truncated-audio', { forSeconds: 2 }],
  ['aborted', {}],
  ['output-data-uri', {}],
  ['output-expired', {}],
  ['html-audio', { lasting: true }],
];

interface Spoken {
  server: ReplicateServer;
  place: Place;
  args: readonly string[];
}

/** A library of its own, and a service that speaks the same text always alike. */
async function workshop(book: string): Promise<Spoken> {
  const folder = temporaryFolder();
  const server = await startReplicateServer({
    voice: 'tone',
    format: 'wav',
    setupSeconds: 0.02,
    secondsPerCharacter: 0.0006,
  });
  onTestFinished(() => server.close());
  const place = {
    folder,
    library: path.join(folder, 'library'),
    entry: path.resolve(import.meta.dirname, '../support/hasty-cli.ts'),
    environment: { REPLICATE_API_TOKEN: server.token },
  };
  const service = ['--voice', 'styletts2', '--api-url', server.url];
  return { server, place, args: [book, '--chapters', '1', '--out', 'scandal.wav', '--force', ...service] };
}

/** Runs the command until it is whole, as a person would: what is owed by a service that lost it expires in between. */
async function finish({ server, place, args }: Spoken): Promise<Buffer> {
  let err = '';
  for (let more = 0; more < 6; more++) {
    const { code, err: said } = await new Run(['narrate', ...args], place).ended;
    if (code === 0) return readFileSync(path.join(place.folder, 'scandal.wav'));
    err = said;
    if (more > 0) await server.advance(3700);
    // One whose data the service had removed before a killed run could learn its id: only a person can give it up.
    for (const id of unknown(place.library)) {
      await new Run(['predictions', 'cancel', String(id), '--api-url', server.url], place).ended;
    }
  }
  throw new Error(`The story did not become whole:\n${err}`);
}

test(
  'a paid story, every fault in turn and killed at random instants, is paid once and has the bytes of an undisturbed one',
  { timeout: 60 * 60_000 },
  async (context) => {
    const book = realBook(context, 'sherlock-holmes.epub');
    const undisturbed = await finish(await workshop(book));

    const disturbed = await workshop(book);
    const { server, place, args } = disturbed;
    for (let kill = 0; kill < kills; kill++) {
      const [fault, options] = faults[kill % faults.length] ?? ['failed', {}];
      server.faults.next(fault, { skip: 2, ...options });
      const run = new GroupRun(['narrate', ...args], place);
      await Promise.race([delay(1000 + Math.random() * 3000), run.ended]);
      // Now the whole group, as a closed terminal does; now the node process alone, as the system does.
      if (kill % 2 === 0) run.killGroup();
      else run.killNode();
      await run.ended;
    }
    const bytes = await finish(disturbed);
    expect(bytes.equals(undisturbed)).toBe(true);
    expectSoundAccount(server);

    const file = readWav(bytes);
    expect(file.marks).toEqual([{ title: 'A Scandal in Bohemia', position: 0 }]);
    expect(listen(bytes, file)).toMatchObject({ clipped: 0 });
  },
);

function unknown(library: string): unknown[] {
  const db = new Sqlite(path.join(library, 'lectern.sqlite'), { readonly: true });
  const ids = db.prepare(`SELECT id FROM predictions WHERE state = 'unknown'`).pluck().all();
  db.close();
  return ids;
}
