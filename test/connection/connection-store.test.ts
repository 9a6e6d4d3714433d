import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openConnection } from '../../electron/connection/connection-store.ts';
import { toProblem } from '../../electron/contract/problem.ts';
import type { KeyStore } from '../../electron/connection/key-store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const token = 'r8_Odd~Token+For/This=Test';
const real = 'https://api.replicate.com/v1';
const test1 = 'http://127.0.0.1:4100/v1';
const posix = process.platform !== 'win32';

function place() {
  const folder = path.join(temporaryFolder(), 'settings', 'lectern');
  const file = path.join(folder, 'connection.json');
  return {
    folder,
    file,
    open: (environment: NodeJS.ProcessEnv = {}, keyStore?: KeyStore) =>
      openConnection({ folder, environment, ...(keyStore === undefined ? {} : { keyStore }) }),
    write: (content: string, rights = 0o600): void => {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, content);
      chmodSync(file, rights);
    },
  };
}

const mode = (of: string): string => (statSync(of).mode & 0o777).toString(8);

/** A key store that turns the bits around: what it sealed does not hold the secret's letters. */
class TurningKeyStore implements KeyStore {
  asked = 0;
  safe = true;
  locked = false;
  available = () => Promise.resolve(this.safe);
  backend = () => (this.safe ? 'the test’s key store' : 'this desktop offers no key store');
  encrypt(secret: string) {
    return this.locked ? Promise.reject(new Error(secret)) : Promise.resolve(turned(Buffer.from(secret)));
  }
  decrypt(sealed: Uint8Array) {
    this.asked++;
    return this.locked ? Promise.reject(new Error('locked')) : Promise.resolve(turned(sealed).toString());
  }
}

const turned = (bytes: Uint8Array): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0xff));

describe('a token without a key store', () => {
  test('is kept in a file and a folder of its owner alone, and found again', async () => {
    const { open, folder, file } = place();
    const store = await open();
    expect(store.read()).toEqual({
      apiUrl: real,
      token: null,
      why: null,
      webhook: null,
      stream: false,
    });
    await store.setToken(token);
    if (posix) expect([mode(folder), mode(file)]).toEqual(['700', '600']);
    expect(readdirSync(folder)).toEqual(['connection.json']);
    expect((await open()).read().token).toBe(token);
    const shown = store.describe();
    expect(shown).toMatchObject({ token: 'file', apiUrl: real });
    expect(shown.storage).toContain(`kept as plain text in ${file}`);
    expect(JSON.stringify(shown)).not.toContain(token);
    await store.setToken(null);
    expect(readFileSync(file, 'utf8')).not.toContain(token);
    expect(store.describe().token).toBeNull();
  });

  test('is taken from others who could read its file, whatever was left by a crash', async () => {
    if (!posix) return;
    const { open, file, folder, write } = place();
    await (await open()).setToken(token);
    write(readFileSync(file, 'utf8'), 0o644);
    const again = await open();
    expect(again.read().token).toBe(token);
    expect(mode(file)).toBe('600');
    writeFileSync(path.join(folder, 'connection.json.part'), 'half', { mode: 0o666 });
    chmodSync(path.join(folder, 'connection.json.part'), 0o666);
    again.update({ webhook: null });
    expect(mode(file)).toBe('600');
  });

  test('that no header can carry is refused without being quoted', async () => {
    const { open, folder } = place();
    const store = await open();
    for (const wrong of ['r8_a\nb', 'r8 a', 'r8_ä', '']) {
      await expect(store.setToken(wrong)).rejects.toSatisfy(
        (thrown) =>
          thrown instanceof Error && !thrown.message.includes('r8') && !thrown.message.includes('\n'),
      );
    }
    expect(existsSync(folder)).toBe(false);
    const odd = await open({ REPLICATE_API_TOKEN: 'r8_a\nb' });
    expect(odd.read().token).toBeNull();
    expect(odd.describe().storage).toMatch(/REPLICATE_API_TOKEN holds cannot be a token/);
    expect(odd.describe().storage).not.toContain('r8_a');
  });
});

