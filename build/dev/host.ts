import process from 'node:process';
import { runBrowserHost } from '../../electron/hosts/browser/run-browser-host.ts';
import { locate } from '../../electron/locations.ts';

// The browser host as `npm run dev` runs it, below a process of its own: from source, without a built page, which Vite
// serves in its place. It ends when that process does, however it does.

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
let told = false;
for (const signal of signals) process.once(signal, () => (told = true));
process.on('disconnect', () => {
  // Ctrl-C on a terminal reaches both processes, and a second signal would end this one at once.
  if (!told) process.emit('SIGTERM', 'SIGTERM');
});

process.exitCode = await runBrowserHost(process.argv.slice(2), {
  ...locate(new URL('../../electron/browser-host.ts', import.meta.url).href),
  renderer: new URL('../../renderer/', import.meta.url),
});
if (process.connected) process.disconnect();
