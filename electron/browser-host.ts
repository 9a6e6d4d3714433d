import process from 'node:process';
import { runBrowserHost } from './hosts/browser/run-browser-host.ts';
import { locate } from './locations.ts';

// The same studio as in the window, served to a browser on this computer.
process.exitCode = await runBrowserHost(process.argv.slice(2), locate(import.meta.url));
