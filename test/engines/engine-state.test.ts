import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openConnection } from '../../electron/connection/connection-store.ts';
import { makeClient } from '../../electron/contract/client.ts';
import { checkTold, type Speaker } from '../../electron/contract/engine-state.ts';
import { spokenWords } from '../../electron/contract/languages.ts';
import { LecternError } from '../../electron/contract/problem.ts';
import { catalogue } from '../../electron/engines/catalogue.ts';
import { Engines } from '../../electron/engines/engines.ts';
import { localEngine } from '../../electron/engines/local-engine.ts';
import { perform } from '../../electron/hosts/cli/main.ts';
import { openStudio } from '../../electron/studio/open-studio.ts';
import { startReplicateServer } from '../replicate-server/replicate-server.ts';
import { choir, singers } from '../support/choir.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { locations } from '../support/test-studio.ts';

const fault = new LecternError('service-unavailable', 'The choir is on a tour.', 'Ask in May.');
const voice = { engine: 'choir', singer: null };

async function studioWith(speakers: Speaker[]) {
  const { kind, state } = choir(speakers);
  const library = path.join(temporaryFolder(), 'library');
  const studio = await openStudio({ library, program: 'A test', locations, catalogue: [...catalogue, kind] });
  onTestFinished(() => studio.close());
  return { client: makeClient(studio.call), state };
}

describe('what an engine tells when it is asked, through the contract', () => {
  test('its speakers as they are now, its health as it is now', async () => {
    const { client, state } = await studioWith(singers);
    expect(await client.call('engines.speakers', { voice, setting: 'singer' })).toEqual(singers);
    state.speakers = singers.slice(1);
    expect(await client.call('engines.speakers', { voice, setting: 'singer' })).toEqual(singers.slice(1));
    expect(await client.call('engines.health', { voice })).toMatchObject({ state: 'ready' });
    state.health = { state: 'busy', message: 'Singing.', action: 'Wait.' };
    expect(await client.call('engines.health', { voice })).toEqual(state.health);
    state.refusal = fault;
    await expect(client.call('engines.speakers', { voice, setting: 'singer' })).rejects.toMatchObject({
      problem: { code: 'service-unavailable', message: 'The choir is on a tour.' },
    });
  });

  test('a choice of the entry is told without asking, and what is no choice is refused', async () => {
    const { client, state } = await studioWith(singers);
    const draft = { engine: 'draft', speaker: 'rms', rate: 1 };
    const told = await client.call('engines.speakers', { voice: draft, setting: 'speaker' });
    expect(told.map(({ value }) => value)).toEqual(['rms', 'slt', 'awb', 'kal', 'kal16']);
    expect(await client.call('engines.health', { voice: draft })).toBeNull();
    expect(state.asked).toBe(0);
    for (const setting of ['rate', 'singer']) {
      await expect(client.call('engines.speakers', { voice: draft, setting })).rejects.toMatchObject({
        problem: { code: 'invalid-call' },
      });
    }
  });

  test('an engine that says nothing is not waited for once nobody wants to know', async () => {
    const { kind } = choir(singers);
    const never = (): Promise<never> => new Promise(() => undefined);
    const parts = { speakers: never, health: never, speak: () => new Uint8Array() };
    const mute = localEngine({ ...parts, entry: kind.entry });
    const engines = new Engines([mute]);
    const asking = new AbortController();
    const [speakers, health] = [
      engines.speakers(voice, 'singer', asking.signal),
      engines.health(voice, asking.signal),
    ];
    asking.abort();
    await expect(speakers).rejects.toMatchObject({ problem: { code: 'cancelled' } });
    expect(await health).toMatchObject({ state: 'failed' });
  });

  test('StyleTTS 2 says by the check of its account whether it can speak', async () => {
    const server = await startReplicateServer({ voice: 'tone' });
    onTestFinished(() => server.close());
    const library = path.join(temporaryFolder(), 'library');
    const environment: NodeJS.ProcessEnv = {};
    const connection = await openConnection({ folder: temporaryFolder(), environment });
    connection.update({ apiUrl: server.url });
    const studio = await openStudio({ library, program: 'A test', locations, connection });
    onTestFinished(() => studio.close());
    const health = () => makeClient(studio.call).call('engines.health', { voice: { engine: 'styletts2' } });
    expect(await health()).toMatchObject({
      state: 'missing',
      message: expect.stringContaining('no API token') as string,
    });
    environment['REPLICATE_API_TOKEN'] = 'r8_wrong';
    expect(await health()).toMatchObject({
      state: 'missing',
      action: expect.stringMatching(/token/) as string,
    });
    environment['REPLICATE_API_TOKEN'] = server.token;
    expect(await health()).toMatchObject({
      state: 'ready',
      message: expect.stringContaining('Replicate knows you as') as string,
    });
    await server.close();
    expect(await health()).toMatchObject({ state: 'failed' });
  });
});

