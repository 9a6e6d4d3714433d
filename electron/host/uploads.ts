import { randomUUID } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { fileProblem } from '../audio/file-problem.ts';
import type { Ticket } from '../contract/calls.ts';
import { LecternError } from '../contract/problem.ts';
import type { Tickets } from '../studio/tickets.ts';
import { audioExtensions } from './audio-files.ts';

/** Bytes of a manuscript that is taken at most: several times the largest illustrated EPUB. */
export const uploadLimit = 300 * 1024 * 1024;

/** Bytes of a recording that is taken at most: several minutes of the best WAV, for a clip of a few seconds. */
export const audioUploadLimit = 100 * 1024 * 1024;

/** Bytes that are taken at most, by what the file's name promises. */
export interface UploadLimits {
  manuscript: number;
  audio: number;
}

/** Keeps what a browser sent until it is imported. */
export class Uploads {
  readonly #tickets: Tickets;
  readonly #limits: UploadLimits;
  readonly #files = new Map<Ticket, string>();
  #folder: Promise<string> | undefined;

  constructor(tickets: Tickets, limits: UploadLimits = { manuscript: uploadLimit, audio: audioUploadLimit }) {
    this.#tickets = tickets;
    this.#limits = limits;
  }

  /**
   * Puts the body of a request away as a file that the person knows as `name`. Rejects with `file-unsupported` as soon
   * as it is larger than allowed, having kept nothing; the rest of the body is then left to the caller.
   */
  async receive(request: IncomingMessage, name: string): Promise<Ticket> {
    const shown = plainName(name);
    const kind = isAudio(shown) ? 'audio' : 'manuscript';
    const limit = this.#limits[kind];
    const refusal = (): LecternError => tooLarge(shown, limit, kind);
    if (Number(request.headers['content-length'] ?? 0) > limit) throw refusal();
    this.#folder ??= mkdtemp(path.join(os.tmpdir(), 'lectern-uploads-'));
    const folder = await this.#folder;
    const file = path.join(folder, randomUUID());
    try {
      await write(request, file, limit, refusal);
    } catch (thrown) {
      await rm(file, { force: true });
      throw fileProblem(thrown, folder);
    }
    const ticket = this.#tickets.issue(file, shown);
    this.#files.set(ticket, file);
    return ticket;
  }

  /** Removes the file of a ticket that has been used; any other ticket is none of its business. */
  async discard(ticket: Ticket): Promise<void> {
    const file = this.#files.get(ticket);
    this.#files.delete(ticket);
    if (file !== undefined) await rm(file, { force: true });
  }

  /** Removes everything that was never imported. */
  async close(): Promise<void> {
    const folder = await this.#folder;
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

async function write(
  request: IncomingMessage,
  file: string,
  limit: number,
  refusal: () => LecternError,
): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    let bytes = 0;
    // The connection must outlive a refusal, or the browser would never read it.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > limit) throw refusal();
      await handle.appendFile(chunk);
    }
  } finally {
    await handle.close();
  }
}

function isAudio(name: string): boolean {
  return audioExtensions.includes(path.extname(name).slice(1).toLowerCase());
}

/** A file's name without folders and signs that no name has; it is only ever shown, and its extension read. */
function plainName(name: string): string {
  const last = name.split(/[/\\]/u).at(-1) ?? '';
  const plain = last
    .replaceAll(/\p{Cc}/gu, '')
    .trim()
    .slice(-200);
  return plain === '' ? 'manuscript' : plain;
}

function tooLarge(name: string, limit: number, kind: keyof UploadLimits): LecternError {
  const action = {
    manuscript: 'Import a smaller file, such as the book without its pictures.',
    audio: 'Cut a minute out of it first: a clip needs only a few seconds.',
  }[kind];
  return new LecternError(
    'file-unsupported',
    `“${name}” is larger than ${Math.floor(limit / 1024 / 1024)} MB, which is more than Lectern takes from a browser.`,
    action,
  );
}
