import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { makeClient } from '../../electron/contract/client.ts';
import { predictionSchema } from '../../electron/contract/prediction.ts';
import { defaultStyleTts2Voice } from '../../electron/engines/styletts2/voice.ts';
import { openStudio } from '../../electron/studio/open-studio.ts';
import { startReplicateServer, type ReplicateServer } from '../replicate-server/replicate-server.ts';
import { perform } from '../../electron/hosts/cli/main.ts';
import type { Output } from '../../electron/hosts/shared/console.ts';
import { Run } from '../support/command-line.ts';
import { tone, wavOf } from '../support/sounds.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { locations } from '../support/test-studio.ts';

const story = `# The Ferry

## The Crossing

The ferry left at six, as it always did, and nobody on it spoke.

Halfway over, the engine stopped, and the captain went below.

## The Shore

On the far side there was a light, small and yellow and very far away.
`;
/** Chunks that speak this story: two titles and three paragraphs. */
const chunks = 5;

/** An odd one, so that wherever it turns up it is found. */
const token = 'r8_0dd-Token.of=this+Test';

const quick = { token, voice: 'tone', setupSeconds: 0.01, secondsPerCharacter: 0.0005 } as const;

const entry = new URL('../../electron/cli.ts', import.meta.url).href;

let server: ReplicateServer;

