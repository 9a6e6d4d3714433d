import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import type { Bridge } from './contract/bridge.ts';
import type { StudioEvent } from './contract/events.ts';
import { callChannel, eventChannel, ticketChannel } from './hosts/electron/channels.ts';

/**
 * The path of a file that the person dropped or chose; empty for one that a script made, which has none. This is the one
 * place where a path is named, in a world that no script of the page reaches: the page holds a `File` and nothing else.
 */
function pathOf(file: unknown): string {
  try {
    // Electron itself refuses whatever is not a `File`.
    return webUtils.getPathForFile(file as File);
  } catch {
    return '';
  }
}

const bridge: Bridge = {
  kind: 'electron',
  call: (name, input) => ipcRenderer.invoke(callChannel, name, input),
  onEvent(listener) {
    // Electron's own event object stays here; through it the page could reach the sender.
    const forward = (_: IpcRendererEvent, event: StudioEvent): void => {
      listener(event);
    };
    ipcRenderer.on(eventChannel, forward);
    return () => {
      ipcRenderer.off(eventChannel, forward);
    };
  },
  ticketForFile: (file, purpose) => ipcRenderer.invoke(ticketChannel, pathOf(file), purpose),
};

contextBridge.exposeInMainWorld('lectern', bridge);
