import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { command, show } from './stage.ts';

/** An event that a listener can prevent, as Electron's are. */
export class PreventableEvent {
  defaultPrevented = false;
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

/** What the application must know of a window to quit. */
interface Closable {
  /** Whether it closed. */
  close(): boolean;
}

const home = process.env['FAKE_ELECTRON_HOME'] ?? '';

class FakeApp extends EventEmitter {
  readonly isPackaged = process.env['FAKE_ELECTRON_PACKAGED'] === '1';
  readonly windows = new Set<Closable>();
  /** Switches for Chromium, which it must know before it starts. */
  readonly switches = process.argv.filter((argument) => argument.startsWith('--remote-debugging-'));
  readonly commandLine = {
    appendSwitch: (name: string, value: string): void => {
      this.switches.push(`--${name}=${value}`);
    },
  };
  #paths = new Map<string, string>();
  #ready: Promise<void> | undefined;
  isReady = false;

  setName(name: string): void {
    show('name', name);
  }

  setPath(name: string, folder: string): void {
    this.#paths.set(name, folder);
  }

  getPath(name: string): string {
    const folder = this.#paths.get(name) ?? path.join(home, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  requestSingleInstanceLock(): boolean {
    return process.env['FAKE_ELECTRON_SECOND'] !== '1';
  }

  whenReady(): Promise<void> {
    // As in Electron, no sooner than the program's own module has run to its end.
    this.#ready ??= new Promise((resolve) => {
      setImmediate(() => {
        this.isReady = true;
        resolve();
      });
    });
    return this.#ready;
  }

  relaunch(options: unknown): void {
    show('relaunch', options);
  }

  quit(): void {
    const event = new PreventableEvent();
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    for (const window of this.windows) if (!window.close()) return;
    this.exit(0);
  }

  exit(code: number): void {
    show('exit', code);
    // The message has to leave before the process does.
    setImmediate(() => process.exit(code));
  }
}

/** Electron's `app`. */
export const app = new FakeApp();

command('app', (event) => app.emit(String(event), new PreventableEvent()));
command('quit', () => {
  app.quit();
});
command('throwLater', (message) => {
  setImmediate(() => {
    throw new Error(String(message));
  });
});
