import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { readStitched } from '../audio/stitched/read-stitched.ts';
import type { Stitched } from '../audio/stitched/stitched.ts';
import { takesUsed } from '../audio/stitched/take-source.ts';
import { exportIdSchema, projectIdSchema, takeIdSchema } from '../contract/ids.ts';
import { toProblem } from '../contract/problem.ts';
import { findCover } from '../db/queries/projects.ts';
import { findTakeFile } from '../db/queries/takes.ts';
import type { ByteRange } from './byte-range.ts';
import type { Exporter } from './exporter.ts';
import {
  fileResponse,
  memoryFile,
  rangeAnswered,
  refuseMethod,
  textResponse,
  type ServedFile,
} from './file-response.ts';
import { isBelow } from '../library/path-below.ts';
import type { Library } from '../library/open-library.ts';
import { found } from '../base/not-found.ts';
import type { PeaksCache } from './peaks-cache.ts';
import type { References } from '../library/references.ts';
import type { StitchedFiles } from './stitched-files.ts';
import type { TakeChecks } from '../predictions/take-checks.ts';
import { clipFile } from '../library/take-files.ts';

/** What media are served from. */
export interface MediaSources {
  library: Library;
  files: StitchedFiles;
  checks: TakeChecks;
  exporter: Exporter;
  peaks: PeaksCache;
  references: References;
}

/** A name is the hash of what it names, so that what was read once never has to be asked for again. */
const forever = 'private, max-age=31536000, immutable';

/** An image that came with a book may be an SVG: nothing in it may run or be fetched. */
const inertImage = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** The folder, within a library, of the exports that a host without dialogs makes. */
export function exportsFolder(library: string): string {
  return path.join(library, 'exports');
}

/**
 * Answers a request for `path`, one of the URLs of `contract/media.ts`, relative as they are: 404 for whatever is not
 * there, 405 for any method but GET and HEAD, 500 with a sentence when something that should be there cannot be read.
 */
export async function serveMedia(sources: MediaSources, request: Request, path: string): Promise<Response> {
  const find = finder(sources, path);
  if (find === null) return textResponse(404, 'There is no such media.');
  const refused = refuseMethod(request);
  if (refused !== null) return refused;
  try {
    const file = await find();
    const range = rangeAnswered(request, file);
    if (range !== null) await file.ready?.(range);
    return fileResponse(request, file);
  } catch (thrown) {
    const { code, message } = toProblem(thrown);
    return textResponse(code === 'not-found' ? 404 : 500, message);
  }
}

type Find = () => ServedFile | Promise<ServedFile>;

/** What looks for the file of a URL; null when there is no such URL. */
function finder(sources: MediaSources, path: string): Find | null {
  for (const [pattern, find] of routes) {
    const match = pattern.exec(path);
    if (match !== null) return () => find(sources, match[1] ?? '', match[2] ?? '');
  }
  return null;
}

type Route = (sources: MediaSources, name: string, level: string) => ServedFile | Promise<ServedFile>;

const routes: readonly (readonly [RegExp, Route])[] = [
  [/^media\/cover\/([1-9]\d{0,14})$/u, coverFile],
  [/^media\/stitched\/([0-9a-f]{64})\.wav$/u, stitchedFile],
  [/^media\/peaks\/([0-9a-f]{64})\/(\d{1,2})$/u, peaksFile],
  [/^media\/export\/([1-9]\d{0,14})$/u, exportFile],
  [/^media\/take\/([1-9]\d{0,14})\.wav$/u, takeAudio],
  [/^media\/clip\/([0-9a-f]{64})\.wav$/u, clipAudio],
  [/^media\/ticket\/([0-9a-f-]{36})$/u, ticketAudio],
];

function coverFile({ library }: MediaSources, id: string): ServedFile {
  const { mediaType, bytes } = found(findCover(library.db, projectIdSchema.parse(Number(id))), 'cover');
  return memoryFile(bytes, createHash('sha256').update(bytes).digest('hex'), {
    // The book said what it is; what is no image by its own words is not shown as anything.
    'Content-Type': /^image\/[\w.+-]+$/u.test(mediaType) ? mediaType : 'application/octet-stream',
    'Content-Security-Policy': inertImage,
    'Cache-Control': 'private, no-cache',
  });
}

/** Five seconds of sound: a seek in ten hours then carries half a megabyte, not the four that Chromium lets come. */
const playerBytes = 256 * 1024;

