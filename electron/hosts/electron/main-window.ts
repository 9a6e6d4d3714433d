import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import type { StudioEvent } from '../../contract/events.ts';
import { eventChannel } from './channels.ts';
import { logFailure } from './failures.ts';
import { writeJson } from './json-file.ts';
import { pageUrl } from './studio-scheme.ts';
import { restoredState, smallest, type WindowState } from './window-state.ts';

/** `--paper` of renderer/ui/tokens.css, shown until the page has drawn itself. */
const paper = { light: '#f6f3ed', dark: '#16140f' };

/** What the window is made of and what it asks. */
export interface WindowNeeds {
  /** The preload script's file. */
  preload: string;
  /** Where the window's place and size are kept. */
  stateFile: string;
  /** Called when the person wants to close the window; false keeps it open. */
  mayClose(): boolean;
  /** Called when the page's process has died. */
  onCrash(window: BrowserWindow): void;
}

/** The one window of the program. On macOS it may be closed and opened again. */
export class MainWindow {
  readonly #needs: WindowNeeds;
  #window: BrowserWindow | null = null;

  constructor(needs: WindowNeeds) {
    this.#needs = needs;
  }

  /** The window, while there is one. */
  get current(): BrowserWindow | null {
    return this.#window;
  }

  /** Brings the window to the front, opening it if need be. */
  show(): void {
    if (this.#window === null) {
      this.#window = this.#open();
      return;
    }
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
  }

  /** Tells the page of an event. */
  tell(event: StudioEvent): void {
    const contents = this.#window?.webContents;
    if (contents !== undefined && !contents.isDestroyed() && !contents.isCrashed()) {
      contents.send(eventChannel, event);
    }
  }

  #open(): BrowserWindow {
    const { preload, stateFile } = this.#needs;
    const workAreas = screen.getAllDisplays().map((display) => display.workArea);
    const { maximised, ...bounds } = restoredState(stateFile, workAreas);
    const window = new BrowserWindow({
      ...bounds,
      minWidth: smallest.width,
      minHeight: smallest.height,
      title: 'Lectern',
      show: false,
      backgroundColor: nativeTheme.shouldUseDarkColors ? paper.dark : paper.light,
      webPreferences: {
        preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        experimentalFeatures: false,
        webviewTag: false,
        // Its dictionaries would be fetched from the network.
        spellcheck: false,
        devTools: !app.isPackaged,
      },
    });
    if (maximised) window.maximize();
    this.#listen(window);
    void window.loadURL(pageUrl).catch(logFailure);
    return window;
  }

  #listen(window: BrowserWindow): void {
    window.once('ready-to-show', () => {
      window.show();
    });
    window.on('close', (event) => {
      saveState(window, this.#needs.stateFile);
      if (!this.#needs.mayClose()) event.preventDefault();
    });
    window.on('closed', () => {
      this.#window = null;
    });
    window.webContents.on('render-process-gone', (_, { reason }) => {
      if (reason !== 'clean-exit') this.#needs.onCrash(window);
    });
  }
}

function saveState(window: BrowserWindow, file: string): void {
  const { x, y, width, height } = window.getNormalBounds();
  try {
    writeJson(file, { x, y, width, height, maximised: window.isMaximized() } satisfies WindowState);
  } catch (thrown) {
    // Where the window was is not worth keeping anyone from closing it.
    logFailure(thrown);
  }
}
