import path from 'node:path';
import process from 'node:process';
import { _electron } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { findElectron } from '../../electron/hosts/browser/find-electron.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = path.resolve(import.meta.dirname, '../..');

test('the real Electron opens the window, keeps Node out of it, and speaks', async (context) => {
  const program = findElectron(new URL('../../node_modules/electron/', import.meta.url));
  if (program === null)
    return context.skip('Electron’s binary is not here; `npx install-electron` fetches it.');
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === 'linux' && DISPLAY === undefined && WAYLAND_DISPLAY === undefined) {
    return context.skip('There is no display to open a window on.');
  }
  const home = temporaryFolder();
  // Chromium’s sandbox refuses to start for root.
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({
    executablePath: program,
    args: [...flags, path.join(inject('built'), 'main', 'main.js')],
    cwd: root,
    env: {
      ...environment(),
      HOME: home,
      APPDATA: home,
      XDG_CONFIG_HOME: home,
      LECTERN_HOME: path.join(home, 'library'),
    },
  });
  try {
    const page = await app.firstWindow();
    expect(page.url()).toBe('studio://app/');
    expect(await page.evaluate('[typeof require, typeof process, typeof window.lectern.call]')).toEqual([
      'undefined',
      'undefined',
      'function',
    ]);
    expect(await page.evaluate(speakOneChunk)).toBe('done');
  } finally {
    await app.close();
  }
});

/** In the page: imports the sample, narrates its first chunk and gives the state in which the narration ended. */
const speakOneChunk = `(async () => {
  const value = async (name, input) => {
    const answer = await window.lectern.call(name, input);
    if (!answer.ok) throw new Error(answer.problem.message);
    return answer.value;
  };
  const { project } = await value('projects.importSample', {});
  const [section] = await value('sections.list', { project: project.id });
  const [chunk] = await value('chunks.list', { section: section.id });
  const over = ['done', 'cancelled', 'stopped'];
  const ended = new Promise((resolve) => window.lectern.onEvent(({ name, payload }) => {
    if (name === 'narration' && over.includes(payload.state)) resolve(payload.state);
  }));
  await value('narration.start', { project: project.id, chunks: [chunk.id] });
  return ended;
})()`;

/** This process's environment without what is not set, as Playwright wants it. */
function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