async function stitchedFile(sources: MediaSources, name: string): Promise<ServedFile> {
  const { checks } = sources;
  const stitched = await openChecked(sources, name);
  return {
    bytes: stitched.file.bytes,
    tag: name,
    headers: { 'Content-Type': 'audio/wav', 'Cache-Control': forever },
    rangeBytes: playerBytes,
    ready: ({ start, end }) =>
      checks.beforePlaying(stitched.index.takesIn(start, Math.min(end, start + playerBytes))),
    read: ({ start, end }) => readChecked(stitched, checks, start, end),
  };
}

/** A stitched file; of one whose takes are gone or cut short, those are told apart, so that they are spoken again. */
async function openChecked({ files, checks }: MediaSources, name: string): Promise<Stitched> {
  try {
    return await files.open(name);
  } catch (thrown) {
    if (toProblem(thrown).code !== 'export-mismatch') throw thrown;
    const told: unknown = await checks.beforePlaying(takesUsed(files.get(name))).catch((why: unknown) => why);
    throw toProblem(told).code === 'take-changed' ? told : thrown;
  }
}

/** The bytes of a stitched file, of which none is given before its take was found to be what was made. */
async function* readChecked(
  stitched: Stitched,
  checks: TakeChecks,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; at += playerBytes) {
    const next = Math.min(end, at + playerBytes);
    await checks.beforePlaying(stitched.index.takesIn(at, next));
    yield* readStitched(stitched, at, next);
  }
}

async function peaksFile(sources: MediaSources, name: string, level: string): Promise<ServedFile> {
  const pairs = await sources.peaks.get(name, Number(level), () => openChecked(sources, name));
  const headers = { 'Content-Type': 'application/octet-stream', 'Cache-Control': forever };
  // Every platform that Lectern runs on is little endian, as the contract wants it.
  return memoryFile(new Uint8Array(pairs.buffer), `${name}-${level}`, headers);
}

async function takeAudio({ library, checks }: MediaSources, id: string): Promise<ServedFile> {
  const take = takeIdSchema.parse(Number(id));
  const { file } = found(findTakeFile(library.db, take), 'take');
  await checks.beforePlaying([take]);
  return audioFile(library.file(file), 'private, no-cache');
}

function clipAudio({ library }: MediaSources, hash: string): Promise<ServedFile> {
  return audioFile(library.file(clipFile(hash)), forever);
}

/** A file that a person chose to cut a clip from: only once it was found to be audio. */
function ticketAudio({ references }: MediaSources, ticket: string): Promise<ServedFile> {
  return audioFile(found(references.audibleFile(ticket), 'audio file'), 'private, no-store');
}

async function audioFile(file: string, caching: string): Promise<ServedFile> {
  const facts = await stat(file).catch(() => null);
  const { size, mtimeMs } = found(facts?.isFile() === true ? facts : null, 'audio file');
  const kind = (await startsWith(file, 'RIFF')) ? 'audio/wav' : 'audio/mpeg';
  return {
    bytes: size,
    tag: `${path.basename(file)}-${size}-${mtimeMs}`,
    headers: { 'Content-Type': kind, 'Cache-Control': caching },
    read: (range) => readFileRange(file, range),
  };
}

async function startsWith(file: string, magic: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(magic.length), 0, magic.length, 0);
    return buffer.toString('latin1') === magic;
  } finally {
    await handle.close();
  }
}

async function exportFile({ library, exporter }: MediaSources, id: string): Promise<ServedFile> {
  const { target, format } = exporter.finished(exportIdSchema.parse(Number(id)));
  // A target that a person chose anywhere else is theirs, and no business of whoever asks over HTTP.
  const kept =
    path.dirname(target) === exportsFolder(library.folder) && isBelow(exportsFolder(library.folder), target);
  const facts = kept ? await stat(target).catch(() => null) : null;
  const { size, mtimeMs } = found(facts?.isFile() === true ? facts : null, 'finished export');
  return {
    bytes: size,
    tag: `${id}-${size}-${mtimeMs}`,
    headers: {
      'Content-Type': exporter.formats.mediaType(format),
      'Content-Disposition': attachment(path.basename(target)),
      'Cache-Control': 'private, no-cache',
    },
    read: (range) => readFileRange(target, range),
  };
}

/** Opens the file no sooner than its first bytes are asked for, so that an answer nobody reads leaves nothing open. */
async function* readFileRange(file: string, { start, end }: ByteRange): AsyncGenerator<Buffer> {
  yield* createReadStream(file, { start, end: end - 1 }) as AsyncIterable<Buffer>;
}

/** A download under that name: in ASCII for old clients, and as RFC 5987 writes every other. */
function attachment(name: string): string {
  const ascii = name.replaceAll(/[^\x20-\x7e]|["%\\]/gu, '_');
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
