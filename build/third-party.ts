import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';

interface Package {
  name: string;
  version: string;
  license: string;
  text: string;
}

/** Where the licences are kept of packages that come without a text, and of what is inside others. */
const kept = path.join('build', 'licences');
const insidePackages = path.join(kept, 'inside-packages.md');

/**
 * The text of THIRD-PARTY-NOTICES.md for the project in the folder `root`: what the product imports, package by package.
 * Throws an error that names every package without a licence or its text, and every kept text that no package needs.
 */
export function thirdPartyNotices(root: string): string {
  const found = new Map<string, Package>();
  for (const name of importedPackages(root)) collect(name, root, root, found);
  const packages = [...found.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const inside = readFileSync(path.join(root, insidePackages), 'utf8').trim();
  const faults = [...faultsOf(packages), ...needlessTexts(root, packages), ...emptySections(inside)];
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return [
    '# Third-party notices',
    '',
    'Lectern contains the software below. Each part stays under its own licence. This file is written by `npm run notices`.',
    '',
    ...packages.flatMap(({ name, version, license, text }) => [
      `## ${name} ${version} (${license})`,
      '',
      '```',
      text,
      '```',
      '',
    ]),
    inside,
    '',
  ].join('\n');
}

/** Packages that Lectern's own code imports at run time; types alone ship nothing. */
function importedPackages(root: string): string[] {
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
function collect(name: string, from: string, root: string, found: Map<string, Package>): void {
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
    text: ownText(folder) || keptText(root, name),
  });
  for (const dependency of Object.keys(manifest.dependencies ?? {})) collect(dependency, folder, root, found);
}

function locate(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'node_modules', name);
    if (existsSync(path.join(candidate, 'package.json'))) return candidate;
    if (folder === path.dirname(folder)) return undefined;
  }
}

/** The text that a package comes with; empty when there is none. */
function ownText(folder: string): string {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)(\.|$|-)/iu.test(name));
  return file === undefined ? '' : readText(path.join(folder, file));
}

/** The text that we keep for a package; empty when there is none. */
function keptText(root: string, name: string): string {
  const file = path.join(root, kept, keptName(name));
  return existsSync(file) ? readText(file) : '';
}

function keptName(name: string): string {
  return `${name.replace('@', '').replace('/', '+')}.txt`;
}

function readText(file: string): string {
  return readFileSync(file, 'utf8').replaceAll('\r\n', '\n').trim();
}

function faultsOf(packages: readonly Package[]): string[] {
  return packages.flatMap(({ name, version, license, text }) => [
    ...(license === '' ? [`${name} ${version} does not say under which licence it is.`] : []),
    ...(text === ''
      ? [
          `${name} ${version} has no licence text: put it, with its copyright, into ${kept}/${keptName(name)}.`,
        ]
      : []),
  ]);
}

/** A text of ours that is not in the notices would be taken for one that is. */
function needlessTexts(root: string, packages: readonly Package[]): string[] {
  const used = new Set(
    packages.filter(({ name, text }) => text === keptText(root, name)).map(({ name }) => keptName(name)),
  );
  return readdirSync(path.join(root, kept))
    .filter((file) => file !== path.basename(insidePackages) && !used.has(file))
    .map((file) => `${kept}/${file} belongs to no package that needs it: remove it.`);
}

/** Headings of what is inside packages under which nothing stands. */
function emptySections(markdown: string): string[] {
  return markdown
    .split(/^## /mu)
    .slice(1)
    .map((section) => section.split('\n'))
    .filter(([, ...text]) => text.join('').replaceAll('`', '').trim() === '')
    .map(([heading = '']) => `“${heading}” in ${insidePackages} has no text.`);
}
