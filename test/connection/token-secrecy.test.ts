import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openConnection } from '../../electron/connection/connection-store.ts';
import { makeClient } from '../../electron/contract/client.ts';
import { defaultStyleTts2Voice } from '../../electron/engines/styletts2/voice.ts';
import { openStudio } from '../../electron/studio/open-studio.ts';
import { startReplicateServer } from '../replicate-server/replicate-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { locations } from '../support/test-studio.ts';

// Signs that a header, a URL, JSON and a shell spell in different ways; none of the ways may be found.
const token = 'r8_0dd"Token\\with%signs&more<';
const spellings = [token, JSON.stringify(token).slice(1, -1), encodeURIComponent(token), btoa(token)];

/** A studio that is told everything a window would be, and writes down what comes back over the boundary. */
async function workshop() {
  const server = await startReplicateServer({
    token,
    voice: 'tone',
    setupSeconds: 0.01,
    secondsPerCharacter: 0.0005,
  });
  onTestFinished(() => server.close());
  const folder = temporaryFolder();
  const library = path.join(folder, 'library');
  const config = path.join(folder, 'config');
  const connection = await openConnection({ folder: config, environment: {} });
  const studio = await openStudio({ library, program: 'A test', locations, connection });
  onTestFinished(() => studio.close());
  const told: unknown[] = [];
  studio.subscribe((event) => told.push(event));
  const client = makeClient(async (name, input) => {
    const answer = await studio.call(name, input);
    told.push(answer);
    return answer;
  });
  return { server, folder, library, config, studio, client, told };
}

test('a token that was entered reaches no event, no answer, no problem and no file of the library', async () => {
  const { server, folder, library, config, studio, client, told } = await workshop();
  const ended = (states: readonly string[]): Promise<void> =>
    new Promise((resolve) => {
      const stop = studio.subscribe((event) => {
        if (event.name !== 'narration' || !states.includes(event.payload.state)) return;
        stop();
        resolve();
      });
    });
  await client.call('replicate.update', { apiUrl: server.url });
  expect((await client.call('replicate.get', {})).token).toBeNull();
  for (const wrong of [`${token}\n${token}`, `${token} ${token}`, `${token}x`]) {
    await expect(client.call('replicate.setToken', { token: wrong })).rejects.toThrow();
  }
  expect(readdirSync(config)).toEqual(['connection.json']);
  expect(await client.call('replicate.setToken', { token })).toMatchObject({ token: 'file' });
  expect(await client.call('replicate.check', {})).toMatchObject({ isOurVersion: true });

  const file = path.join(folder, 'ferry.md');
  writeFileSync(file, '# One\n\nThe ferry left at six.\n\n# Two\n\nNobody on it spoke a word.\n');
  const { project } = await client.call('projects.import', { ticket: studio.tickets.forManuscript(file) });
  await client.call('projects.update', { project: project.id, voice: defaultStyleTts2Voice });
  server.faults.next('server-error-after-accept');
  server.faults.next('failed', { error: `Authorization: Bearer ${token} was refused`, skip: 1 });
  const done = ended(['done', 'paused', 'stopped']);
  await client.call('narration.start', { project: project.id });
  await done;
  server.faults.next('token-refused');
  const stopped = ended(['done', 'paused', 'stopped']);
  await client.call('narration.start', { project: project.id });
  await stopped;
  await client.call('predictions.list', { limit: 100 });
  await client.call('predictions.remote', { cursor: null });
  await client.call('replicate.setToken', { token: null });
  await expect(client.call('replicate.check', {})).rejects.toMatchObject({
    problem: { code: 'token-missing' },
  });
  await studio.close();

  expect(server.stats.creates).toBeGreaterThanOrEqual(2);
  expect(server.leaks).toEqual([]);
  const everything = JSON.stringify(told);
  expect(everything.length).toBeGreaterThan(5000);
  for (const spelling of spellings) {
    expect(everything.includes(spelling), spelling).toBe(false);
    expect(everything.includes(JSON.stringify(spelling).slice(1, -1)), spelling).toBe(false);
  }
  const files = readdirSync(library, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(library, name))
    .filter((name) => statSync(name).isFile());
  expect(files.length).toBeGreaterThan(1);
  for (const name of files) {
    const content = readFileSync(name);
    for (const spelling of spellings) expect(content.includes(spelling), name).toBe(false);
  }
});