describe('a token belongs to the service that it was given for', () => {
  test('and to another one only when it is entered anew', async () => {
    const { open } = place();
    const store = await open();
    await store.setToken(token);
    store.update({ apiUrl: 'https://elsewhere.example/v1/' });
    expect(store.read()).toMatchObject({ token: null, apiUrl: 'https://elsewhere.example/v1' });
    expect(store.describe().storage).toMatch(
      /for https:\/\/api\.replicate\.com and is not sent to https:\/\/elsewhere\.example\./,
    );
    // A token belongs to its host, whatever the path.
    store.update({ apiUrl: 'https://api.replicate.com' });
    expect(store.read().token).toBe(token);
    store.update({ apiUrl: 'https://api.replicate.com:8443/v1' });
    expect(store.read().token).toBeNull();
    await store.setToken('r8_other');
    expect((await open()).read()).toMatchObject({
      token: 'r8_other',
      apiUrl: 'https://api.replicate.com:8443/v1',
    });
  });

  test('also where another address holds for a while, which is not kept', async () => {
    const { open, file } = place();
    const store = await open();
    await store.setToken(token);
    const webhook = { url: 'https://hooks.example/lectern', events: ['completed' as const] };
    const before = readFileSync(file, 'utf8');
    const meanwhile = store.temporarily({ apiUrl: test1, webhook });
    expect(meanwhile.read()).toMatchObject({ apiUrl: test1, token: null, webhook });
    expect(meanwhile.read().why).toMatch(/not sent to http:\/\/127\.0\.0\.1:4100\.$/);
    expect(meanwhile.describe()).toMatchObject({ apiUrl: test1, token: null, webhook });
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(store.temporarily({ webhook: null }).read()).toMatchObject({ apiUrl: real, token, webhook: null });
  });

  test.each([
    ['http://api.replicate.com/v1', /not encrypted/],
    ['http://127.0.0.1.example.com/v1', /not encrypted/],
    ['http://localhost.example.com', /not encrypted/],
    ['ftp://api.replicate.com', /no web address/],
    ['api.replicate.com/v1', /no web address/],
    ['https://me:secret@api.replicate.com/v1', /name or password/],
    ['https://api.replicate.com/v1?key=1', /“\?” or “#”/],
  ])('%s gets none', async (apiUrl, why) => {
    const { open, folder } = place();
    const store = await open();
    const refused = (act: () => unknown): void => {
      let problem: unknown;
      try {
        act();
      } catch (thrown) {
        problem = toProblem(thrown);
      }
      expect(problem).toMatchObject({ code: 'invalid-call', message: expect.stringMatching(why) as string });
      expect(JSON.stringify(problem)).not.toContain('secret');
    };
    refused(() => {
      store.update({ apiUrl });
    });
    refused(() => store.temporarily({ apiUrl }));
    expect(existsSync(folder)).toBe(false);
  });

  test.each([
    'http://localhost:4100/v1',
    'http://[::1]:4100/v1',
    'http://127.4.5.6/v1',
    'https://own.example/replicate/v1',
  ])('%s may have one', async (apiUrl) => {
    const store = await place().open();
    store.update({ apiUrl });
    await store.setToken(token);
    expect(store.read()).toMatchObject({ apiUrl, token });
  });
});

test('a webhook is called over https, and may have a query', async () => {
  const store = await place().open();
  const events: ['start', 'completed'] = ['start', 'completed'];
  expect(() => {
    store.update({ webhook: { url: 'http://hooks.example/in', events } });
  }).toThrow(/cannot be the webhook: it is not encrypted/);
  const webhook = { url: 'https://hooks.example/in?book=1', events };
  store.update({ webhook });
  store.update({ apiUrl: test1 });
  expect(store.read().webhook).toEqual(webhook);
  store.update({ webhook: null });
  expect(store.read()).toMatchObject({ webhook: null, apiUrl: test1 });
});

describe('a key store', () => {
  test('seals the token, is asked for it once, and nothing else can read it', async () => {
    const { open, file } = place();
    await (await open({}, new TurningKeyStore())).setToken(token);
    const kept = readFileSync(file, 'utf8');
    expect(kept).not.toContain(token);
    expect(kept).not.toContain(Buffer.from(token).toString('base64'));
    const keyStore = new TurningKeyStore();
    const store = await open({}, keyStore);
    expect([store.read().token, store.read().token, keyStore.asked]).toEqual([token, token, 1]);
    expect(store.describe()).toMatchObject({ token: 'key-store' });
    expect(store.describe().storage).toContain('sealed by the test’s key store');
    const terminal = await open();
    expect(terminal.read().token).toBeNull();
    expect(terminal.describe().storage).toMatch(/only Lectern’s window can ask.*REPLICATE_API_TOKEN/);
  });

  test('that only pretends is not used, and the person is told', async () => {
    const { open, file } = place();
    const pretending = new TurningKeyStore();
    pretending.safe = false;
    const store = await open({}, pretending);
    await store.setToken(token);
    expect(store.describe()).toMatchObject({ token: 'file' });
    expect(store.describe().storage).toMatch(/as plain text in .* because this desktop offers no key store/);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ token: { kept: 'file' } });
  });

  test('that is locked neither loses a token nor tells one', async () => {
    const { open, file } = place();
    await (await open({}, new TurningKeyStore())).setToken(token);
    const before = readFileSync(file, 'utf8');
    const locked = new TurningKeyStore();
    locked.locked = true;
    const store = await open({}, locked);
    expect(store.read().token).toBeNull();
    expect(store.describe().storage).toMatch(/could not be unsealed/);
    await expect(store.setToken('r8_new')).rejects.toMatchObject({
      problem: { code: 'target-unwritable', message: expect.not.stringContaining('r8_new') as string },
    });
    expect(readFileSync(file, 'utf8')).toBe(before);
  });
});

