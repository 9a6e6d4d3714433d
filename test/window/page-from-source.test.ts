import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { expect, onTestFinished, test } from 'vitest';
import { createServer as createVite } from 'vite';
import { pageFromSource } from '../../electron/hosts/electron/page-from-source.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { LecternWindow } from './lectern-window.ts';
import { freePort } from '../../build/free-port.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Serves a copy of the page as `electron-vite dev` does, by the settings of electron.vite.config.ts. */
async function serveSource(): Promise<{ url: string; page: string }> {
  const copy = mkdtempSync(path.join(root, 'out-for-page-'));
  for (const name of ['electron/contract', 'electron/scope', 'renderer', 'tsconfig.base.json']) {
    cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
  }
  const port = await freePort();
  const ws = { protocol: 'ws', host: '127.0.0.1', clientPort: port };
  const vite = await createVite({
    configFile: false,
    root: path.join(copy, 'renderer'),
    cacheDir: path.join(copy, 'vite'),
    logLevel: 'error',
    plugins: [react()],
    server: { host: '127.0.0.1', port, strictPort: true, cors: false, ws },
  });
  await vite.listen();
  onTestFinished(async () => {
    await vite.close();
    rmSync(copy, { recursive: true, force: true });
  });
  return { url: `http://127.0.0.1:${port}`, page: path.join(copy, 'renderer') };
}

test('a window that is worked on shows the page from its source, and follows its changes', async (context) => {
  const { url, page } = await serveSource();
  const environment = { ELECTRON_RENDERER_URL: url };
  const lectern = new LecternWindow(context, {
    home: temporaryFolder(),
    library: temporaryFolder(),
    environment,
  });
  await lectern.next('window shown');
  const heading = (): Promise<unknown> => lectern.inPage('document.querySelector("h1")?.textContent ?? ""');
  await expect.poll(heading, { timeout: 60_000 }).toBe('From manuscript to audiobook');

  await lectern.inPage('window.kept = true');
  const file = path.join(page, 'library', 'first-start.tsx');
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace('From manuscript to audiobook', 'From lamp to light'),
  );
  await expect.poll(heading, { timeout: 30_000 }).toBe('From lamp to light');
  expect(await lectern.inPage('window.kept')).toBe(true);
});

test('an installed Lectern takes its page from nowhere else, and no Lectern from another computer', () => {
  const named = (url: string): NodeJS.ProcessEnv => ({ ELECTRON_RENDERER_URL: url });
  expect(pageFromSource(false, named('http://127.0.0.1:5173'))?.href).toBe('http://127.0.0.1:5173/');
  expect(pageFromSource(true, named('http://127.0.0.1:5173'))).toBe(null);
  for (const wrong of ['http://lectern.example:5173', 'file:///tmp/page/', 'nothing', '']) {
    expect(pageFromSource(false, named(wrong)), wrong).toBe(null);
  }
  expect(pageFromSource(false, {})).toBe(null);
});
