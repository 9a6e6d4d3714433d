import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { allFormats } from '../../electron/audio/formats/formats.ts';
import type { CallInput } from '../../electron/contract/calls.ts';
import { makeClient } from '../../electron/contract/client.ts';
import type { ExportProgress } from '../../electron/contract/events.ts';
import { exportUrl } from '../../electron/contract/media.ts';
import { openStudio } from '../../electron/studio/open-studio.ts';
import { stitch } from '../../renderer/stitch/stitch.ts';
import { encodeWav } from '../../renderer/stitch/wav/encode-wav.ts';
import { book } from '../support/lamp-book.ts';
import { script } from '../support/script-format.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { inTestStudio, locations } from '../support/test-studio.ts';
import { ToneEngine } from '../support/tone-engine.ts';

/** A spoken book in a studio that can write one format more, and what exports it. */
async function spoken() {
  const library = temporaryFolder();
  mkdirSync(path.join(library, 'exports'));
  const stitchedWorker = new URL('../support/script-worker.ts', import.meta.url);
  const engine = new ToneEngine();
  const studio = await openStudio({
    ...{ library, program: 'A test', engines: [engine], formats: [...allFormats, script] },
    locations: { ...locations, stitchedWorker },
  });
  onTestFinished(() => studio.close());
  const client = makeClient(studio.call);
  const self = inTestStudio(studio, library, engine);
  const { project } = await self.import(book);
  await self.narrate(project);
  const { assembly } = await client.call('assembly.get', { project: project.id });
  const timeline = stitch(assembly);
  const { name } = await client.call('stitched.register', { file: encodeWav(timeline) });
  const exportAs = async (
    file: string,
    order: Pick<CallInput<'exports.start'>, 'format' | 'settings' | 'about' | 'chunks'>,
  ): Promise<ExportProgress> => {
    const target = path.join(library, 'exports', file);
    const ended = new Promise<ExportProgress>((resolve) => {
      const stop = studio.subscribe((event) => {
        if (event.name !== 'export' || event.payload.state === 'running') return;
        stop();
        resolve(event.payload);
      });
    });
    const ticket = studio.tickets.forTarget(target, { overwrite: false });
    await client.call('exports.start', { project: project.id, name, ticket, ...order });
    return ended;
  };
  return { library, studio, client, project, timeline, exportAs };
}

test('a format of its own is listed, written from the timeline, recorded, and served as what it is', async () => {
  const { library, studio, client, project, timeline, exportAs } = await spoken();
  expect((await client.call('formats.list', {})).map(({ id }) => id)).toEqual(['wav', 'script']);
  const about = { ...timeline.about, title: 'The Lamp: One' };
  const end = await exportAs('lamp.txt', { format: 'script', about, chunks: timeline.chunks });
  expect(end).toMatchObject({ state: 'succeeded', problem: null });
  const written = readFileSync(path.join(library, 'exports', 'lamp.txt'), 'utf8');
  const [head, ...lines] = written.split('\n');
  expect(JSON.parse(head ?? '')).toEqual({
    ...{ title: 'The Lamp: One', author: null, language: null },
    marks: timeline.marks,
  });
  expect(lines).toHaveLength(timeline.chunks.length);
  expect(lines[1]).toMatch(/^\d+\.\d{3} The lamp was lit at dusk\./u);
  // What it really has, not the most that it could have had.
  expect(end.bytes).toBe(Buffer.byteLength(written));
  expect(await client.call('exports.list', { project: project.id })).toMatchObject([
    {
      ...{ state: 'succeeded', format: 'script', settings: { spoilt: false }, title: 'The Lamp: One' },
      ...{ bytes: end.bytes, samples: timeline.samples, sampleRate: 24_000, fileName: 'lamp.txt' },
    },
  ]);
  const url = exportUrl(end.export);
  const answer = await studio.media(new Request(`http://studio/${url}`), url);
  expect(answer.headers.get('Content-Type')).toBe('text/plain');
  expect(await answer.text()).toBe(written);
});

test('what does not pass the check of its format is not kept', async () => {
  const { library, client, project, exportAs } = await spoken();
  const end = await exportAs('lamp.txt', { format: 'script', settings: { spoilt: true } });
  expect(end).toMatchObject({ state: 'failed', problem: { code: 'export-mismatch' } });
  expect(readdirSync(path.join(library, 'exports'))).toEqual([]);
  expect(await client.call('exports.list', { project: project.id })).toMatchObject([
    { state: 'failed', settings: { spoilt: true }, title: 'The Lamp' },
  ]);
});

test('a format that is not there, and settings that it does not have, are refused before anything is written', async () => {
  const { library, client, project, exportAs } = await spoken();
  const refused = (message: RegExp) => ({
    problem: { code: 'invalid-call', message: expect.stringMatching(message) as string },
  });
  await expect(exportAs('lamp.ogg', { format: 'ogg' })).rejects.toMatchObject(refused(/“ogg”/u));
  await expect(exportAs('lamp.wav', { settings: { bits: 24 } })).rejects.toMatchObject(
    refused(/WAV .* "bits"/u),
  );
  await expect(exportAs('lamp.txt', { format: 'script', settings: { spoilt: 'no' } })).rejects.toMatchObject(
    refused(/spoilt/u),
  );
  expect(await client.call('exports.list', { project: project.id })).toEqual([]);
  expect(existsSync(path.join(library, 'exports', 'lamp.wav'))).toBe(false);
});

test('without a format it is a WAV of its project', async () => {
  const { client, project, timeline, exportAs } = await spoken();
  await exportAs('lamp.wav', {});
  expect(await client.call('exports.list', { project: project.id })).toMatchObject([
    { format: 'wav', settings: {}, title: project.title, bytes: encodeWav(timeline).bytes },
  ]);
});
