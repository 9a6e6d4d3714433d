import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import type { FaultName, FaultOptions } from '../replicate-server/faults.ts';
import { startReplicateServer } from '../replicate-server/replicate-server.ts';
import { realBook } from '../support/books.ts';
import { narrate, Run } from '../support/command-line.ts';
import { expectSoundAccount } from '../support/paid-studio.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { listen, readWav } from '../support/wav-file.ts';

/** A fault for each of the twenty runs that are killed, so that every one is met, and met with a kill at hand. */
const faults: readonly (readonly [FaultName, FaultOptions])[] = [
  ['drop-before-accept', {}],
  ['drop-after-accept', {}],
  ['server-error', {}],
  ['server-error-after-accept', {}],
  ['lost-id', {}],
  ['garbage', {}],
  ['hidden', { lists: 1 }],
  ['rate-limited', { retryAfter: 0.5 }],
  ['rate-limited', { endpoint: 'get', retryAfter: 0.5 }],
  ['service-unavailable', { endpoint: 'get', retryAfter: 0.5 }],
  ['drop-after-accept', { endpoint: 'get' }],
  ['delay', { seconds: 1 }],
  ['truncated-audio', {}],
  ['html-audio', {}],
  ['wrong-length', {}],
  ['empty-audio', {}],
  ['failed', {}],
  ['aborted', {}],
  ['output-expired', {}],
  ['html-audio', { lasting: true }],
];

test('a paid story, every fault in turn and killed at twenty random instants, is paid once and whole', async (context) => {
  const book = realBook(context, 'sherlock-holmes.epub');
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
    environment: { REPLICATE_API_TOKEN: server.token },
  };
  const service = ['--voice', 'styletts2', '--api-url', server.url];
  const args = [book, '--chapters', '1', '--out', 'scandal.wav', ...service];

  for (const [fault, options] of faults) {
    const asked = server.faults.next(fault, { skip: 2, ...options });
    const run = new Run(['narrate', ...args], place);
    await Promise.race([delay(1000 + Math.random() * 3000), run.ended]);
    run.child.kill('SIGKILL');
    await run.ended;
    // Met by a later run where this one was killed before.
    expect(asked.times + asked.acted).toBeGreaterThan(0);
  }
  // What failed for good is tried again by whoever runs the command again; nothing is left out after that.
  let last = await narrate([...args, '--force'], place);
  for (let more = 0; last.code !== 0 && more < 4; more++) {
    // One whose data the service had removed before a killed run could learn its id: only a person can give it up.
    for (const id of unknown(place.library)) {
      await new Run(['predictions', 'cancel', String(id), '--api-url', server.url], place).ended;
    }
    last = await narrate([...args, '--force'], place);
  }
  expect(last.code, last.err).toBe(0);
  expect(server.faults.pending).toEqual([]);
  expectSoundAccount(server);

  const bytes = readFileSync(path.join(folder, 'scandal.wav'));
  const file = readWav(bytes);
  expect(file.marks).toEqual([{ title: 'A Scandal in Bohemia', position: 0 }]);
  expect(listen(bytes, file)).toMatchObject({ clipped: 0 });
  const db = new Sqlite(path.join(place.library, 'lectern.sqlite'), { readonly: true });
  const missing = db
    .prepare(
      `SELECT count(*) FROM chunks JOIN sections ON sections.id = section_id
        WHERE sections.title = 'A Scandal in Bohemia' AND kind = 'speech' AND take_id IS NULL`,
    )
    .pluck()
    .get();
  db.close();
  expect(missing).toBe(0);
});

function unknown(library: string): unknown[] {
  const db = new Sqlite(path.join(library, 'lectern.sqlite'), { readonly: true });
  const ids = db.prepare(`SELECT id FROM predictions WHERE state = 'unknown'`).pluck().all();
  db.close();
  return ids;
}
