import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';

// `npm run check`: every check that needs no test, in seconds when little has changed. `node build/check.ts lint notices`
// runs only these. What is remembered is in .cache/check, which may be deleted at any time.

const root = path.resolve(import.meta.dirname, '..');
const cache = path.join(root, '.cache', 'check');

/** The programs of the checks, with their arguments. Types come first: lint goes by the declarations that they emit. */
const checks = {
  types: () => [bin('typescript/bin/tsc'), '-b'],
  lint: () => [path.join('build', 'lint.ts')],
  imports: () => [
    bin('dependency-cruiser/bin/dependency-cruiser.mjs'),
    ...['--config', '.dependency-cruiser.cjs', 'electron', 'renderer', 'test', 'build'],
  ],
  notices: () => [path.join('build', 'notices.ts'), '--check'],
  format: () => [
    bin('prettier/bin/prettier.cjs'),
    ...['--check', '.', '--log-level', 'warn'],
    ...['--cache', '--cache-strategy', 'content', '--cache-location', path.join(cache, 'format')],
  ],
};
type Check = keyof typeof checks;

function bin(file: string): string {
  return path.join('node_modules', file);
}

/** Forgets everything when packages were installed since: no check's own memory looks at all of their files. */
function forgetWhenPackagesChanged(): void {
  const installed = path.join(root, 'node_modules', '.package-lock.json');
  const key = `${process.version} ${existsSync(installed) ? createHash('sha256').update(readFileSync(installed)).digest('hex') : 'unknown'}`;
  const note = path.join(cache, 'packages');
  if (existsSync(note) && readFileSync(note, 'utf8') === key) return;
  rmSync(cache, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  writeFileSync(note, key);
}

/** Runs a check and prints what it has to say; whether it passed. */
async function run(check: Check): Promise<boolean> {
  const begun = performance.now();
  const child = spawn(process.execPath, checks[check](), {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}) },
  });
  const ended = new Promise<number | null>((resolve, reject) =>
    child.on('close', resolve).on('error', reject),
  );
  const [code, out, errors] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  const passed = code === 0;
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  process.stdout.write(
    `${passed ? 'passed' : 'FAILED'} ${check} (${seconds} s)\n${passed ? '' : out + errors}`,
  );
  return passed;
}

const names = Object.keys(checks).filter((name): name is Check => name in checks);
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !names.some((known) => known === name));
if (unknown.length > 0) {
  process.stderr.write(`“${unknown.join(' ')}” is no check: choose from ${names.join(', ')}.\n`);
  process.exit(2);
}
const wanted = asked.length === 0 ? names : names.filter((name) => asked.includes(name));
forgetWhenPackagesChanged();
const passed: boolean[] = [];
if (wanted.includes('types') || wanted.includes('lint')) passed.push(await run('types'));
passed.push(...(await Promise.all(wanted.filter((name) => name !== 'types').map(run))));
process.exitCode = passed.every(Boolean) ? 0 : 1;
