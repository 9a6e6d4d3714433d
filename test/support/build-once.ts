import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** Builds the hosts and the renderer once before the tests that run what is built. */
export default function buildOnce(): void {
  const root = path.resolve(import.meta.dirname, '../..');
  const builder = path.join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [builder, 'build'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the build failed:\n${stdout}\n${stderr}`);
}