describe('on the command line', () => {
  function begun() {
    const { kind, state } = choir(singers);
    const folder = temporaryFolder();
    vi.stubEnv('LECTERN_CONFIG', path.join(folder, 'configuration'));
    vi.stubEnv('REPLICATE_API_TOKEN', '');
    const book = path.join(folder, 'ferry.md');
    writeFileSync(book, '# The Ferry\n\nThe ferry left at six.\n');
    const run = async (...args: string[]) => {
      let [out, err] = ['', ''];
      const output = (write: (text: string) => unknown) => ({ isTTY: false, columns: 80, write });
      const console = { out: output((text) => (out += text)), err: output((text) => (err += text)) };
      const entry = new URL('../../electron/cli.ts', import.meta.url).href;
      const code = await perform(args, entry, console, { catalogue: [...catalogue, kind] });
      return { code, out, err };
    };
    const common = ['narrate', book, '--library', path.join(folder, 'library')];
    return { run, state, common, wav: path.join(folder, 'ferry.wav') };
  }

  test('a plan says how the voice is', async () => {
    const { run, state, common } = begun();
    state.health = { state: 'starting', message: 'The choir is on its way.', action: 'Wait a minute.' };
    const plan = await run(...common, '--plan', '--voice', 'choir');
    expect(plan.out).toContain('Starting: The choir is on its way. Wait a minute.\n');
    const paid = await run(...common, '--plan', '--voice', 'styletts2');
    expect(paid.out).toContain('Not ready: There is no API token for Replicate.');
    expect((await run(...common, '--plan', '--voice', 'draft')).out).not.toMatch(/eady:/);
  });

  test('a speaker that there is not is refused before anything is imported or spoken, with those that there are', async () => {
    const { run, state, common, wav } = begun();
    const wrong = await run(...common, '--out', wav, '--voice', 'choir:tenor');
    expect(wrong).toMatchObject({ code: 1, out: '' });
    expect(wrong.err).toMatch(/There is no singer “tenor”\.\s+There are alto, bass\. Choose one of them\./);
    expect(wrong.err).not.toContain('The Ferry');
    // Where it tells none, or cannot be asked, any name goes.
    state.refusal = fault;
    const unasked = await run(...common, '--out', wav, '--voice', 'choir', '--singer', 'tenor');
    expect(unasked).toMatchObject({ code: 0, err: expect.stringContaining('could not be asked') as string });
    state.refusal = null;
    // The voice that the project has is checked as well: its singer has left.
    const later = await run(...common, '--out', wav, '--force');
    expect(later.err).toContain('There is no singer “tenor”.');
    state.speakers = [];
    expect(await run(...common, '--out', wav, '--force')).toMatchObject({ code: 0 });
  });

  test('“voices” lists who there is, how they are, and what they speak', async () => {
    const { run, state } = begun();
    const listed = await run('voices');
    expect(listed.out).toContain(
      'choir: Choir. Whoever is there sings.\n  It speaks German and French, at 24 kHz.',
    );
    expect(listed.out).toContain('Ready: The choir is assembled.');
    expect(listed.out).toContain('  choir:bass  Bert, bass, French\n');
    expect(listed.out).toContain('  draft:slt  Female\n');
    expect(listed.out).toContain('Not ready: There is no API token');
    const { out } = await run('voices', 'list', 'choir', '--json');
    expect(JSON.parse(out)).toMatchObject([{ engine: 'choir', health: state.health, speakers: singers }]);
    state.refusal = fault;
    expect((await run('voices', 'list', 'choir')).out).toContain('The choir is on a tour. Ask in May.');
    state.refusal = null;
    state.speakers = [];
    expect((await run('voices', 'list', 'choir')).out).toContain('any name goes, as in choir:NAME');
    expect(await run('voices', 'list', 'nobody')).toMatchObject({ code: 2 });
    expect((await run('narrate', '--help')).out).toMatch(/choir:NAME with one that “npm run voices” lists/);
  });
});

test('of very many, some are named and the rest is counted', () => {
  const many = Array.from({ length: 50 }, (_, at) => ({
    value: `v${at}`,
    label: '',
    hint: '',
    language: null,
  }));
  const setting = choir([]).kind.entry.settings[0];
  if (setting === undefined) throw new Error('a setting expected');
  expect(() => {
    checkTold(setting, 'w', many);
  }).toThrow(/There is no singer “w”/);
  try {
    checkTold(setting, 'w', many);
  } catch (thrown) {
    expect(thrown).toMatchObject({ problem: { action: expect.stringMatching(/v39 and 10 more/) as string } });
  }
  checkTold(setting, 'v49', many);
  checkTold(setting, null, many);
});

test('what an engine speaks is said in words', () => {
  expect(spokenWords({ languages: ['en'], sampleRate: null })).toBe('It speaks English.');
  expect(spokenWords({ languages: [], sampleRate: 44_100 })).toBe('It speaks any language, at 44.1 kHz.');
});
