import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../base/durable-file.ts';
import { fileProblem } from '../base/file-problem.ts';
import { LecternError } from '../contract/problem.ts';
import { webhookSchema } from '../contract/replicate.ts';

const keptTokenSchema = z.discriminatedUnion('kept', [
  /** As it is, in a file that only its owner can read. */
  z.object({ kept: z.literal('file'), origin: z.string(), text: z.string() }),
  /** Sealed by the key store of this computer, base64. */
  z.object({ kept: z.literal('key-store'), origin: z.string(), sealed: z.base64() }),
]);

/** A token as it is kept, with the origin of the service that it was given for. */
export type KeptToken = z.infer<typeof keptTokenSchema>;

/** Loose: what a newer Lectern keeps here is not lost by an older one. */
const contentSchema = z.looseObject({
  apiUrl: z.string().optional(),
  webhook: webhookSchema.nullable().optional(),
  stream: z.boolean().optional(),
  token: keptTokenSchema.nullable().optional(),
});

/** What is kept of the connection. */
export type ConnectionContent = z.infer<typeof contentSchema>;

/** Only the owner may read it and write it. */
const fileMode = 0o600;
const folderMode = 0o700;
const others = 0o077;

/** The file in which a connection is kept. */
export class ConnectionFile {
  readonly path: string;

  constructor(folder: string) {
    this.path = path.join(folder, 'connection.json');
  }

  /**
   * What is kept; nothing where there is no file. A file that others could read is first made its owner's alone.
   * Throws `file-unreadable` when that cannot be done, or when the file is damaged.
   */
  read(): ConnectionContent {
    const text = this.#text();
    if (text === null) return {};
    const content = parse(text);
    if (content === null) throw this.#damaged();
    return content;
  }

  /** Changes some of what is kept. A damaged file is set aside first, for whoever wants to mend it. Throws as writing does. */
  change(update: (content: ConnectionContent) => ConnectionContent): void {
    const text = this.#text();
    const content = text === null ? {} : parse(text);
    const folder = path.dirname(this.path);
    const json = `${JSON.stringify(update(content ?? {}), null, 2)}\n`;
    try {
      fs.mkdirSync(folder, { recursive: true, mode: folderMode });
      if (content === null) fs.renameSync(this.path, `${this.path}.damaged`);
      writeDurably(this.path, [Buffer.from(json)], fileMode);
    } catch (thrown) {
      throw isForbidden(thrown) ? unwritable(folder, thrown) : fileProblem(thrown, folder);
    }
  }

  #text(): string | null {
    let handle: number;
    try {
      handle = fs.openSync(this.path, 'r');
    } catch (thrown) {
      if (codeOf(thrown) === 'ENOENT') return null;
      throw this.#unreadable(thrown);
    }
    try {
      keepPrivate(handle);
      return fs.readFileSync(handle, 'utf8');
    } catch (thrown) {
      throw this.#unreadable(thrown);
    } finally {
      fs.closeSync(handle);
    }
  }

  #unreadable(thrown: unknown): LecternError {
    const why = thrown instanceof SharedFile ? thrown.message : `the system says ${codeOf(thrown)}`;
    return new LecternError(
      'file-unreadable',
      `Lectern cannot use ${this.path}, in which the connection to Replicate is kept: ${why}.`,
      'Make it a file that you own and only you can read, or delete it.',
      { cause: thrown },
    );
  }

  #damaged(): LecternError {
    return new LecternError(
      'file-unreadable',
      `The file ${this.path}, in which the connection to Replicate is kept, is damaged.`,
      'Enter the token anew, which sets the damaged file aside, or mend or delete it.',
    );
  }
}

class SharedFile extends Error {}

/** Takes everyone's rights but the owner's away from an open file. Windows keeps a person's own folders private itself. */
function keepPrivate(handle: number): void {
  if (process.getuid === undefined) return;
  const { mode, uid } = fs.fstatSync(handle);
  if (uid !== process.getuid()) throw new SharedFile('it belongs to another user of this computer');
  if ((mode & others) === 0) return;
  fs.fchmodSync(handle, fileMode);
  // Some file systems know no rights, and do not say so.
  if ((fs.fstatSync(handle).mode & others) !== 0) throw new SharedFile('others can read it');
}

/** Null when it is not what it should be. What is wrong is not said: the words of a parser quote the text. */
function parse(text: string): ConnectionContent | null {
  try {
    return contentSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function isForbidden(thrown: unknown): boolean {
  return ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(codeOf(thrown));
}

function unwritable(folder: string, cause: unknown): LecternError {
  return new LecternError(
    'target-unwritable',
    `Lectern cannot write into ${folder}, where it keeps the connection to Replicate.`,
    'Give yourself write permission there, or name another folder in LECTERN_CONFIG.',
    { cause },
  );
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'nothing more';
}
