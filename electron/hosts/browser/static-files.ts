import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileResponse, memoryFile, refuseMethod, textResponse } from '../../media/file-response.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/**
 * Answers a request for a file of the built page; `path` is relative to the page's address, as it was sent, and empty
 * for the page itself. Only plain names below the folder `root`, which ends in a slash, are found, so that no spelling leads out of it.
 */
export async function staticFileResponse(
  request: Request,
  root: URL,
  urlPath: string,
  policy = contentSecurityPolicy(),
): Promise<Response> {
  const name = urlPath === '' ? 'index.html' : urlPath;
  const type = types[path.extname(name)];
  const bytes = type !== undefined && isPlain(name) ? await readIfThere(new URL(name, root)) : null;
  if (type === undefined || bytes === null) return textResponse(404, 'There is no such file.');
  const headers = {
    'Content-Type': type,
    'Content-Security-Policy': policy,
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-cache',
  };
  const tag = createHash('sha256').update(bytes).digest('hex');
  return refuseMethod(request) ?? fileResponse(request, memoryFile(bytes, tag, headers));
}

/** Whether every step of a path is a name of letters, digits, `_`, `-` and dots that does not begin with a dot. */
function isPlain(name: string): boolean {
  return name.split('/').every((step) => /^[\w-][\w.-]*$/u.test(step));
}

async function readIfThere(file: URL): Promise<Uint8Array | null> {
  try {
    return await readFile(fileURLToPath(file));
  } catch {
    return null;
  }
}
