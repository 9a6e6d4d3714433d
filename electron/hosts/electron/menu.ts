import { app, Menu, type MenuItemConstructorOptions } from 'electron';

/** Puts up the menu of this platform: standard roles, and what the host itself can do. */
export function installMenu(chooseLibrary: () => void): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(template(chooseLibrary)));
}

function template(chooseLibrary: () => void): MenuItemConstructorOptions[] {
  const isMac = process.platform === 'darwin';
  const file: MenuItemConstructorOptions = {
    label: 'File',
    submenu: [
      { label: 'Open Another Library…', click: chooseLibrary },
      { type: 'separator' },
      { role: isMac ? 'close' : 'quit' },
    ],
  };
  const shared = [file, { role: 'editMenu' }, view(), { role: 'windowMenu' }] as const;
  return isMac ? [{ role: 'appMenu' }, ...shared] : [...shared, help];
}

/** On macOS this is in the application's own menu. */
const help: MenuItemConstructorOptions = { role: 'help', submenu: [{ role: 'about' }] };

function view(): MenuItemConstructorOptions {
  const forDevelopers: MenuItemConstructorOptions[] = [
    { role: 'reload' },
    { role: 'toggleDevTools' },
    { type: 'separator' },
  ];
  return {
    label: 'View',
    submenu: [
      ...(app.isPackaged ? [] : forDevelopers),
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
    ],
  };
}
