import { isUtf8 } from 'node:buffer';
import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { crc32 } from 'node:zlib';
import { fromRandomAccessReaderPromise, getFileNameLowLevel, type Entry, type ZipFile } from 'yauzl';
import { LecternError } from '../../../contract/problem.ts';
import { fileReadProblem } from '../../file-read-problem.ts';
import { FileReader } from './file-reader.ts';
import { ratioMatters, type Limits } from './limits.ts';
import { damaged, protectedBook, throwIfCancelled, unsafe } from './refusals.ts';

/** A ZIP archive of which single entries are read, each whole, none before it is asked for. */
export class Archive {
  readonly #file: FileHandle;
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #folded: ReadonlyMap<string, string>;
  readonly #limits: Limits;
  readonly #signal: AbortSignal | undefined;
  #documentBytes = 0;

  private constructor(
    file: FileHandle,
    zip: ZipFile,
    entries: ReadonlyMap<string, Entry>,
    limits: Limits,
    signal: AbortSignal | undefined,
  ) {
    this.#file = file;
    this.#zip = zip;
    this.#entries = entries;
    this.#folded = new Map([...entries.keys()].map((name) => [fold(name), name]));
    this.#limits = limits;
    this.#signal = signal;
  }

  /**
   * Opens an archive and reads its table of contents, no more. Throws a `LecternError`: `file-missing`,
   * `file-unreadable`, `manuscript-damaged` (not a ZIP, cut short), `manuscript-unsafe` (too many entries, a name that climbs out of the
   * archive), `manuscript-protected` (an encrypted table), `cancelled`.
   */
  static async open(path: string, limits: Limits, signal?: AbortSignal): Promise<Archive> {
    throwIfCancelled(signal);
    const file = await openFile(path);
    try {
      const { zip, entries } = await readTable(file, limits, signal);
      return new Archive(file, zip, entries, limits, signal);
    } catch (thrown) {
      await file.close();
      throw thrown;
    }
  }

  async close(): Promise<void> {
    this.#zip.close();
    await this.#file.close();
  }

  /**
   * The name of the entry that a path (or a percent-encoded reference) means, or null when there is none. Case and
   * Unicode form are ignored where no entry matches exactly, because books are made on systems that ignore them.
   */
  find(path: string): string | null {
    const decoded = percentDecoded(path);
    for (const name of [path, decoded]) if (this.#entries.has(name)) return name;
    return this.#folded.get(fold(path)) ?? this.#folded.get(fold(decoded)) ?? null;
  }

  /**
   * The bytes of a document (a name that {@link find} gave), decompressed. Throws a `LecternError`:
   * `manuscript-unsafe` beyond the limits, `manuscript-damaged`, `manuscript-protected`, `file-unsupported`, `cancelled`.
   */
  async readDocument(name: string): Promise<Buffer> {
    const entry = this.#entry(name);
    const { documentBytes, totalBytes, ratio } = this.#limits;
    const size = entry.uncompressedSize;
    if (size > documentBytes) {
      throw unsafe(name, `it would take ${size} bytes unpacked, and ${documentBytes} are allowed`);
    }
    if (size > ratioMatters && size > entry.compressedSize * ratio) {
      throw unsafe(name, `it is packed more than ${ratio} times smaller than it is, like a ZIP bomb`);
    }
    this.#documentBytes += size;
    if (this.#documentBytes > totalBytes) {
      throw unsafe(name, `the documents up to here take more than ${totalBytes} bytes unpacked`);
    }
    return this.#read(entry, name);
  }

  /** The bytes of an image, or null when it is larger than a cover may be. Throws like {@link readDocument}. */
  async readCover(name: string): Promise<Buffer | null> {
    const entry = this.#entry(name);
    return entry.uncompressedSize > this.#limits.coverBytes ? null : this.#read(entry, name);
  }

  #entry(name: string): Entry {
    const entry = this.#entries.get(name);
    if (entry === undefined) throw damaged(name, 'it is missing from the book');
    return entry;
  }

  async #read(entry: Entry, name: string): Promise<Buffer> {
    throwIfCancelled(this.#signal);
    if (entry.isEncrypted()) throw protectedBook(name, 'this file in the book is encrypted with a password');
    if (!entry.canDecodeFileData()) {
      throw new LecternError(
        'file-unsupported',
        `${name}: it is packed by ZIP method ${entry.compressionMethod}, which EPUB does not allow.`,
        'Pack the book anew with an EPUB editor, or convert it with Calibre.',
      );
    }
    const size = entry.uncompressedSize;
    const chunks: Buffer[] = [];
    let length = 0;
    let checksum = 0;
    try {
      const stream = await this.#zip.openReadStreamPromise(entry);
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        throwIfCancelled(this.#signal);
        length += chunk.length;
        if (length > size)
          throw unsafe(name, `it unpacks to more than the ${size} bytes that the archive states`);
        checksum = crc32(chunk, checksum);
        chunks.push(chunk);
      }
    } catch (thrown) {
      if (thrown instanceof LecternError) throw thrown;
      throw damaged(name, 'its compressed data cannot be unpacked', thrown);
    }
    if (length !== size) throw damaged(name, `it ends after ${length} of ${size} bytes`);
    if (checksum !== entry.crc32) throw damaged(name, 'its content does not match its checksum');
    return Buffer.concat(chunks, length);
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (thrown) {
    throw fileReadProblem(thrown, basename(path));
  }
}

async function readTable(
  file: FileHandle,
  limits: Limits,
  signal: AbortSignal | undefined,
): Promise<{ zip: ZipFile; entries: Map<string, Entry> }> {
  const { size } = await file.stat();
  const entries = new Map<string, Entry>();
  try {
    const zip = await fromRandomAccessReaderPromise(new FileReader(file, size), size, {
      autoClose: false,
      decodeStrings: false,
      validateEntrySizes: false,
    });
    if (zip.entryCount > limits.entries) {
      throw unsafe('The archive', `it has ${zip.entryCount} entries, and ${limits.entries} are allowed`);
    }
    for await (const entry of zip.eachEntry()) {
      throwIfCancelled(signal);
      entries.set(safeName(entry), entry);
    }
    return { zip, entries };
  } catch (thrown) {
    throw thrown instanceof LecternError ? thrown : await notAnArchive(file, thrown);
  }
}

/** The entry's name with `/` between folders. Nothing is ever written by these names; a climbing one is refused anyway. */
function safeName(entry: Entry): string {
  const raw = entry.fileNameRaw;
  const name = (
    isUtf8(raw)
      ? raw.toString('utf8')
      : getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false)
  ).replaceAll('\\', '/');
  if (name.startsWith('/') || /^[a-z]:/iu.test(name) || name.split('/').includes('..')) {
    throw unsafe(`The entry "${name}"`, 'its name climbs out of the archive');
  }
  return name;
}

async function notAnArchive(file: FileHandle, thrown: unknown): Promise<LecternError> {
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  if (reason.includes('strong encryption')) return protectedBook('The archive', 'it is encrypted');
  const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
  return bytesRead === 2 && buffer.toString('latin1') === 'PK'
    ? damaged('The book', 'its ZIP archive is cut short or broken', thrown)
    : damaged('The book', 'it is not an EPUB, because it is no ZIP archive', thrown);
}

function fold(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

function percentDecoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
