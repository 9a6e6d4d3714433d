import { locate } from './locations.ts';
import { runWindow } from './hosts/electron/run-window.ts';

// In a packaged app this file is inside app.asar; what has to be a file of its own is beside it, unpacked
// (electron-builder.yml).
const unpacked = import.meta.url.replace('/app.asar/', '/app.asar.unpacked/');

runWindow({
  renderer: locate(import.meta.url).renderer,
  preload: new URL('../preload/preload.cjs', import.meta.url),
  locations: locate(unpacked),
});
