import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, nativeTheme, type BrowserWindow } from 'electron';
import { openPersonsConnection } from '../../connection/connection-store.ts';
import type { Transport } from '../../contract/client.ts';
import { toProblem } from '../../contract/problem.ts';
import { settingsSchema } from '../../contract/settings.ts';
import { openStudio, type Locations, type Studio } from '../../studio/open-studio.ts';
import { answerCalls } from './answer-calls.ts';
import { Dialogs } from './dialogs.ts';
import { logFailure, showFailure, showUnforeseenFailures } from './failures.ts';
import { confineContents, refusePermissions } from './hardening.ts';
import { makeHostServices } from './host-services.ts';
import { LibraryFolder, openOrAsk, type OpenedStudio } from './library-folder.ts';
import { MainWindow } from './main-window.ts';
import { installMenu } from './menu.ts';
import { answerPage } from './page.ts';
import { QuitGuard } from './quit-guard.ts';
import { registerStudioScheme, serveStudioScheme } from './studio-scheme.ts';
import { SystemKeyStore } from './system-key-store.ts';

/** Where the built pieces of the window are. */
export interface WindowFiles {
  /** The folder of the built renderer, ending in a slash; or the address of Vite, while the page is worked on. */
  renderer: URL;
  /** The built preload script. */
  preload: URL;
  locations: Locations;
}

/**
 * Runs Lectern's window. Everything that has to be settled before Electron is ready is done before this returns; the
 * rest follows, and whatever fails on the way is shown.
 */
export function runWindow(files: WindowFiles): void {
  app.setName('Lectern');
  // Apart from the library, which by default is in the folder of the app's name: Chromium fills this one with its own.
  app.setPath('userData', path.join(app.getPath('appData'), 'Lectern Window'));
  showUnforeseenFailures();
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  registerStudioScheme();
  confineContents();
  const dialogs = new Dialogs(() => null);
  const folder = new LibraryFolder(path.join(app.getPath('userData'), 'settings.json'));
  app
    .whenReady()
    .then(() => openPersonsConnection(new SystemKeyStore()))
    .then((connection) =>
      openOrAsk(folder, dialogs, (library) =>
        openStudio({ library, program: 'Lectern’s window', locations: files.locations, connection }),
      ),
    )
    .then((opened) => start(files, folder, opened))
    .catch((thrown: unknown) => {
      logFailure(thrown);
      showFailure(thrown);
      app.exit(1);
    });
}

async function start(files: WindowFiles, folder: LibraryFolder, opened: OpenedStudio | null): Promise<void> {
  if (opened === null) {
    app.quit();
    return;
  }
  const { studio, library } = opened;
  const dialogs = new Dialogs(() => window.current);
  const guard = new QuitGuard({
    isBusy: () => studio.isBusy(),
    confirm: () => dialogs.confirmQuit(),
    close: () => studio.close(),
  });
  const window = new MainWindow({
    preload: fileURLToPath(files.preload),
    stateFile: path.join(app.getPath('userData'), 'window.json'),
    mayClose() {
      // A Mac keeps running without a window, and so does its narration.
      if (guard.closed || process.platform === 'darwin') return true;
      void guard.quit();
      return false;
    },
    onCrash: (crashed) => void afterCrash(crashed, dialogs, guard),
  });
  const host = makeHostServices({ studio, dialogs, library, moveTo: (other) => move(other, folder, guard) });
  const chooseLibrary = async (): Promise<void> => {
    try {
      await host['host.chooseLibrary']({});
    } catch (thrown) {
      await dialogs.showProblem(toProblem(thrown));
    }
  };

  guard.install();
  refusePermissions();
  serveStudioScheme(answerPage(studio, files.renderer));
  answerCalls({
    studio: themed(studio),
    host,
    tickets: studio.tickets,
    window: () => window.current,
  });
  studio.subscribe((event) => {
    window.tell(event);
  });
  installMenu(() => void chooseLibrary());
  app.on('second-instance', () => {
    window.show();
  });
  app.on('activate', () => {
    window.show();
  });
  await followTheme(studio);
  window.show();
  await dialogs.showNotices(studio.notices);
}

/** Makes the system's own surfaces, and the window before it is drawn, look as the library's theme says. */
async function followTheme(studio: Studio): Promise<void> {
  const answer = await studio.call('settings.get', {});
  if (answer.ok) nativeTheme.themeSource = settingsSchema.parse(answer.value).theme;
}

/** The studio's calls, followed by the theme when the settings change. */
function themed(studio: Studio): Transport {
  return async (name, input) => {
    const answer = await studio.call(name, input);
    if (name === 'settings.update') await followTheme(studio);
    return answer;
  };
}

/** Ends here and begins again on another library, if the person agrees to end. */
async function move(library: string, folder: LibraryFolder, guard: QuitGuard): Promise<boolean> {
  if (!(await guard.mayEnd())) return false;
  folder.set(library);
  void guard.end(() => {
    // Inside an AppImage the program's own path is gone by then.
    app.relaunch({ execPath: process.env['APPIMAGE'] ?? process.execPath });
  });
  return true;
}

async function afterCrash(window: BrowserWindow, dialogs: Dialogs, guard: QuitGuard): Promise<void> {
  if (await dialogs.offerReload()) window.webContents.reload();
  else await guard.quit();
}
