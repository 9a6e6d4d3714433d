import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test, type TestContext } from 'vitest';
import { startReplicateServer } from '../replicate-server/replicate-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { LecternWindow } from './lectern-window.ts';

const token = 'r8_0dd-Token.of=this+Window';

async function open(context: TestContext, keyring: string) {
  const server = await startReplicateServer({ token, voice: 'tone' });
  onTestFinished(() => server.close());
  const home = temporaryFolder();
  const beginning = {
    home,
    library: path.join(home, 'library'),
    environment: { FAKE_ELECTRON_KEYRING: keyring },
  };
  const lectern = new LecternWindow(context, beginning);
  await lectern.next('window shown');
  await lectern.value('replicate.update', { apiUrl: server.url });
  const kept = (): string => readFileSync(path.join(home, 'config', 'connection.json'), 'utf8');
  return { lectern, beginning, kept };
}

test('the window seals the token in the system’s key store, and the next window has it', async (context) => {
  const { lectern, beginning, kept } = await open(context, 'gnome_libsecret');
  const shown = await lectern.value('replicate.setToken', { token });
  expect(shown).toMatchObject({
    token: 'key-store',
    storage: expect.stringContaining('sealed by the keyring of your desktop') as string,
  });
  expect(JSON.stringify(shown)).not.toContain(token);
  expect(kept()).not.toContain(token);
  await lectern.do('quit');
  await lectern.ended;
  const next = new LecternWindow(context, beginning);
  await next.next('window shown');
  expect(await next.value('replicate.check', {})).toMatchObject({ isOurVersion: true });
  expect(lectern.errors + next.errors).not.toContain(token);
});

test('where Linux only pretends to have a key store, the person is told that it is a file', async (context) => {
  const { lectern, kept } = await open(context, 'basic_text');
  const { storage } = await lectern.value('replicate.get', {});
  expect(storage).toMatch(/as plain text in .*connection\.json.* because .*no key store.*basic_text/);
  expect(await lectern.value('replicate.setToken', { token })).toMatchObject({ token: 'file' });
  expect(kept()).toContain(token);
});
