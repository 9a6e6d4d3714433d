import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { makeClient } from '../../electron/contract/client.ts';
import { voiceFaults, defaultVoiceOf, readVoice } from '../../electron/contract/voice-settings.ts';
import { catalogue, entries } from '../../electron/engines/catalogue.ts';
import { draftEntry, draftVoiceSchema } from '../../electron/engines/draft/voice.ts';
import {
  defaultStyleTts2Voice,
  styletts2Entry,
  styletts2VoiceSchema,
} from '../../electron/engines/styletts2/voice.ts';
import { perform } from '../../electron/hosts/cli/main.ts';
import { openStudio } from '../../electron/studio/open-studio.ts';
import { beep } from '../support/beep.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { listenToNarrations, locations } from '../support/test-studio.ts';

const withBeep = [...catalogue, beep];
const story = '# The Ferry\n\n## The Crossing\n\nThe ferry left at six.\n\nNobody spoke a word of it.\n';

/** How often a WAV file of 24 kHz crosses zero upwards in a second, in what is loud of it. */
function pitchOf(wav: Uint8Array): number {
  const view = new DataView(wav.buffer, wav.byteOffset);
  let [crossings, loud, before] = [0, 0, 0];
  for (let at = 44; at + 1 < wav.byteLength; at += 2) {
    const sample = view.getInt16(at, true);
    if (before < 0 && sample >= 0) crossings++;
    if (sample !== 0) loud++;
    before = sample;
  }
  return (crossings * 24_000) / loud;
}

/** Runs the command line in this process, with the beep among its voices. */
async function run(...args: string[]) {
  let [out, err] = ['', ''];
  const output = (write: (text: string) => unknown) => ({ isTTY: false, columns: 80, write });
  const console = { out: output((text) => (out += text)), err: output((text) => (err += text)) };
  const entry = new URL('../../electron/cli.ts', import.meta.url).href;
  const code = await perform(args, entry, console, { catalogue: withBeep });
  return { code, out, err };
}

describe('an engine of ten lines', () => {
  test('is a voice of the command line, with its settings, its checks and its page', async () => {
    const folder = temporaryFolder();
    vi.stubEnv('LECTERN_CONFIG', path.join(folder, 'configuration'));
    const [book, out, library] = ['ferry.md', 'ferry.wav', 'library'].map((name) => path.join(folder, name));
    writeFileSync(book ?? '', story);
    const common = ['narrate', book ?? '', '--library', library ?? ''];

    const help = await run('narrate', '--help');
    expect(help.out).toMatch(/With --voice beep:\n {2}--pitch N/);
    expect(help.out).toMatch(/beep, or beep:NAME/);

    const wrong = await run(...common, '--out', out ?? '', '--voice', 'beep', '--pitch', '50');
    expect(wrong).toMatchObject({
      code: 2,
      err: expect.stringContaining('a number from 100 to 900') as string,
    });
    const other = await run(...common, '--out', out ?? '', '--voice', 'draft', '--pitch', '300');
    expect(other.err).toContain('--pitch goes with --voice beep.');
    const cap = await run(...common, '--out', out ?? '', '--voice', 'beep', '--max-cost', '1');
    expect(cap.err).toContain('--max-cost is for StyleTTS 2; Beep is free.');

    const plan = await run(...common, '--plan', '--voice', 'beep');
    expect(plan.out).toMatch(/To speak it: 2 chunks, .* characters, free\./);

    const narrated = await run(...common, '--out', out ?? '', '--voice', 'beep', '--pitch', '300');
    expect(narrated).toMatchObject({ code: 0, out: expect.stringContaining('1 chapter') as string });
    expect(pitchOf(readFileSync(out ?? ''))).toBeGreaterThan(290);
    expect(pitchOf(readFileSync(out ?? ''))).toBeLessThan(320);
  });

  test('is in the catalogue that the page is given, in voices and in the forecast, with no other file touched', async () => {
    const library = path.join(temporaryFolder(), 'library');
    const studio = await openStudio({ library, program: 'A test', locations, catalogue: withBeep });
    try {
      const client = makeClient(studio.call);
      const listed = await client.call('engines.list', {});
      expect(listed.map(({ id }) => id)).toEqual(['styletts2', 'draft', 'beep']);
      expect(listed.at(-1)?.settings).toMatchObject([{ kind: 'number', id: 'pitch', max: 900 }]);
      // The catalogue reaches the page as data.
      expect(JSON.parse(JSON.stringify(listed))).toEqual(listed);

      const high = await client.call('voices.save', { name: 'High', voice: { engine: 'beep', pitch: 880 } });
      expect(high.voice).toEqual({ engine: 'beep', pitch: 880 });
      const { project } = await client.call('projects.importSample', {});
      await client.call('projects.update', { project: project.id, voiceId: high.id });
      const before = await client.call('narration.forecast', { project: project.id });
      expect(before).toMatchObject({ cost: 0, observations: 0, seconds: null });
      const [first] = await client.call('sections.list', { project: project.id });
      const ended = listenToNarrations(studio)(({ state }) => state === 'done');
      const asked = { project: project.id, sections: first === undefined ? [] : [first.id] };
      await client.call('narration.start', asked);
      expect(await ended).toMatchObject({ failed: 0, spent: 0 });
      const after = await client.call('narration.forecast', { project: project.id });
      expect(after.chunks).toBeLessThan(before.chunks);
      expect(after.observations).toBeGreaterThan(0);
      expect(after.seconds).not.toBeNull();
      const { predictions } = await client.call('predictions.list', { engine: 'beep', limit: 1 });
      expect(predictions).toMatchObject([{ engine: 'beep', paid: false, voice: { pitch: 880 } }]);
    } finally {
      await studio.close();
    }
  });

  test('takes no setting that its entry does not have, nor a value beyond its range', async () => {
    const library = path.join(temporaryFolder(), 'library');
    const studio = await openStudio({ library, program: 'A test', locations, catalogue: withBeep });
    try {
      const client = makeClient(studio.call);
      const save = (voice: { engine: string; pitch?: number | string }) =>
        client.call('voices.save', { name: 'Any', voice });
      const refused = { problem: { code: 'invalid-call' } };
      await expect(save({ engine: 'beep', pitch: 901 })).rejects.toMatchObject(refused);
      await expect(save({ engine: 'beep', pitch: 'high' })).rejects.toMatchObject(refused);
      await expect(save({ engine: 'boop' })).rejects.toMatchObject(refused);
      const tried = client.call('tries.start', { text: 'Beep.', voice: { engine: 'beep', pitch: 1 } });
      await expect(tried).rejects.toMatchObject(refused);
      await expect(
        client.call('settings.update', { voice: { engine: 'beep', pitch: 1 } }),
      ).rejects.toMatchObject(refused);
      const { voice } = await save({ engine: 'beep', ...{ volume: 3 } });
      expect(voice).toEqual({ engine: 'beep', pitch: 440 });
    } finally {
      await studio.close();
    }
  });
});

