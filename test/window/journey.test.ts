import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { stitchWav } from '../../renderer/stitch/stitch-wav.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { LecternWindow } from './lectern-window.ts';

const text = 'The lamp was lit at dusk. It burned until the morning came over the water.';

/** Lets the page remember the first event that fulfils a condition on `name` and `payload`. */
function remember(lectern: LecternWindow, as: string, condition: string): Promise<unknown> {
  return lectern.inPage(`window.${as} = new Promise((resolve) => {
    const stop = window.lectern.onEvent(({ name, payload }) => {
      if (!(${condition})) return;
      stop();
      resolve(payload);
    });
  }); undefined`);
}

test('a manuscript from the open dialog is narrated and exported through the save dialog', async (context) => {
  const home = temporaryFolder();
  const manuscript = path.join(home, 'The Lamp.txt');
  writeFileSync(manuscript, text);
  const lectern = new LecternWindow(context, { home, library: path.join(home, 'library') });
  await lectern.next('window shown');

  await lectern.do('answer', 'open dialog', { canceled: true, filePaths: [] });
  expect(await lectern.value('host.chooseManuscript', {})).toBeNull();
  await lectern.next('open dialog');
  await lectern.do('answer', 'open dialog', { canceled: false, filePaths: [manuscript] });
  const chosen = await lectern.value('host.chooseManuscript', {});
  expect(await lectern.next('open dialog')).toMatchObject({
    properties: ['openFile'],
    filters: [{ extensions: ['epub', 'md', 'markdown', 'txt', 'text'] }, {}, {}, {}],
  });
  if (chosen === null) throw new Error('no manuscript was chosen');
  expect(chosen.name).toBe('The Lamp.txt');
  expect(JSON.stringify(chosen)).not.toContain(home);
  const { project } = await lectern.value('projects.import', { ticket: chosen.ticket });
  // A ticket is good for once.
  expect(await lectern.call('projects.import', { ticket: chosen.ticket })).toMatchObject({
    problem: { code: 'not-found' },
  });

  await lectern.do('answer', 'open dialog', { canceled: false, filePaths: [path.join(home, 'voice.wav')] });
  expect(await lectern.value('host.chooseAudio', {})).toMatchObject({ name: 'voice.wav' });
  expect(await lectern.next('open dialog')).toMatchObject({ filters: [{ extensions: ['wav', 'mp3'] }] });

  await remember(lectern, 'narrated', "name === 'narration' && payload.state === 'done'");
  await lectern.value('narration.start', { project: project.id });
  expect(await lectern.inPage('window.narrated')).toMatchObject({ project: project.id, failed: 0 });

  const { assembly } = await lectern.value('assembly.get', { project: project.id });
  const file = stitchWav(assembly);
  const { name } = await lectern.value('stitched.register', { file });
  const played = await lectern.inPage(
    `fetch('media/stitched/${name}.wav', { headers: { Range: 'bytes=0-3' } }).then(async (answer) =>
      [answer.status, answer.headers.get('content-range'), await answer.text()])`,
  );
  expect(played).toEqual([206, `bytes 0-3/${file.bytes}`, 'RIFF']);

  // The system asks about what was typed; the name with its extension is one that nobody was asked about.
  const typed = path.join(home, 'lamp');
  await lectern.do('answer', 'save dialog', { canceled: false, filePath: typed });
  expect(await lectern.value('host.chooseTarget', { suggestedName: 'lamp' })).toMatchObject({
    overwrite: false,
  });
  await lectern.next('save dialog');
  const target = `${typed}.wav`;
  writeFileSync(target, 'what the person agreed to replace');
  await lectern.do('answer', 'save dialog', { canceled: false, filePath: target });
  const place = await lectern.value('host.chooseTarget', { suggestedName: 'The Lamp: a/b' });
  expect(await lectern.next('save dialog')).toMatchObject({
    defaultPath: path.join(home, 'music', 'The Lamp a b.wav'),
  });
  if (place === null) throw new Error('no target was chosen');
  expect(place.overwrite).toBe(true);
  await remember(lectern, 'exported', "name === 'export' && payload.state !== 'running'");
  const { export: id } = await lectern.value('exports.start', { project: project.id, name, ...place });
  expect(await lectern.inPage('window.exported')).toMatchObject({ export: id, state: 'succeeded' });
  const written = readFileSync(target);
  expect(written.length).toBe(file.bytes);
  expect(written.toString('latin1', 0, 4)).toBe('RIFF');
  await lectern.value('host.revealExport', { export: id });
  expect(await lectern.next('file manager')).toBe(target);
});

test('a file that was dropped gets a ticket, and whatever is no file a problem', async (context) => {
  const home = temporaryFolder();
  const manuscript = path.join(home, 'dropped.txt');
  writeFileSync(manuscript, text);
  const lectern = new LecternWindow(context, { home, library: path.join(home, 'library') });
  await lectern.next('window shown');
  const drop = (from: string): Promise<unknown> =>
    lectern.inPage(
      `window.lectern.ticketForFile(Object.assign(new File([], 'x'), { droppedFrom: ${JSON.stringify(from)} }))`,
    );

  const expression = (ticket: string): string =>
    `window.lectern.call('projects.import', { ticket: ${ticket} })`;
  const answer = (await drop(manuscript)) as { ok: boolean; value: string };
  expect(answer.ok).toBe(true);
  expect(await lectern.inPage(expression(JSON.stringify(answer.value)))).toMatchObject({
    ok: true,
    value: { created: true, project: { title: 'dropped' } },
  });
  expect(await drop(home)).toMatchObject({ ok: false, problem: { code: 'file-unreadable' } });
  expect(await drop(path.join(home, 'gone.txt'))).toMatchObject({ problem: { code: 'file-missing' } });
  // A file that a script made has no path; a text instead of a file is nothing.
  expect(await drop('')).toMatchObject({ problem: { code: 'file-missing' } });
  expect(await lectern.inPage(`window.lectern.ticketForFile(${JSON.stringify(manuscript)})`)).toMatchObject({
    problem: { code: 'file-missing' },
  });
});
