import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { defaultConfigurationFolder } from '../../electron/connection/configuration-folder.ts';

const home = os.homedir();

test.each<[NodeJS.Platform, NodeJS.ProcessEnv, string]>([
  ['linux', {}, path.join(home, '.config', 'lectern')],
  ['linux', { XDG_CONFIG_HOME: '/person/settings' }, path.join('/person/settings', 'lectern')],
  ['linux', { XDG_CONFIG_HOME: 'relative' }, path.join(home, '.config', 'lectern')],
  // Not the library’s folder, which is “Lectern” there: libraries are shared.
  ['darwin', {}, path.join(home, 'Library', 'Application Support', 'Lectern Settings')],
  ['win32', { APPDATA: '/roaming' }, path.join('/roaming', 'Lectern Settings')],
  ['linux', { LECTERN_CONFIG: 'mine', XDG_CONFIG_HOME: '/x' }, path.resolve('mine')],
])('on %s with %j', (platform, environment, folder) => {
  expect(defaultConfigurationFolder(environment, platform)).toBe(folder);
});