describe('the catalogue', () => {
  test('has each engine once, with an ordinary voice that is one and works', () => {
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    for (const entry of entries) {
      const usual = defaultVoiceOf(entry);
      expect(readVoice(entry, usual), entry.id).toEqual(usual);
      expect(voiceFaults(entry, usual), entry.id).toEqual([]);
      const ids = entry.settings.map(({ id }) => id);
      const named = [
        ...entry.rules.flatMap(({ setting, without = setting }) => [setting, without]),
        ...entry.settings.flatMap(({ idle }) => (idle === null ? [] : [idle.without])),
      ];
      expect(ids, entry.id).toEqual(expect.arrayContaining(named));
    }
  });

  test('says of a voice what the engine itself takes', () => {
    expect(draftVoiceSchema.parse(defaultVoiceOf(draftEntry))).toEqual(defaultVoiceOf(draftEntry));
    expect(styletts2VoiceSchema.parse(defaultVoiceOf(styletts2Entry))).toEqual(defaultStyleTts2Voice);
    expect(defaultVoiceOf(styletts2Entry)).toEqual(defaultStyleTts2Voice);
  });

  test('reads a stored voice of before with what it does not say as ordinary', () => {
    const { modelVersion: _, ...former } = defaultStyleTts2Voice;
    expect(readVoice(styletts2Entry, former)).toEqual(defaultStyleTts2Voice);
    expect(readVoice(styletts2Entry, { ...former, alpha: 1.5 })).toBeNull();
  });

  test('is asked what an engine can do: no file outside its folder compares with its name', () => {
    const root = path.resolve(import.meta.dirname, '../..');
    const own = /^electron\/(?:engines\/(?:draft|styletts2)|db\/migrations)\//u;
    // “draft” is also the state of a chunk that a draft stands in for.
    const comparison = /'styletts2'|(?:engine|id)\s*(?:[!=]==|<>|=)\s*'draft'|case 'draft'/u;
    const found = ['electron', 'renderer']
      .flatMap((folder) =>
        readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map(
          (file) => `${folder}/${file.replaceAll('\\', '/')}`,
        ),
      )
      .filter((file) => /\.tsx?$/u.test(file) && !own.test(file))
      .filter((file) => comparison.test(readFileSync(path.join(root, file), 'utf8')));
    expect(found).toEqual([]);
  });
});
