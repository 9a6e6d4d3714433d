import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openConnection } from '../../electron/connection/connection-store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const token = 'r8_Odd~Token+For/This=Test';

function place() {
  const folder = path.join(temporaryFolder(), 'settings');
  return {
    file: path.join(folder, 'connection.json'),
    open: () => openConnection({ folder, environment: {} }),
  };
}

describe('the path of an address', () => {
  test.each([
    ['https://api.replicate.com', 'https://api.replicate.com/v1'],
    ['https://api.replicate.com/', 'https://api.replicate.com/v1'],
    ['https://api.replicate.com/v1/', 'https://api.replicate.com/v1'],
    ['http://127.0.0.1:8750', 'http://127.0.0.1:8750/v1'],
    ['https://own.example/proxy/v1', 'https://own.example/proxy/v1'],
  ])('%s is %s', async (typed, apiUrl) => {
    const store = await place().open();
    store.update({ apiUrl: typed });
    expect(store.read().apiUrl).toBe(apiUrl);
  });

  test.each([
    ['https://api.replicate.com/v2', 'Replicate’s API is at'],
    ['https://api.replicate.com/v1/predictions', 'own calls (/predictions)'],
    ['https://api.replicate.com/v1/models/adirik/styletts2', 'own calls (/models/adirik/styletts2)'],
    ['http://127.0.0.1:8750/v1/account/', 'own calls (/account)'],
  ])('%s cannot be right, and that is said when it is entered', async (apiUrl, why) => {
    const store = await place().open();
    expect(() => {
      store.update({ apiUrl });
    }).toThrow(why);
    expect(() => store.temporarily({ apiUrl })).toThrow(why);
  });

  test('one that was kept without its path by a Lectern of before is completed, and keeps its token', async () => {
    const { open, file } = place();
    const store = await open();
    await store.setToken(token);
    const content = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    writeFileSync(file, JSON.stringify({ ...content, apiUrl: 'https://api.replicate.com' }));
    expect((await open()).read()).toMatchObject({ apiUrl: 'https://api.replicate.com/v1', token });
  });
});
