import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A small disk in memory. */
export interface Disk {
  path: string;
  /** Mounts it anew with other options, such as `ro`. */
  remount(options: string): void;
  unmount(): void;
}

/** Mounts a disk of `bytes` bytes, or says why this machine does not let us. */
export function mountDisk(bytes: number): Disk | string {
  if (process.platform !== 'linux') return 'a small disk can be mounted on Linux only';
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lectern-disk-'));
  const failure = mount(['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder]);
  if (failure !== undefined) {
    rmSync(folder, { recursive: true });
    return `no small disk can be mounted here: ${failure}`;
  }
  return {
    path: folder,
    remount(options) {
      const problem = mount(['-o', `remount,${options}`, folder]);
      if (problem !== undefined) throw new Error(problem);
    },
    unmount() {
      spawnSync('umount', [folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

function mount(args: string[]): string | undefined {
  const { status, stderr, error } = spawnSync('mount', args, { encoding: 'utf8' });
  if (error !== undefined) return error.message;
  return status === 0 ? undefined : stderr.trim();
}
