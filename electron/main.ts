import process from 'node:process';
import { app } from 'electron';
import { locate } from './locations.ts';
import { allowLocalSockets, pageFromSource } from './hosts/electron/page-from-source.ts';
import { runWindow } from './hosts/electron/run-window.ts';

// In a packaged app this file is inside app.asar; what has to be a file of its own is beside it, unpacked
// (electron-builder.yml).
const unpacked = import.meta.url.replace('/app.asar/', '/app.asar.unpacked/');

const source = pageFromSource(app.isPackaged, process.env);
if (source !== null) allowLocalSockets(app);

runWindow({
  renderer: source ?? locate(import.meta.url).renderer,
  preload: new URL('../preload/preload.cjs', import.meta.url),
  locations: locate(unpacked),
});
