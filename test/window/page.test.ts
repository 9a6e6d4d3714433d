import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { LecternWindow } from './lectern-window.ts';

test('opens the page from its own scheme and answers its calls', async (context) => {
  const home = temporaryFolder();
  const lectern = new LecternWindow(context, { home, library: home });
  await lectern.next('window shown');
  expect(await lectern.inPage('document.title')).toBe('Lectern');
  expect(await lectern.value('host.info', {})).toMatchObject({ kind: 'electron', library: home });
});
