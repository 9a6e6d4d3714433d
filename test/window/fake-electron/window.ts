import { EventEmitter } from 'node:events';
import { app, PreventableEvent } from './app.ts';
import { FakeContents } from './contents.ts';
import { command, show } from './stage.ts';

interface Options {
  width: number;
  height: number;
  x?: number;
  y?: number;
  webPreferences: { preload: string };
}

/** Electron's `BrowserWindow`. */
export class BrowserWindow extends EventEmitter {
  readonly webContents: FakeContents;
  readonly #bounds: { x: number; y: number; width: number; height: number };
  #maximised = false;

  constructor(options: Options) {
    super();
    show('window', options);
    this.webContents = new FakeContents(options.webPreferences.preload);
    this.#bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width, height: options.height };
    this.webContents.on('closed by the page', () => this.close());
    app.windows.add(this);
    command('closeWindow', () => this.close());
    command('resizeWindow', (bounds) => Object.assign(this.#bounds, bounds));
  }

  async loadURL(address: string): Promise<void> {
    await this.webContents.load(address);
    this.emit('ready-to-show');
  }

  show(): void {
    show('window shown', null);
  }

  focus(): void {
    show('window focused', null);
  }

  restore(): void {
    show('window restored', null);
  }

  isMinimized(): boolean {
    return false;
  }

  maximize(): void {
    this.#maximised = true;
  }

  isMaximized(): boolean {
    return this.#maximised;
  }

  getNormalBounds() {
    return this.#bounds;
  }

  /** Closes as by the person's click; whether it did. */
  close(): boolean {
    const event = new PreventableEvent();
    this.emit('close', event);
    if (event.defaultPrevented) return false;
    app.windows.delete(this);
    this.emit('closed');
    if (app.windows.size === 0) app.emit('window-all-closed');
    return true;
  }
}