beforeEach(async () => {
  server = await startReplicateServer(quick);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

function workshop(environment = { REPLICATE_API_TOKEN: token }) {
  const folder = temporaryFolder();
  const place = { folder, library: path.join(folder, 'library'), environment };
  const book = path.join(folder, 'ferry.md');
  writeFileSync(book, story);
  const out = path.join(folder, 'ferry.wav');
  const service = ['--api-url', server.url, '--library', place.library];
  const args = ['narrate', book, '--out', out, '--voice', 'styletts2', ...service];
  const variables = { LECTERN_CONFIG: path.join(folder, 'config'), ...environment };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  return {
    folder,
    library: place.library,
    out,
    /** In a process of its own, to be interrupted. */
    start: (...more: string[]) => new Run([...args, ...more], place),
    narrate: (...more: string[]) => performHere([...args, ...more]),
    /** Without a voice, or with another one. */
    narrateAs: (...more: string[]) =>
      performHere(['narrate', book, '--out', out, '--force', '--library', place.library, ...more]),
    predictions: (...more: string[]) => performHere(['predictions', ...more, ...service]),
  };
}

/** A command in this process, which saves the time that a process takes to begin. */
async function performHere(args: readonly string[]) {
  const written = { out: '', err: '' };
  const output = (name: keyof typeof written): Output => ({
    isTTY: false,
    columns: 80,
    write: (text) => (written[name] += text),
  });
  const code = await perform(args, entry, { out: output('out'), err: output('err') });
  return { code, ...written };
}

/** Every file below a folder. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile());
}

const listSchema = z.object({ predictions: z.array(predictionSchema), totals: z.object({ count: z.int() }) });

test('a book is narrated, forecast, listed and shown; the next run pays nothing; the token is nowhere', async () => {
  const { folder, out, start, narrate, predictions } = workshop();
  const guess = await narrate('--plan');
  expect(guess.out).toMatch(/To speak it: 5 chunks, .* about \$0\.00\d\d \(a guess: /);
  const first = await start('--seed', '7', '--alpha', '0.5').ended;
  expect(first, first.err).toMatchObject({ code: 0 });
  expect(first.err).toMatch(/Chapter 2 of 2, .* \$0\.00\d\d so far/);
  expect(first.err).toMatch(/5 chunks spoken in \d+ s for \$0\.00\d\d\./);
  expect(server.stats).toMatchObject({ creates: chunks, distinctInputs: chunks, running: 0 });
  expect(server.predictions[0]?.request.input).toMatchObject({ seed: 7, alpha: 0.5, diffusion_steps: 10 });
  const bytes = readFileSync(out);
  const again = await narrate('--seed', '7', '--alpha', '0.5', '--force');
  expect(again.err).toMatch(/Nothing was left to speak: 5 chunks there already/);
  expect(readFileSync(out).equals(bytes)).toBe(true);
  expect(server.stats.creates).toBe(chunks);
  expect((await narrate('--plan')).out).toMatch(/\(from 5 predictions that this library has seen\)/);

  const table = await predictions();
  expect(table.out).toMatch(/^1 +succeeded +The Crossing +0\.\d s +\$0\.00\d\d +The Crossing$/m);
  expect(table.out).toMatch(/^5 predictions, \d\.\d s, \$0\.00\d\d\.$/m);
  const json = await predictions('list', '--project', 'The Ferry', '--json');
  const { predictions: listed } = listSchema.parse(JSON.parse(json.out));
  expect(listed.map(({ remoteId }) => remoteId).toSorted()).toEqual(
    server.predictions.map(({ id }) => id).toSorted(),
  );
  const shown = await predictions('show', '2');
  expect(shown.out).toMatch(/^text:\nThe ferry left at six/m);
  expect(shown.out).toMatch(/"seed": 7/);
  const ended = await predictions('cancel', '2');
  expect(ended.out).toBe('Prediction 2 had ended before: succeeded.\n');
  expect(await predictions('show', '99')).toMatchObject({ code: 1 });
  expect(await predictions('list', '--project', 'Another')).toMatchObject({
    code: 2,
    err: expect.stringContaining('there are 1 “The Ferry”') as string,
  });

  for (const { out: said, err } of [guess, first, again, table, json, shown, ended]) {
    expect(said + err).not.toContain(token);
  }
  const written = filesBelow(folder);
  expect(written.length).toBeGreaterThan(chunks);
  for (const file of written) expect(readFileSync(file).includes(token), file).toBe(false);
  expect(server.leaks).toEqual([]);
});

test('a reference file is copied once the terms are accepted, its first seconds only, and stays accepted', async () => {
  const { folder, library, narrate } = workshop();
  const speech = tone({ frequency: 180, seconds: 14, sampleRate: 24_000, amplitude: 0.3 });
  const grandmother = path.join(folder, 'grandmother.wav');
  writeFileSync(grandmother, wavOf(speech, 24_000));
  const refused = await narrate('--reference', grandmother);
  expect(refused).toMatchObject({ code: 2 });
  expect(refused.err).toMatch(/speaker has given permission.*\n.*--accept-reference-terms/);
  expect(server.stats.creates).toBe(0);
  const accepted = await narrate('--reference', grandmother, '--accept-reference-terms', '--chapters', '2');
  expect(accepted, accepted.err).toMatchObject({ code: 0 });
  expect(accepted.err).toContain('Reference: the first 10 s of “grandmother.wav”.');
  expect(String(server.predictions[0]?.request.input['reference'])).toMatch(/^(?:data:audio|http:)/);
  const next = await narrate('--reference', grandmother, '--chapters', '2', '--force');
  expect(next.err).toMatch(/Nothing was left to speak/);
  expect(filesBelow(path.join(library, 'references'))).toHaveLength(1);
});

test('draft takes stand in until their own voice has spoken, and the export says which remain', async () => {
  const { narrate, narrateAs } = workshop();
  expect(await narrateAs('--voice', 'draft:kal16')).toMatchObject({ code: 0 });
  server.faults.next('failed', { text: 'captain went below' });
  const mixed = await narrate('--force');
  expect(mixed, mixed.err).toMatchObject({ code: 0 });
  expect(mixed.err).toMatch(/^1 chunk will be heard in the draft voice: .*Run the same command/m);
  expect(server.stats.creates).toBe(chunks);
});

test('a voice that was named in Lectern is followed by its name, and changed for one book', async () => {
  const { library, narrateAs } = workshop();
  const studio = await openStudio({ library, program: 'A test', locations });
  const voice = { ...defaultStyleTts2Voice, seed: 31, alpha: 0.9 };
  await makeClient(studio.call).call('voices.save', { name: 'Grandmother', voice });
  await studio.close();
  const speak = (name: string, ...more: string[]) =>
    narrateAs('--voice', `styletts2:${name}`, '--chapters', '2', '--api-url', server.url, ...more);
  expect(await speak('grandmother')).toMatchObject({ code: 0 });
  expect(server.predictions.at(-1)?.request.input).toMatchObject({ seed: 31, alpha: 0.9 });
  const webhook = ['--webhook', 'http://localhost:9/in', '--webhook-events', 'start'];
  expect(await speak('Grandmother', '--seed', '32', ...webhook)).toMatchObject({ code: 0 });
  expect(server.predictions.at(-1)?.request).toMatchObject({
    input: { seed: 32, alpha: 0.9 },
    webhook: 'http://localhost:9/in',
    webhookEvents: ['start'],
  });
  const nobody = await speak('Grandfather');
  expect(nobody).toMatchObject({ code: 2 });
  expect(nobody.err).toMatch(/no StyleTTS 2 voice named “Grandfather”; this library has “Grandmother”/);
});

describe('what keeps a narration from its end is told with the way out, and the next run goes on', () => {
  test('no token, then one that is not known', async () => {
    const { narrate: without, out } = workshop({ REPLICATE_API_TOKEN: '' });
    const missing = await without();
    expect(missing).toMatchObject({ code: 1 });
    expect(missing.err).toMatch(/token.*\n.*REPLICATE_API_TOKEN/);
    const { narrate } = workshop({ REPLICATE_API_TOKEN: 'r8_somebody-else' });
    const refused = await narrate();
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.err).toMatch(/REPLICATE_API_TOKEN/);
    expect(refused.err).not.toContain('somebody-else');
    expect(server.stats.creates).toBe(0);
    expect(existsSync(out)).toBe(false);
  });

  test('no credit; then a service that asks for patience is waited for, and said to be', async () => {
    const { narrate } = workshop();
    server.faults.next('credit-needed', { skip: 2 });
    const paused = await narrate();
    expect(paused).toMatchObject({ code: 1 });
    expect(paused.err).toMatch(/Spent so far: \$0\.00\d\d\.\n.*\n.*Add credit at/);
    server.faults.next('rate-limited', { retryAfter: 1, skip: 1 });
    const done = await narrate();
    expect(done, done.err).toMatchObject({ code: 0 });
    expect(done.err).toMatch(/Going on by itself in 1 s\.\n/);
    expect(done.err).toMatch(/3 chunks spoken .*, 2 chunks there already/);
    expect(server.stats).toMatchObject({ creates: chunks, doublePayments: [] });
  });

  test('the cap', async () => {
    await server.close();
    server = await startReplicateServer({ ...quick, secondsPerCharacter: 0.01 });
    const { narrate } = workshop();
    // Unseen, a chunk is expected to take more than a second of 0.000225 dollars.
    const low = await narrate('--max-cost', '0.0001');
    expect(low).toMatchObject({ code: 1 });
    expect(low.err).toMatch(/\$0\.0001\.\n.*higher --max-cost/);
    expect(server.stats.creates).toBe(0);
    // All of it takes more than two seconds on this server; the cap is worth a little more than one.
    const used = await narrate('--max-cost', '0.0003');
    expect(used).toMatchObject({ code: 1 });
    expect(used.err).toMatch(/Spent so far: \$0\.000\d\.\n.*\n.*run the same command to go on/);
    expect(server.stats.creates).toBeGreaterThan(0);
    expect(server.stats.creates).toBeLessThan(chunks);
    expect(server.running()).toEqual([]);
  });
});

test('Ctrl-C ends it at Replicate, too; what was finished is kept', async () => {
  const { start, predictions } = workshop();
  server.faults.next('stuck', { text: 'captain went below' });
  const run = start();
  await until(() => server.running().length === 1 && server.predictions.length === 3);
  run.child.kill('SIGINT');
  const { code, err } = await run.ended;
  expect(code, err).toBe(130);
  expect(server.running()).toEqual([]);
  expect(server.predictions.map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'canceled']);
  expect((await predictions()).out).toMatch(/^3 +cancelled +The Crossing /m);
});

test('a prediction that a killed run left behind is cancelled by its number', async () => {
  const { start, predictions } = workshop();
  server.faults.next('stuck', { text: 'The ferry left' });
  const run = start();
  // Once it is asked for by its id, that is on the disk.
  await until(() =>
    server.running().some((id) => server.requests.some(({ path: asked }) => asked.endsWith(id))),
  );
  run.child.kill('SIGKILL');
  await run.ended;
  expect(server.running()).toHaveLength(1);
  const cancelled = await predictions('cancel', '2');
  expect(cancelled, cancelled.err).toMatchObject({ code: 0 });
  expect(cancelled.out).toBe('Prediction 2 is cancelled.\n');
  expect(server.running()).toEqual([]);
  expect((await predictions('show', '2')).out).toMatch(/^state +cancelled$/m);
});

/** Waits for the server to come to something; it is in this process, so this only lets it run. */
async function until(isSo: () => boolean): Promise<void> {
  const late = Date.now() + 20_000;
  while (!isSo()) {
    if (Date.now() > late) throw new Error('the server never came to it');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
