import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder with the built hosts and renderer of this run. */
    built: string;
  }
}

const root = path.resolve(import.meta.dirname, '../..');

/** Builds the hosts and the renderer once for a run, in a folder of its own: whoever builds meanwhile does no harm. */
export default function buildOnce({ provide }: TestProject): () => void {
  // Below the project, so that what is built finds the packages that it does not contain.
  const built = mkdtempSync(path.join(root, 'out-for-tests-'));
  const builder = path.join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [builder, 'build', '--outDir', built], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) {
    rmSync(built, { recursive: true });
    throw new Error(`the build failed:\n${stdout}\n${stderr}`);
  }
  provide('built', built);
  return () => {
    rmSync(built, { recursive: true, force: true });
  };
}
