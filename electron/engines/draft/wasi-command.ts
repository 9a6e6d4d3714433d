import { MemoryFile } from './memory-file.ts';

// Just enough WASI for a command that reads and writes a few files in one folder: the 13 functions that Flite imports,
// over files in memory. Source of every signature, layout and number:
// https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md

const errno = { success: 0, badf: 8, inval: 28, noent: 44 } as const;
const filetype = { directory: 3, regular: 4 } as const;
const oflags = { creat: 1, trunc: 8 } as const;
const fdflagAppend = 1;
const allRights = 0xffff_ffff_ffff_ffffn;

const stdin = 0;
const stdout = 1;
const stderr = 2;
/** The one folder that the command is given, under the name `.`. */
const folder = 3;
const folderName = new TextEncoder().encode('.');

/** What a command left behind. */
export interface WasiOutcome {
  exitCode: number;
  stdout: string;
  stderr: string;
  files: ReadonlyMap<string, MemoryFile>;
}

interface OpenFile {
  file: MemoryFile;
  position: number;
  append: boolean;
}

/** `proc_exit` must not return; this carries the exit code out of the running module. */
class Exit extends Error {
  readonly code: number;

  constructor(code: number) {
    super(`exit ${code}`);
    this.code = code;
  }
}

/**
 * Runs a WASI command once, in an instance of its own. `args` begins with the command's name; `files` are what it
 * finds in its working folder. Throws what the engine throws when the code traps (`WebAssembly.RuntimeError`).
 */
export function runWasiCommand(
  module: WebAssembly.Module,
  args: readonly string[],
  files: ReadonlyMap<string, Uint8Array>,
): WasiOutcome {
  const command = new WasiCommand(args, files);
  const instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: command.imports() });
  const { memory, _start: start } = instance.exports;
  if (!(memory instanceof WebAssembly.Memory) || typeof start !== 'function') {
    throw new TypeError('The WebAssembly module is not a WASI command: it exports no memory or no _start.');
  }
  command.memory = memory;
  let exitCode = 0;
  try {
    Reflect.apply(start, undefined, []);
  } catch (thrown) {
    if (!(thrown instanceof Exit)) throw thrown;
    exitCode = thrown.code;
  }
  return { exitCode, ...command.output() };
}

class WasiCommand {
  memory: WebAssembly.Memory | undefined;
  readonly #args: Uint8Array[];
  readonly #files: Map<string, MemoryFile>;
  readonly #open: Map<number, OpenFile>;
  #nextFd = folder + 1;