describe('a file that is damaged', () => {
  test.each(['{"apiUrl": "http', '[]', '{"token": {"kept": "file", "text": 7}}'])(
    '%s is a problem with a name, and is set aside when a token is entered',
    async (content) => {
      const { open, file, write } = place();
      write(content);
      const store = await open({ REPLICATE_API_TOKEN: token });
      // Not even an environment’s token is sent: where it should go is not known.
      expect(() => store.read()).toThrow(/connection\.json.* is damaged/);
      expect(store.describe()).toMatchObject({
        token: null,
        storage: expect.stringContaining(file) as string,
      });
      await store.setToken(token);
      expect(readFileSync(`${file}.damaged`, 'utf8')).toBe(content);
      expect(store.read().token).toBe(token);
    },
  );

  test('and one of a newer Lectern keeps what this one does not know', async () => {
    const { open, file, write } = place();
    write(JSON.stringify({ apiUrl: real, later: { kept: true } }));
    await (await open()).setToken(token);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ later: { kept: true }, apiUrl: real });
  });

  test('or in whose place a folder is, is said so, and so is a folder that cannot be made', async () => {
    const { open, file, folder } = place();
    mkdirSync(file, { recursive: true });
    const store = await open();
    expect(() => store.read()).toThrow(/cannot use .*connection\.json/);
    const blocked = await openConnection({ folder: path.join(folder, 'file'), environment: {} });
    writeFileSync(path.join(folder, 'file'), 'in the way');
    await expect(blocked.setToken(token)).rejects.toMatchObject({
      problem: { message: expect.not.stringContaining(token) as string },
    });
  });
});

test('a change by another Lectern holds at once', async () => {
  const { open } = place();
  const [one, other] = [await open(), await open()];
  await one.setToken(token);
  expect(other.read().token).toBe(token);
  other.update({ apiUrl: test1 });
  expect(one.read()).toMatchObject({ apiUrl: test1, token: null });
});
