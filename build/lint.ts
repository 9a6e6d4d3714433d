import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { ESLint } from 'eslint';

// `npm run check:lint`. ESLint judges a file by the types of others, too, but its own cache knows only the file itself.
// So this one remembers, for each file without a complaint, its content and every declaration that it can see, which
// `tsc -b` has just written; only what differs is looked at again.

const root = path.resolve(import.meta.dirname, '..');
const cache = path.join(root, '.cache', 'check');
const memory = path.join(cache, 'lint.json');

/** What decides over all files. */
const everywhere = [
  'eslint.config.js',
  'node_modules/.package-lock.json',
  ...globSync(['tsconfig*.json', '{electron,renderer,test}/**/{*.d.ts,tsconfig.json}'], { cwd: root }),
];

const contents = new Map<string, string | null>();

/** A file's text, by its path relative to the project; null when there is none. */
function read(file: string): string | null {
  const known = contents.get(file);
  if (known !== undefined) return known;
  const whole = path.join(root, file);
  const text = existsSync(whole) ? readFileSync(whole, 'utf8') : null;
  contents.set(file, text);
  return text;
}

/** The project's files that a text names in its imports; `file` is where it stands. */
function importsOf(text: string, file: string): string[] {
  const specifiers = text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"](\.[^'"?]+)/gu);
  return [...specifiers].map(([, specifier = '']) => path.join(path.dirname(file), specifier));
}

/** What others see of a file: its declaration, or the file itself where it has none. */
function shownBy(file: string): string {
  const declaration = path.join('.cache', 'check', 'types', file.replace(/\.tsx?$/u, '.d.ts'));
  return read(declaration) ?? read(file) ?? '';
}

/** Hashes a file with everything by which ESLint may judge it. */
function keyOf(file: string, base: string): string {
  const text = read(file) ?? '';
  const seen = new Set<string>();
  const waiting = importsOf(text, file);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    waiting.push(...importsOf(shownBy(next), next));
  }
  return hash([base, text, ...[...seen].toSorted().flatMap((other) => [other, shownBy(other)])]);
}

function hash(texts: readonly string[]): string {
  const digest = createHash('sha256');
  for (const text of texts) digest.update(`${text.length}\0`).update(text);
  return digest.digest('hex');
}

const eslint = new ESLint({ cwd: root });
const found = globSync(['**/*.{ts,tsx,mts,cts,js,mjs,cjs,jsx}', '.*.{ts,js,cjs,mjs}'], {
  cwd: root,
  exclude: ['node_modules', 'out', 'out-*', 'dist', '.cache'],
});
const ignored = await Promise.all(found.map((file) => eslint.isPathIgnored(path.join(root, file))));
const base = hash([process.version, ...everywhere.toSorted().map((file) => read(file) ?? '')]);
const keys = new Map(
  found.filter((_, index) => ignored[index] === false).map((file) => [file, keyOf(file, base)]),
);
const remembered = new Set<unknown>(
  existsSync(memory) ? Object.values(JSON.parse(readFileSync(memory, 'utf8')) as object) : [],
);
const changed = [...keys].filter(([, key]) => !remembered.has(key)).map(([file]) => file);
const results = changed.length === 0 ? [] : await eslint.lintFiles(changed);

const complained = new Set(
  results.filter(({ messages }) => messages.length > 0).map(({ filePath }) => path.relative(root, filePath)),
);
mkdirSync(cache, { recursive: true });
const clean = [...keys].filter(([file]) => !complained.has(file));
writeFileSync(memory, JSON.stringify(Object.fromEntries(clean)));
const formatter = await eslint.loadFormatter('stylish');
process.stdout.write(await formatter.format(results));
process.exitCode = complained.size > 0 ? 1 : 0;
