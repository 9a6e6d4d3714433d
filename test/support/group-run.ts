import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Place } from './command-line.ts';

/** A run of the command line below a shell, in a process group of its own, as from a terminal. */
export class GroupRun {
  readonly #shell: ChildProcess;
  readonly ended: Promise<unknown>;

  constructor(args: readonly string[], { folder, library, entry, environment }: Place) {
    const program = entry ?? path.resolve(import.meta.dirname, '../../electron/cli.ts');
    // What follows keeps the shell from becoming the program itself.
    this.#shell = spawn('sh', ['-c', '"$0" "$@"; exit $?', process.execPath, program, ...args], {
      cwd: folder,
      detached: true,
      stdio: 'ignore',
      env: {
        ...process.env,
        LECTERN_HOME: library,
        LECTERN_CONFIG: path.join(folder, 'config'),
        npm_lifecycle_event: '',
        ...environment,
      },
    });
    this.ended = once(this.#shell, 'close');
    onTestFinished(() => {
      this.killGroup();
    });
  }

  /** Kills the shell and all below it. */
  killGroup(): void {
    if (this.#shell.pid !== undefined) kill(-this.#shell.pid);
  }

  /** Kills the node process alone; the shell ends after it by itself. */
  killNode(): void {
    const { pid } = this.#shell;
    if (pid === undefined || this.#shell.exitCode !== null) return;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
    for (const child of children) if (child !== '') kill(Number(child));
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
