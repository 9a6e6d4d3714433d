import { existsSync, globSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';

// `node build/notices.ts` writes THIRD-PARTY-NOTICES.md from what the product imports, package by package;
// with --check it fails when the file is not what it would write.

interface Package {
  name: string;
  version: string;
  license: string;
  text: string;
}

const root = path.resolve(import.meta.dirname, '..');
const target = path.join(root, 'THIRD-PARTY-NOTICES.md');

/** Packages that Lectern's own code imports at run time; types alone ship nothing. */
function importedPackages(): string[] {
  const names = new Set<string>();
  for (const file of globSync('{electron,renderer}/**/*.{ts,tsx}', { cwd: root })) {
    const source = readFileSync(path.join(root, file), 'utf8');
    for (const [, specifier = ''] of source.matchAll(
      /^(?:import|export) (?!type )(?:[^'";]* from )?'([^'.][^']*)'/gmu,
    )) {
      // Electron comes with its own notices, and what its package depends on only fetches it.
      if (!isBuiltin(specifier) && specifier !== 'electron') names.add(packageOf(specifier));
    }
  }
  return [...names];
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** A package and all that it depends on, found as Node finds them. */
function collect(name: string, from: string, found: Map<string, Package>): void {
  const folder = locate(name, from);
  if (folder === undefined) throw new Error(`${name}, which ${from} needs, is not installed`);
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    version: string;
    license?: string;
    /** How old packages say it. */
    licenses?: { type: string }[];
    dependencies?: Record<string, string>;
  };
  const key = `${name} ${manifest.version}`;
  // Types have no code in the product.
  if (found.has(key) || name.startsWith('@types/')) return;
  const license = manifest.license ?? manifest.licenses?.map(({ type }) => type).join(' or ') ?? '';
  found.set(key, {
    name,
    version: manifest.version,
    license,
    text: licenseText(folder),
  });
  for (const dependency of Object.keys(manifest.dependencies ?? {})) collect(dependency, folder, found);
}

function locate(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'node_modules', name);
    if (existsSync(path.join(candidate, 'package.json'))) return candidate;
    if (folder === path.dirname(folder)) return undefined;
  }
}

function licenseText(folder: string): string {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)(\.|$|-)/iu.test(name));
  return file === undefined ? '' : readFileSync(path.join(folder, file), 'utf8').trim();
}

function write(): string {
  const found = new Map<string, Package>();
  for (const name of importedPackages()) collect(name, root, found);
  const packages = [...found.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const extra = readFileSync(path.join(root, 'build', 'notices-inside-packages.md'), 'utf8').trim();
  return [
    '# Third-party notices',
    '',
    'Lectern contains the software below. Each part stays under its own licence. This file is written by `npm run notices`.',
    '',
    ...packages.flatMap(({ name, version, license, text }) => [
      `## ${name} ${version} (${license})`,
      '',
      ...(text === '' ? [] : ['```', text.replace(/\r\n/gu, '\n'), '```', '']),
    ]),
    extra,
    '',
  ].join('\n');
}

const notices = write();
if (process.argv.includes('--check')) {
  const current = existsSync(target) ? readFileSync(target, 'utf8') : '';
  if (current !== notices) {
    process.stderr.write('THIRD-PARTY-NOTICES.md is out of date: run `npm run notices`.\n');
    process.exitCode = 1;
  }
} else {
  writeFileSync(target, notices);
}
