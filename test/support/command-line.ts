import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { onTestFinished } from 'vitest';

const entry = path.resolve(import.meta.dirname, '../../electron/cli.ts');

/** How a run of the command line ended. */
export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  out: string;
  err: string;
}

/** Where a run happens. */
export interface Place {
  folder: string;
  library: string;
  entry?: string;
  /** What is otherwise in its environment; a token of whoever runs the tests never is. */
  environment?: NodeJS.ProcessEnv;
}

/** A run of the command line, in a process of its own. */
export class Run {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  #out = '';
  #err = '';

  constructor(args: readonly string[], options: Place) {
    const { folder, library } = options;
    this.child = spawn(process.execPath, [options.entry ?? entry, ...args], {
      cwd: folder,
      env: {
        ...process.env,
        LECTERN_HOME: library,
        LECTERN_CONFIG: path.join(folder, 'config'),
        REPLICATE_API_TOKEN: '',
        npm_lifecycle_event: '',
        ...options.environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.#out += text));
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.#err += text));
    this.ended = once(this.child, 'close').then(([code, signal]: (number | NodeJS.Signals | null)[]) => ({
      code: typeof code === 'number' ? code : null,
      signal: typeof signal === 'string' ? signal : null,
      out: this.#out,
      err: this.#err,
    }));
    onTestFinished(async () => {
      this.child.kill('SIGKILL');
      await this.ended;
    });
  }

  /** Resolves when something that matches was written to standard error; rejects when the run ends before. */
  async says(pattern: RegExp): Promise<void> {
    const over = this.ended.then(({ err }) => {
      if (!pattern.test(err)) throw new Error(`ended without saying ${String(pattern)}:\n${err}`);
    });
    while (!pattern.test(this.#err)) {
      const stream = this.child.stderr;
      if (stream === null || stream.closed) return over;
      await Promise.race([once(stream, 'data'), over]);
    }
  }
}

/** Runs `narrate` to its end. */
export function narrate(args: readonly string[], options: Place): Promise<Ended> {
  return new Run(['narrate', ...args], options).ended;
}
