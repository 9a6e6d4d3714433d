import { largestRecording } from '../../contract/recording.ts';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { fileProblem } from '../../base/file-problem.ts';
import type { ReadingPurpose, Ticket } from '../../contract/calls.ts';
import { LecternError } from '../../contract/problem.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../../library/temporary-folder.ts';
import type { Tickets } from '../../library/tickets.ts';

/** Bytes of a manuscript that is taken at most: several times the largest illustrated EPUB. */
export const uploadLimit = 300 * 1024 * 1024;

/** Bytes that are taken at most, by what the file is to be read as. */
export type UploadLimits = Readonly<Record<ReadingPurpose, number>>;

/** Keeps what a browser sent for as long as its ticket is good, where nobody else may read it. */
export class Uploads {
  readonly #tickets: Tickets;
  readonly #limits: UploadLimits;
  #folder: Promise<TemporaryFolder> | undefined;

  constructor(tickets: Tickets, limits: UploadLimits = { manuscript: uploadLimit, audio: largestRecording }) {
    this.#tickets = tickets;
    this.#limits = limits;
  }

  /**
   * Puts the body of a request away as a file that the person knows as `name`, to be read as `purpose` says. Rejects
   * with `file-unsupported` as soon as it is larger than allowed, having kept nothing; the rest of the body is then left
   * to the caller.
   */
  async receive(request: IncomingMessage, purpose: ReadingPurpose, name: string): Promise<Ticket> {
    const shown = plainName(name);
    const limit = this.#limits[purpose];
    const refusal = (): LecternError => tooLarge(shown, limit, purpose);
    if (Number(request.headers['content-length'] ?? 0) > limit) throw refusal();
    const folder = await this.#place();
    const file = path.join(folder, randomUUID());
    const release = (): void => {
      rmSync(file, { force: true });
    };
    try {
      await write(request, file, limit, refusal);
    } catch (thrown) {
      release();
      throw fileProblem(thrown, folder);
    }
    return this.#tickets.forReading(purpose, file, { name: shown, release });
  }

  /** Removes everything that was never used. */
  async close(): Promise<void> {
    const folder = await this.#folder;
    await folder?.remove();
  }

  async #place(): Promise<string> {
    try {
      this.#folder ??= makeTemporaryFolder('uploads');
      return (await this.#folder).path;
    } catch (thrown) {
      // There may be room for one the next time.
      this.#folder = undefined;
      throw fileProblem(thrown, os.tmpdir());
    }
  }
}

async function write(
  request: IncomingMessage,
  file: string,
  limit: number,
  refusal: () => LecternError,
): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
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

/** A file's name without folders and signs that no name has; it is only ever shown, and its extension read. */
function plainName(name: string): string {
  const last = name.split(/[/\\]/u).at(-1) ?? '';
  const plain = last
    .replaceAll(/\p{Cc}/gu, '')
    .trim()
    .slice(-200);
  return plain === '' ? 'manuscript' : plain;
}

function tooLarge(name: string, limit: number, purpose: ReadingPurpose): LecternError {
  const action = {
    manuscript: 'Import a smaller file, such as the book without its pictures.',
    audio: 'Cut a minute out of it first: a clip needs only a few seconds.',
  }[purpose];
  return new LecternError(
    'file-unsupported',
    `“${name}” is larger than ${Math.floor(limit / 1024 / 1024)} MB, which is more than Lectern takes from a browser.`,
    action,
  );
}
