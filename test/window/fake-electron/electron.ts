import process from 'node:process';
import { ask, command, show } from './stage.ts';

// A stand-in for Electron around real Chromium: as much of it as Lectern uses, behaving as Electron's documentation
// says. What the person sees is told to the test, which answers for the person.

export { app } from './app.ts';
export { ipcMain } from './ipc.ts';
export { protocol } from './protocol.ts';
export { BrowserWindow } from './window.ts';

const lastOf = (args: readonly unknown[]): unknown => args.at(-1);

/** Electron's `dialog`. */
export const dialog = {
  showOpenDialog: (...args: unknown[]) => ask('open dialog', lastOf(args)),
  showSaveDialog: (...args: unknown[]) => ask('save dialog', lastOf(args)),
  showMessageBox: (...args: unknown[]) => ask('message', lastOf(args)),
  showErrorBox(title: string, content: string): void {
    show('error box', { title, content });
  },
};

/** Electron's `shell`. */
export const shell = {
  showItemInFolder(file: string): void {
    show('file manager', file);
  },
};

/** Electron's `nativeTheme`. */
export const nativeTheme = {
  get shouldUseDarkColors(): boolean {
    return this.themeSource === 'dark';
  },
  themeSource: 'system',
};
command('themeSource', () => nativeTheme.themeSource);

/** Electron's `screen`. */
export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1600, height: 1000 } }],
};

const keyring = process.env['FAKE_ELECTRON_KEYRING'] ?? 'gnome_libsecret';

/** Electron's `safeStorage`; what it seals has none of the secret's letters. */
export const safeStorage = {
  getSelectedStorageBackend: () => keyring,
  isAsyncEncryptionAvailable: () => Promise.resolve(true),
  encryptStringAsync: (text: string) => Promise.resolve(turned(Buffer.from(text))),
  decryptStringAsync: (sealed: Buffer) =>
    Promise.resolve({ result: turned(sealed).toString(), shouldReEncrypt: false }),
};

function turned(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => byte ^ 0xff));
}

interface Item {
  role?: string;
  label?: string;
  submenu?: Item[];
  click?: () => void;
}

let menu: Item[] = [];

/** Electron's `Menu`. */
export const Menu = {
  buildFromTemplate: (template: Item[]) => template,
  setApplicationMenu(template: Item[]): void {
    menu = template;
  },
};
command('menu', () =>
  menu.map(({ label, role, submenu }) => [label ?? role, submenu?.map((item) => item.label ?? item.role)]),
);
command('clickMenu', (label) => {
  const item = menu.flatMap(({ submenu }) => submenu ?? []).find((candidate) => candidate.label === label);
  item?.click?.();
});

type Handler = (...args: unknown[]) => unknown;

const permissions = new Map<string, Handler>();

/** Electron's `session`. */
export const session = {
  defaultSession: {
    setPermissionCheckHandler: (handler: Handler) => permissions.set('check', handler),
    setPermissionRequestHandler: (handler: Handler) => permissions.set('request', handler),
    setDevicePermissionHandler: (handler: Handler) => permissions.set('device', handler),
    setDisplayMediaRequestHandler: (handler: Handler) => permissions.set('display', handler),
    on: (event: string, handler: Handler) => permissions.set(event, handler),
  },
};
const asked = (permission: string, requestingUrl: string): Promise<unknown> =>
  new Promise((resolve) => permissions.get('request')?.({}, permission, resolve, { requestingUrl }));
command('permissions', async () => ({
  check: permissions.get('check')?.({}, 'notifications', 'https://example.com/'),
  checkOfOurs: permissions.get('check')?.({}, 'notifications', 'studio://app/'),
  request: await asked('media', 'studio://app/'),
  requestOfOurs: await asked('notifications', 'studio://app/#/project/1'),
  requestOfOthers: await asked('notifications', 'studio://app.example.com/'),
  device: permissions.get('device')?.({}),
  display: await new Promise((resolve) => permissions.get('display')?.({}, resolve)),
}));
