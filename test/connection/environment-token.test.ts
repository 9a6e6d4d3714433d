import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openConnection } from '../../electron/connection/connection-store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const token = 'r8_Odd~Token+For/This=Test';
const test1 = 'http://127.0.0.1:4100/v1';

function place() {
  const folder = path.join(temporaryFolder(), 'settings', 'lectern');
  const open = (environment: NodeJS.ProcessEnv = {}) => openConnection({ folder, environment });
  return { file: path.join(folder, 'connection.json'), open };
}

describe('REPLICATE_API_TOKEN', () => {
  test('goes before a token that is kept, and is itself never kept', async () => {
    const { open, file } = place();
    await (await open()).setToken('r8_kept');
    const store = await open({ REPLICATE_API_TOKEN: ` ${token}\n` });
    store.update({ apiUrl: test1 });
    expect(store.read()).toMatchObject({ token, apiUrl: test1 });
    expect(store.describe().token).toBe('environment');
    expect(JSON.stringify(store.describe())).not.toContain(token);
    expect(readFileSync(file, 'utf8')).not.toContain(token);
    expect((await open({ REPLICATE_API_TOKEN: '' })).describe().token).toBeNull();
  });

  test('is not sent to an address that a window could have set, only to one that the program was started with', async () => {
    const { open } = place();
    const store = await open({ REPLICATE_API_TOKEN: token });
    expect(store.read()).toMatchObject({ token });
    store.update({ apiUrl: 'https://elsewhere.example/v1' });
    expect(store.read()).toMatchObject({ token: null });
    expect(store.describe().storage).toMatch(/is not sent to https:\/\/elsewhere\.example/);
    expect(store.temporarily({ apiUrl: 'https://proxy.example/v1' }).read()).toMatchObject({ token });
  });
});
