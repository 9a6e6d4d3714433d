import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, inject, test } from 'vitest';
import { callChannel, ticketChannel } from '../../electron/hosts/electron/channels.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { LecternWindow } from './lectern-window.ts';

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

test('the page lives on its own scheme, confined, and only it is answered', async (context) => {
  const library = temporaryFolder();
  const lectern = new LecternWindow(context, { home: temporaryFolder(), library });
  await lectern.next('window shown');

  // The page and its calls.
  expect(await lectern.inPage('document.title')).toBe('Lectern');
  expect(await lectern.value('host.info', {})).toMatchObject({ kind: 'electron', library });
  expect(await lectern.value('projects.list', {})).toEqual([]);
  for (const wrong of [
    `'projects.get', { project: '1' }`,
    `'constructor', {}`,
    `'__proto__'`,
    `null, null`,
  ]) {
    expect(await lectern.inPage(`window.lectern.call(${wrong})`), wrong).toMatchObject({
      ok: false,
      problem: { code: 'invalid-call' },
    });
  }
  expect(await lectern.inPage('Object.keys(window.lectern).sort()')).toEqual([
    'call',
    'kind',
    'onEvent',
    'ticketForFile',
  ]);

  // The scheme.
  const fetched = async (url: string, headers = {}): Promise<Answer> =>
    (await lectern.do('fetch', url, headers)) as Answer;
  const page = await fetched('studio://app/');
  expect(page.status).toBe(200);
  expect(page.headers['content-security-policy']).toMatch(/script-src 'self'(;|$)/u);
  expect(page.headers['content-security-policy']).not.toMatch(/unsafe-eval|\*|https?:/u);
  const [script = ''] = /assets\/[\w.-]+\.js/u.exec(page.body) ?? [];
  expect(await fetched(`studio://app/${script}`, { Range: 'bytes=5-9' })).toMatchObject({ status: 206 });
  for (const elsewhere of [
    'studio://elsewhere/',
    'studio://app.elsewhere/index.html',
    'studio://app/../main/main.js',
    'studio://app/%2e%2e/main/main.js',
    'studio://app/..%2fmain%2fmain.js',
    'studio://app//etc/passwd',
    'studio://app/media/../../main/main.js',
    'studio://app/media/stitched/unknown.wav',
  ]) {
    expect(await fetched(elsewhere), elsewhere).toMatchObject({ status: 404 });
  }

  // Whoever else calls is refused.
  const invokeAs = (who: string, channel: string, args: unknown[]): Promise<unknown> =>
    lectern.do('invokeAs', who, channel, args);
  const refusal = { ok: false, problem: { code: 'invalid-call' } };
  expect(await invokeAs('the page', callChannel, ['projects.list', {}])).toEqual({ ok: true, value: [] });
  for (const stranger of ['another frame', 'a frame that is gone', 'another window']) {
    expect(await invokeAs(stranger, callChannel, ['projects.list', {}]), stranger).toMatchObject(refusal);
    expect(
      await invokeAs(stranger, ticketChannel, [import.meta.filename, 'manuscript']),
      stranger,
    ).toMatchObject(refusal);
  }
  // Not even the page is believed a path that is no text.
  for (const path of [undefined, 7, ['/etc/hostname'], { toString: 'x' }]) {
    expect(await invokeAs('the page', ticketChannel, [path, 'manuscript'])).toMatchObject({
      problem: { code: 'file-missing' },
    });
  }

  // No way out of the page.
  const elsewhere = 'https://example.com/';
  for (const event of ['will-frame-navigate', 'will-redirect', 'will-attach-webview']) {
    expect(await lectern.do('navigate', event, elsewhere), event).toBe(true);
  }
  expect(await lectern.do('navigate', 'will-frame-navigate', 'file:///etc/passwd')).toBe(true);
  expect(await lectern.do('navigate', 'will-frame-navigate', 'studio://app/')).toBe(false);
  expect(await lectern.do('openWindow', elsewhere)).toEqual({ action: 'deny' });
  expect(await lectern.do('permissions')).toEqual({
    check: false,
    checkOfOurs: true,
    request: false,
    requestOfOurs: true,
    requestOfOthers: false,
    device: false,
    display: {},
  });
  expect(await lectern.next('window')).toMatchObject({
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true },
  });
  expect(await lectern.next('schemes')).toEqual([
    {
      scheme: 'studio',
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, corsEnabled: true },
    },
  ]);
  expect(lectern.shown.filter(({ what }) => what === 'network' || what === 'console')).toEqual([]);
});

test('the built preload script requires Electron and nothing else', () => {
  const preload = readFileSync(path.join(inject('built'), 'preload', 'preload.cjs'), 'utf8');
  const required = [...preload.matchAll(/\brequire\((.*?)\)|\bimport\b/gu)].map(([, name]) => name);
  expect(required).toEqual(['"electron"']);
});
