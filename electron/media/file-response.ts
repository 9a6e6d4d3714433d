import { parseRange, type ByteRange } from './byte-range.ts';

/** A file that is served: in memory, on the disk, or described as a list of parts. */
export interface ServedFile {
  /** Length in bytes. */
  bytes: number;
  /** A strong validator, without its quotes: it changes whenever a byte does. */
  tag: string;
  headers: Record<string, string>;
  /**
   * The most bytes that one range is answered with, for a player: it asks again as it plays, and takes
   * little of what it will not hear. RFC 9110, section 15.3.7, allows a shorter 206.
   */
  rangeBytes?: number;
  /** Awaited before a range is answered, while a refusal can still be told. */
  ready?: (range: ByteRange) => Promise<void>;
  /** The bytes `start` to `end` (exclusive), in order; whoever stops asking ends the reading. */
  read: (range: ByteRange) => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** Headers of every answer: what it is, is said by its type alone. */
const always = { 'X-Content-Type-Options': 'nosniff' };

/** Answers a GET or HEAD of a file, one Range of it included (RFC 9110, sections 13.1.5, 14 and 15). */
export function fileResponse(request: Request, file: ServedFile): Response {
  const tag = `"${file.tag}"`;
  const headers = { ...always, ...file.headers, ETag: tag, 'Accept-Ranges': 'bytes' };
  const range = rangeAsked(request, file);
  if (range === 'unsatisfiable') {
    return new Response(null, {
      status: 416,
      headers: { ...headers, 'Content-Range': `bytes */${file.bytes}` },
    });
  }
  const { start, end } = range === null ? { start: 0, end: file.bytes } : shorten(range, file);
  const answer = { ...headers, 'Content-Length': String(end - start) };
  const body = request.method === 'HEAD' ? null : ReadableStream.from(file.read({ start, end }));
  if (range === null) return new Response(body, { headers: answer });
  const contentRange = `bytes ${start}-${end - 1}/${file.bytes}`;
  return new Response(body, { status: 206, headers: { ...answer, 'Content-Range': contentRange } });
}

/** The bytes that a request is answered with; null when it gets none. */
export function rangeAnswered(request: Request, file: ServedFile): ByteRange | null {
  const range = rangeAsked(request, file);
  if (request.method === 'HEAD' || range === 'unsatisfiable') return null;
  return range === null ? { start: 0, end: file.bytes } : shorten(range, file);
}

function rangeAsked(request: Request, file: ServedFile): ReturnType<typeof parseRange> {
  const ifRange = request.headers.get('If-Range');
  // Range is defined for GET alone, and counts only while the file is still the one that was begun.
  const counts = request.method === 'GET' && (ifRange === null || ifRange === `"${file.tag}"`);
  return counts ? parseRange(request.headers.get('Range'), file.bytes) : null;
}

function shorten({ start, end }: ByteRange, { rangeBytes = Infinity }: ServedFile): ByteRange {
  return { start, end: Math.min(end, start + rangeBytes) };
}

/** A file that is in memory. */
export function memoryFile(bytes: Uint8Array, tag: string, headers: Record<string, string>): ServedFile {
  return { bytes: bytes.length, tag, headers, read: ({ start, end }) => [bytes.subarray(start, end)] };
}

/** An answer that is a short sentence for whoever reads it. */
export function textResponse(
  status: number,
  sentence: string,
  headers: Record<string, string> = {},
): Response {
  return new Response(`${sentence}\n`, {
    status,
    headers: {
      ...always,
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
      ...headers,
    },
  });
}

/** The refusal of any method but GET and HEAD; null for those. */
export function refuseMethod({ method }: Request): Response | null {
  if (method === 'GET' || method === 'HEAD') return null;
  return textResponse(405, 'This can only be read.', { Allow: 'GET, HEAD' });
}