  constructor(args: readonly string[], files: ReadonlyMap<string, Uint8Array>) {
    this.#args = args.map((arg) => new TextEncoder().encode(`${arg}\0`));
    this.#files = new Map(
      [...files].map(([name, content]) => [name, new MemoryFile(new Uint8Array(content))]),
    );
    this.#open = new Map([stdin, stdout, stderr].map((fd) => [fd, opened(new MemoryFile(), false)]));
  }

  imports(): Record<string, WebAssembly.ImportFunction> {
    return {
      args_sizes_get: (count: number, bytes: number) => this.#argsSizes(count, bytes),
      args_get: (pointers: number, buffer: number) => this.#argsGet(pointers, buffer),
      // Always the same instant: nothing that Flite says may depend on the time of day.
      clock_time_get: (_clock: number, _precision: bigint, time: number) => this.#put64(time, 0n),
      fd_prestat_get: (fd: number, prestat: number) => this.#prestat(fd, prestat),
      fd_prestat_dir_name: (fd: number, path: number, length: number) => this.#prestatName(fd, path, length),
      fd_fdstat_get: (fd: number, stat: number) => this.#fdstat(fd, stat),
      fd_fdstat_set_flags: (fd: number, flags: number) => this.#setFlags(fd, flags),
      path_open: (
        dir: number,
        _lookup: number,
        path: number,
        length: number,
        how: number,
        _rights: bigint,
        _inheriting: bigint,
        flags: number,
        fd: number,
      ) => this.#pathOpen(dir, this.#text(path, length), how, flags, fd),
      fd_read: (fd: number, vectors: number, count: number, size: number) =>
        this.#read(fd, vectors, count, size),
      fd_write: (fd: number, vectors: number, count: number, size: number) =>
        this.#write(fd, vectors, count, size),
      fd_seek: (fd: number, offset: bigint, whence: number, result: number) =>
        this.#seek(fd, offset, whence, result),
      fd_close: (fd: number) => (this.#open.delete(fd) ? errno.success : errno.badf),
      proc_exit: (code: number) => {
        throw new Exit(code);
      },
    };
  }

  output(): Omit<WasiOutcome, 'exitCode'> {
    return { stdout: this.#printed(stdout), stderr: this.#printed(stderr), files: this.#files };
  }

  #printed(fd: number): string {
    return new TextDecoder().decode(this.#open.get(fd)?.file.content());
  }

  #argsSizes(count: number, bytes: number): number {
    this.#put32(count, this.#args.length);
    return this.#put32(
      bytes,
      this.#args.reduce((sum, arg) => sum + arg.length, 0),
    );
  }

  #argsGet(pointers: number, buffer: number): number {
    let at = buffer;
    for (const [index, arg] of this.#args.entries()) {
      this.#put32(pointers + index * 4, at);
      this.#bytes(at, arg.length).set(arg);
      at += arg.length;
    }
    return errno.success;
  }

  #prestat(fd: number, prestat: number): number {
    // The libc asks for 3, 4, 5… until it is told that there are no more folders.
    if (fd !== folder) return errno.badf;
    this.#put32(prestat, 0);
    return this.#put32(prestat + 4, folderName.length);
  }

  #prestatName(fd: number, path: number, length: number): number {
    if (fd !== folder || length < folderName.length) return errno.badf;
    this.#bytes(path, folderName.length).set(folderName);
    return errno.success;
  }

  #fdstat(fd: number, stat: number): number {
    if (fd !== folder && !this.#open.has(fd)) return errno.badf;
    this.#bytes(stat, 24).fill(0);
    this.#bytes(stat, 1)[0] = fd === folder ? filetype.directory : filetype.regular;
    this.#put64(stat + 8, allRights);
    return this.#put64(stat + 16, allRights);
  }

  #setFlags(fd: number, flags: number): number {
    const open = this.#open.get(fd);
    if (open === undefined) return errno.badf;
    open.append = (flags & fdflagAppend) !== 0;
    return errno.success;
  }

  #pathOpen(dir: number, path: string, how: number, flags: number, fd: number): number {
    if (dir !== folder) return errno.badf;
    let file = this.#files.get(path);
    if (file === undefined) {
      if ((how & oflags.creat) === 0) return errno.noent;
      file = new MemoryFile();
      this.#files.set(path, file);
    }
    if ((how & oflags.trunc) !== 0) file.truncate();
    const number = this.#nextFd++;
    this.#open.set(number, opened(file, (flags & fdflagAppend) !== 0));
    return this.#put32(fd, number);
  }

  #read(fd: number, vectors: number, count: number, size: number): number {
    const open = this.#open.get(fd);
    if (open === undefined) return errno.badf;
    let total = 0;
    for (const target of this.#vectors(vectors, count)) {
      const length = open.file.read(open.position, target);
      open.position += length;
      total += length;
    }
    return this.#put32(size, total);
  }

  #write(fd: number, vectors: number, count: number, size: number): number {
    const open = this.#open.get(fd);
    if (open === undefined) return errno.badf;
    let total = 0;
    for (const bytes of this.#vectors(vectors, count)) {
      if (open.append) open.position = open.file.length;
      open.file.write(open.position, bytes);
      open.position += bytes.length;
      total += bytes.length;
    }
    return this.#put32(size, total);
  }

  #seek(fd: number, offset: bigint, whence: number, result: number): number {
    const open = this.#open.get(fd);
    if (open === undefined) return errno.badf;
    const from = [0, open.position, open.file.length][whence];
    if (from === undefined || from + Number(offset) < 0) return errno.inval;
    open.position = from + Number(offset);
    return this.#put64(result, BigInt(open.position));
  }

  #vectors(at: number, count: number): Uint8Array[] {
    const view = this.#view();
    return Array.from({ length: count }, (_, index) =>
      this.#bytes(view.getUint32(at + index * 8, true), view.getUint32(at + index * 8 + 4, true)),
    );
  }

  #text(at: number, length: number): string {
    return new TextDecoder().decode(this.#bytes(at, length));
  }

  #put32(at: number, value: number): number {
    this.#view().setUint32(at, value, true);
    return errno.success;
  }

  #put64(at: number, value: bigint): number {
    this.#view().setBigUint64(at, value, true);
    return errno.success;
  }

  #bytes(at: number, length: number): Uint8Array {
    return new Uint8Array(this.#buffer(), at, length);
  }

  // Made anew at each use: when the module's memory grows, the old buffer is detached.
  #view(): DataView {
    return new DataView(this.#buffer());
  }

  #buffer(): ArrayBuffer {
    if (this.memory === undefined) throw new TypeError('The WASI command has not been started.');
    return this.memory.buffer;
  }
}

function opened(file: MemoryFile, append: boolean): OpenFile {
  return { file, position: 0, append };
}
