/**
 * A built preload script as one that runs in a page: with the `require` of a sandboxed window, which knows Electron
 * alone, and with the page's ends of IPC, `__invoke` and `__receive`.
 */
export function asInitScript(preload: string): string {
  return `(() => {
    if (window !== window.top) return;
    const listeners = new Map();
    window.__receive = (channel, payload) => {
      for (const listener of listeners.get(channel) ?? []) listener({}, payload);
    };
    const electron = {
      contextBridge: {
        exposeInMainWorld(name, api) {
          if (Object.getPrototypeOf(api) !== Object.prototype) throw new TypeError('only plain objects cross the bridge');
          Object.defineProperty(window, name, { value: Object.freeze({ ...api }) });
        },
      },
      ipcRenderer: {
        invoke: (channel, ...args) => window.__invoke(channel, structuredClone(args)),
        on: (channel, listener) => listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
        off: (channel, listener) =>
          listeners.set(channel, (listeners.get(channel) ?? []).filter((other) => other !== listener)),
      },
      webUtils: {
        getPathForFile(file) {
          if (!(file instanceof File)) throw new TypeError('not a File');
          // A file that a script made has no path; a test gives one to a file that it says was dropped.
          return file.droppedFrom ?? '';
        },
      },
    };
    const require = (name) => {
      if (name === 'electron') return electron;
      throw new Error('a sandboxed preload cannot require ' + name);
    };
    (function (require, module, exports) {
${preload}
    })(require, { exports: {} }, {});
  })();`;
}
