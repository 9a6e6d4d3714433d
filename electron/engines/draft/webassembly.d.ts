/**
 * The little of the WebAssembly JavaScript interface that the draft voice uses. Node has it, but its types leave it to
 * the DOM's, and those have no place in code that runs in a worker thread.
 * Source: WebAssembly JavaScript Interface (W3C), sections 5.1 to 5.4.
 */
declare namespace WebAssembly {
  type ImportFunction = (...args: never[]) => unknown;

  class Module {
    constructor(bytes: Uint8Array);
    private readonly compiled: true;
  }

  class Memory {
    private constructor();
    readonly buffer: ArrayBuffer;
  }

  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, ImportFunction>>);
    readonly exports: Record<string, unknown>;
  }
}
