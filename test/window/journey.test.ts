import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { stitchWav } from '../support/stitch-wav.ts';
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
  const audio = await lectern.value('host.chooseAudio', {});
  expect(audio).toMatchObject({ name: 'voice.wav' });
  if (audio === null) throw new Error('no audio was chosen');
  // What was chosen to be heard is neither a manuscript nor a target.
  expect(await lectern.call('projects.import', { ticket: audio.ticket })).toMatchObject({
    problem: { code: 'invalid-call', message: expect.stringContaining('chosen to be heard') as string },
  });
  const wrong = { project: project.id, name: 'any', ticket: audio.ticket };
  expect(await lectern.call('exports.start', wrong)).toMatchObject({ problem: { code: 'invalid-call' } });
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
  const target = `${typed}.wav`;
  const there = 'what the person agreed to replace';
  writeFileSync(target, there);
  await lectern.do('answer', 'save dialog', { canceled: false, filePath: typed });
  const unasked = await lectern.value('host.chooseTarget', { suggestedName: 'lamp' });
  await lectern.next('save dialog');
  if (unasked === null) throw new Error('no target was chosen');
  await remember(lectern, 'refused', "name === 'export' && payload.state !== 'running'");
  // Whatever the page says of overwriting, the ticket knows.
  const insisting = { project: project.id, name, ...unasked, overwrite: true };
  await lectern.value('exports.start', insisting);
  expect(await lectern.inPage('window.refused')).toMatchObject({ problem: { code: 'target-exists' } });
  expect(readFileSync(target, 'utf8')).toBe(there);
  await lectern.do('answer', 'save dialog', { canceled: false, filePath: target });
  const place = await lectern.value('host.chooseTarget', { suggestedName: 'The Lamp: a/b' });
  expect(await lectern.next('save dialog')).toMatchObject({
    defaultPath: path.join(home, 'music', 'The Lamp a b.wav'),
  });
  if (place === null) throw new Error('no target was chosen');
  await remember(lectern, 'exported', "name === 'export' && payload.state !== 'running'");
  const { export: id } = await lectern.value('exports.start', { project: project.id, name, ...place });
  expect(await lectern.inPage('window.exported')).toMatchObject({ export: id, state: 'succeeded' });
  const written = readFileSync(target);
  expect(written.length).toBe(file.bytes);
  expect(written.toString('latin1', 0, 4)).toBe('RIFF');
  await lectern.value('host.revealExport', { export: id });
  expect(await lectern.next('file manager')).toBe(target);
});

test('a file that was dropped gets a ticket for what it was dropped for, and whatever is no file a problem', async (context) => {
  const home = temporaryFolder();
  const manuscript = path.join(home, 'dropped.txt');
  writeFileSync(manuscript, text);
  const lectern = new LecternWindow(context, { home, library: path.join(home, 'library') });
  await lectern.next('window shown');
  const give = (file: string, purpose = "'manuscript'"): Promise<unknown> =>
    lectern.inPage(`window.lectern.ticketForFile(${file}, ${purpose})`);
  const drop = (from: string, purpose?: string): Promise<unknown> =>
    give(`Object.assign(new File([], 'x'), { droppedFrom: ${JSON.stringify(from)} })`, purpose);

  const expression = (ticket: string): string =>
    `window.lectern.call('projects.import', { ticket: ${JSON.stringify(ticket)} })`;
  const answer = (await drop(manuscript)) as { ok: boolean; value: string };
  expect(answer.ok).toBe(true);
  expect(await lectern.inPage(expression(answer.value))).toMatchObject({
    ok: true,
    value: { created: true, project: { title: 'dropped' } },
  });
  const heard = (await drop(manuscript, "'audio'")) as { ok: boolean; value: string };
  expect(await lectern.inPage(expression(heard.value))).toMatchObject({ problem: { code: 'invalid-call' } });
  // No ticket to write is ever had for a file, and none for nothing in particular.
  for (const purpose of ["'target'", "'__proto__'", 'undefined', "['manuscript']"]) {
    expect(await drop(manuscript, purpose), purpose).toMatchObject({ problem: { code: 'invalid-call' } });
  }
  expect(await drop(home)).toMatchObject({ ok: false, problem: { code: 'file-unreadable' } });
  expect(await drop(path.join(home, 'gone.txt'))).toMatchObject({ problem: { code: 'file-missing' } });
  // A place of this computer that is none of a file: not whole, cut off by a zero, or a device.
  expect(await drop(path.relative(process.cwd(), manuscript))).toMatchObject({
    problem: { code: 'file-missing' },
  });
  expect(await drop(`${manuscript}\0.md`)).toMatchObject({ problem: { code: 'file-missing' } });
  expect(await drop('/dev/null')).toMatchObject({ problem: { code: 'file-unreadable' } });
});

test('a script of the page names no path: it has no file but those that the person gave to it', async (context) => {
  const home = temporaryFolder();
  const secret = path.join(home, 'secret.txt');
  writeFileSync(secret, text);
  const lectern = new LecternWindow(context, { home, library: path.join(home, 'library') });
  await lectern.next('window shown');
  const named = JSON.stringify(secret);
  for (const made of [
    named,
    `new File(['x'], ${named})`,
    `new File(['x'], 'a.txt', { path: ${named} })`,
    `Object.assign(new File(['x'], 'a.txt'), { path: ${named}, filePath: ${named} })`,
    `{ path: ${named}, name: 'secret.txt' }`,
    `[${named}]`,
    'null',
  ]) {
    expect(await lectern.inPage(`window.lectern.ticketForFile(${made}, 'manuscript')`), made).toMatchObject({
      ok: false,
      problem: { code: 'file-missing' },
    });
  }
  // The channels themselves are behind the bridge: a call reaches the studio and nothing else.
  for (const channel of ['lectern:ticket', 'lectern:call', 'tickets.forManuscript']) {
    const called = await lectern.inPage(`window.lectern.call('${channel}', ${named})`);
    expect(called, channel).toMatchObject({ problem: { code: 'invalid-call' } });
  }
  expect(await lectern.value('projects.list', {})).toEqual([]);
});
