import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import process from 'node:process';

const program = path.join(import.meta.dirname, 'host.ts');

/** The browser host in a process of its own, which is started anew when its code has changed. */
export class HostProcess {
  readonly #library: string;
  #child: ChildProcess | undefined;
  #address = Promise.withResolvers<URL>();
  #known = false;
  #work = Promise.resolve();
  #waiting = false;
  #over = false;

  /** `library` is the folder of the library that it opens. */
  constructor(library: string) {
    this.#library = library;
  }

  /** The address of its page, as soon as it runs; waits through a restart, and for as long as it cannot start. */
  address(): Promise<URL> {
    return this.#address.promise;
  }

  /** Ends it, when it runs, and starts it; of several wishes that come meanwhile one is fulfilled. */
  restart(): Promise<void> {
    if (this.#waiting) return this.#work;
    this.#waiting = true;
    this.#work = this.#work.then(async () => {
      this.#waiting = false;
      await this.#end();
      if (!this.#over) this.#start();
    });
    return this.#work;
  }

  /** Ends it for good. */
  async stop(): Promise<void> {
    this.#over = true;
    await this.#work;
    await this.#end();
  }

  #start(): void {
    const child = fork(program, ['--port', '0', '--no-open', '--library', this.#library], {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    this.#child = child;
    let said = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const [, url] = /^Lectern is at (\S+)\n/mu.exec(said) ?? [];
      if (url === undefined || this.#known || this.#child !== child) return;
      this.#known = true;
      this.#address.resolve(new URL(url));
    });
    child.once('exit', (code, signal) => {
      if (this.#child !== child) return;
      this.#forget();
      process.stderr.write(
        `The host has ended (${signal ?? code ?? 'unknown'}); it starts again when a file of electron/ changes.\n`,
      );
    });
  }

  async #end(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    this.#forget();
    const gone = once(child, 'exit');
    if (child.connected) child.disconnect();
    await gone;
  }

  /** From now on nothing goes to the one that ran. */
  #forget(): void {
    this.#child = undefined;
    if (this.#known) this.#address = Promise.withResolvers();
    this.#known = false;
  }
}
