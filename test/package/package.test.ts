import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { extractAll, listPackage } from '@electron/asar';
import { expect, inject, test, type TestContext } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { LecternWindow } from '../window/lectern-window.ts';

const root = path.resolve(import.meta.dirname, '../..');
const notices = ['LICENSE', 'THIRD-PARTY-NOTICES.md'];

/** The fuses in the order of Electron's wire, version 1; a `1` is on, a `0` off. */
const fuses = [
  'runAsNode',
  'cookieEncryption',
  'nodeOptions',
  'nodeCliInspect',
  'embeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'browserProcessSnapshot',
  'grantFileProtocolExtraPrivileges',
];

/** What comes before the wire; then come its version and its length, a byte each. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** What electron-builder takes for Electron: nothing but the wire of fuses, each the opposite of what it should be. */
function dummyElectron(): string {
  const folder = temporaryFolder();
  const wire = Buffer.concat([
    Buffer.from(sentinel),
    Buffer.from([1, fuses.length]),
    Buffer.from('10110011'),
  ]);
  writeFileSync(path.join(folder, 'electron'), Buffer.concat([Buffer.alloc(64), wire, Buffer.alloc(64)]));
  mkdirSync(path.join(folder, 'locales'));
  for (const language of ['de', 'en-US']) writeFileSync(path.join(folder, 'locales', `${language}.pak`), '');
  return folder;
}

function fusesOf(program: string): Record<string, string | undefined> {
  const bytes = readFileSync(program);
  const start = bytes.indexOf(sentinel) + sentinel.length + 2;
  const wire = bytes.toString('latin1', start, start + fuses.length);
  return Object.fromEntries(fuses.map((fuse, index) => [fuse, wire[index]]));
}

/** The project as it is after a build, without its sources, in a folder that nobody builds in meanwhile. */
function builtProject(): string {
  const folder = temporaryFolder();
  for (const name of ['package.json', 'package-lock.json', 'electron-builder.yml', 'build', ...notices]) {
    cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  }
  cpSync(inject('built'), path.join(folder, 'out'), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  return folder;
}

/** Packs Lectern for Linux as `npm run package` does, but for Electron itself and the installers. */
function pack(project: string): string {
  const builder = path.join(root, 'node_modules', 'electron-builder', 'cli.js');
  const options = ['--linux', '--x64', '--dir', '--publish', 'never'];
  execFileSync(process.execPath, [builder, ...options, `-c.electronDist=${dummyElectron()}`], {
    cwd: project,
    stdio: 'pipe',
  });
  return path.join(project, 'dist', 'linux-unpacked');
}

const kinds: readonly (readonly [string, RegExp])[] = [
  ['manifest', /^package\.json$/u],
  ['notices', /^(LICENSE|THIRD-PARTY-NOTICES\.md)$/u],
  ['main', /^out\/main\/main\.js$/u],
  ['workers', /^out\/main\/workers\/(audio|library|manuscript|speech|stitched)\.js$/u],
  ['chunks', /^out\/main\/chunks\/[\w.-]+\.js$/u],
  ['voice', /^out\/main\/flite\.wasm$/u],
  ['preload', /^out\/preload\/preload\.cjs$/u],
  ['page', /^out\/renderer\/(index\.html|icon\.svg|assets\/[\w.-]+\.(js|css|woff2))$/u],
  ['sqlite', /^node_modules\/better-sqlite3\/(package\.json|LICENSE|lib\/[\w/-]+\.js)$/u],
  ['sqlite binary', /^node_modules\/better-sqlite3\/prebuilds\/linux-x64\.node$/u],
];

function kindOf(file: string): string {
  return kinds.find(([, pattern]) => pattern.test(file))?.[0] ?? `needless: ${file}`;
}

/** The files of an archive, without its folders. */
function filesOf(archive: string): string[] {
  const entries = listPackage(archive, { isPack: false }).map((entry) => entry.slice(1));
  return entries.filter((entry) => !entries.some((other) => other.startsWith(`${entry}/`)));
}

test('a package has all that Lectern needs, nothing else, and what must be a file is one', async (context) => {
  const project = builtProject();
  const app = pack(project);
  const resources = path.join(app, 'resources');
  const archive = path.join(resources, 'app.asar');

  const found = new Set(filesOf(archive).map(kindOf));
  expect([...found].sort()).toEqual(kinds.map(([kind]) => kind).sort());

  const unpacked = path.join(resources, 'app.asar.unpacked');
  for (const file of ['out/main/flite.wasm', 'node_modules/better-sqlite3/prebuilds/linux-x64.node']) {
    expect(readFileSync(path.join(unpacked, file)).equals(readFileSync(path.join(project, file)))).toBe(true);
  }

  expect(fusesOf(path.join(app, 'lectern'))).toEqual({
    runAsNode: '0',
    cookieEncryption: '1',
    nodeOptions: '0',
    nodeCliInspect: '0',
    embeddedAsarIntegrityValidation: '1',
    onlyLoadAppFromAsar: '1',
    browserProcessSnapshot: '0',
    grantFileProtocolExtraPrivileges: '0',
  });

  await narrateSample(context, layOut(archive, unpacked));
});

/** The package's own files, and no others, in folders of the names that they have in an installed Lectern. */
function layOut(archive: string, unpacked: string): string {
  const folder = temporaryFolder();
  extractAll(archive, path.join(folder, 'app.asar'));
  cpSync(unpacked, path.join(folder, 'app.asar.unpacked'), { recursive: true });
  expect(existsSync(path.join(folder, 'node_modules'))).toBe(false);
  return path.join(folder, 'app.asar', 'out', 'main', 'main.js');
}

/** Runs what was packed: the workers, the voice and the database have to be where the main process looks for them. */
async function narrateSample(context: TestContext, entry: string): Promise<void> {
  const home = temporaryFolder();
  const lectern = new LecternWindow(context, { home, library: path.join(home, 'library'), entry });
  await lectern.next('window shown');
  const { project } = await lectern.value('projects.importSample', {});
  const [section] = await lectern.value('sections.list', { project: project.id });
  if (section === undefined) throw new Error('the sample has no sections');
  const [chunk] = await lectern.value('chunks.list', { section: section.id });
  if (chunk === undefined) throw new Error('the sample’s first section has no chunks');
  await lectern.inPage(`window.spoken = new Promise((resolve) => window.lectern.onEvent(({ name, payload }) => {
    if (name === 'narration' && payload.state === 'done') resolve(payload);
  })); undefined`);
  await lectern.value('narration.start', { project: project.id, chunks: [chunk.id] });
  expect(await lectern.inPage('window.spoken')).toMatchObject({ state: 'done' });
  const [spoken] = await lectern.value('chunks.list', { section: section.id });
  expect(spoken).toMatchObject({ id: chunk.id, state: 'ready' });
  expect(lectern.errors).toBe('');
}
