import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { inject, onTestFinished, type TestContext } from 'vitest';
import type { CallInput, CallName, CallOutput } from '../../electron/contract/calls.ts';
import type { Result } from '../../electron/contract/problem.ts';
import { needChromium } from '../support/chromium.ts';
import type { Message, Request } from './fake-electron/wire.ts';

const fake = pathToFileURL(path.join(import.meta.dirname, 'fake-electron', 'register.ts')).href;

/** What a window under test begins with. */
export interface Beginning {
  /** The folder in which the fake Electron keeps what belongs to the person: settings, music. */
  home: string;
  /** The library's folder, as `LECTERN_HOME` names it; without it, the person's choice counts. */
  library?: string;
  /** Whether another Lectern runs already. */
  second?: boolean;
  /** What is otherwise in its environment. */
  environment?: NodeJS.ProcessEnv;
  /** The built main process to run. */
  entry?: string;
}

function builtMain(): string {
  return path.join(inject('built'), 'main', 'main.js');
}

/** Something that the person saw or the system was asked to do. */
interface Shown {
  what: string;
  detail: unknown;
}

/** Lectern's built main process, preload script and page, with a fake Electron around real Chromium. */
export class LecternWindow {
  readonly process: ChildProcess;
  /** The exit code, once it has ended. */
  readonly ended: Promise<number | null>;
  readonly shown: Shown[] = [];
  #errors = '';
  #lastId = 0;
  #heard = new Set<() => void>();
  readonly #pending = new Map<number, PromiseWithResolvers<unknown>>();

  constructor(context: TestContext, { home, library, second, environment, entry = builtMain() }: Beginning) {
    needChromium(context);
    this.process = spawn(process.execPath, ['--import', fake, entry], {
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
      env: {
        ...process.env,
        HOME: home,
        XDG_DATA_HOME: path.join(home, 'data'),
        LECTERN_CONFIG: path.join(home, 'config'),
        REPLICATE_API_TOKEN: '',
        ...environment,
        LECTERN_HOME: library ?? '',
        FAKE_ELECTRON_HOME: home,
        FAKE_ELECTRON_SECOND: second === true ? '1' : '',
      },
    });
    this.process.stderr?.setEncoding('utf8').on('data', (text: string) => (this.#errors += text));
    this.process.on('message', (message: Message) => {
      this.#receive(message);
    });
    this.ended = once(this.process, 'exit').then(([code]: unknown[]) => {
      for (const { reject } of this.#pending.values()) reject(new Error('Lectern ended before it answered.'));
      for (const heard of this.#heard) heard();
      return typeof code === 'number' ? code : null;
    });
    onTestFinished(async () => {
      this.process.kill('SIGKILL');
      await this.ended;
    });
  }

  /** What was written to standard error. */
  get errors(): string {
    return this.#errors;
  }

  /** Performs a command of the fake. */
  do(command: string, ...args: readonly unknown[]): Promise<unknown> {
    const id = ++this.#lastId;
    const answer = Promise.withResolvers<unknown>();
    this.#pending.set(id, answer);
    this.process.send({ id, command, args } satisfies Request);
    return answer.promise;
  }

  /** The next thing of this kind that is shown, or the first that was not taken yet. */
  async next(what: string): Promise<unknown> {
    for (;;) {
      const index = this.shown.findIndex((candidate) => candidate.what === what);
      if (index >= 0) return this.shown.splice(index, 1)[0]?.detail;
      if (this.process.exitCode !== null) throw new Error(`Lectern ended without “${what}”: ${this.errors}`);
      const { promise, resolve } = Promise.withResolvers<undefined>();
      const heard = (): void => {
        resolve(undefined);
      };
      this.#heard.add(heard);
      await promise;
      this.#heard.delete(heard);
    }
  }

  /** Evaluates an expression in the page, whatever it may give. */
  inPage(expression: string): Promise<unknown> {
    return this.do('inPage', expression);
  }

  /** Makes a call from the page, through what the preload script exposes. */
  async call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<Result<CallOutput<Name>>> {
    const expression = `window.lectern.call(${JSON.stringify(name)}, ${JSON.stringify(input)})`;
    return (await this.inPage(expression)) as Result<CallOutput<Name>>;
  }

  /** Makes a call from the page that must succeed. */
  async value<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> {
    const result = await this.call(name, input);
    if (!result.ok) throw new Error(`${name}: ${result.problem.message}`);
    return result.value;
  }

  #receive(message: Message): void {
    if ('shown' in message) {
      this.shown.push({ what: message.shown, detail: message.detail });
      for (const heard of this.#heard) heard();
      return;
    }
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if ('error' in message) pending?.reject(new Error(message.error));
    else pending?.resolve(message.value);
  }
}
