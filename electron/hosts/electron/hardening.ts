import { app, session, type Session, type WebContents } from 'electron';
import { isOurs } from './studio-scheme.ts';

// Electron's security checklist, as far as it is not the window's own preferences (main-window.ts), the page's policy
// (host/content-security-policy.ts) or the fuses (electron-builder.yml).

/** Keeps everything that is ever shown on Lectern's own page: no navigation, no new window, no webview. */
export function confineContents(): void {
  app.on('web-contents-created', (_, contents) => {
    confine(contents);
  });
}

function confine(contents: WebContents): void {
  contents.on('will-frame-navigate', (event) => {
    if (!isOurs(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isOurs(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/**
 * Refuses every download, and every permission but those of our own page to copy text and to tell of an end by a
 * notification: the page gets its files through the host.
 */
export function refusePermissions(current: Session = session.defaultSession): void {
  current.setPermissionCheckHandler((_, permission, origin) => isAllowed(permission, origin));
  current.setPermissionRequestHandler((_, permission, answer, { requestingUrl }) => {
    answer(isAllowed(permission, requestingUrl));
  });
  current.setDevicePermissionHandler(() => false);
  current.setDisplayMediaRequestHandler((_, answer) => {
    answer({});
  });
  current.on('will-download', (event) => {
    event.preventDefault();
  });
}

/** Text that a person copies by a button, and notifications; nothing can be read by either. */
function isAllowed(permission: string, asker: string): boolean {
  return permission === 'clipboard-sanitized-write' || (permission === 'notifications' && isOurs(asker));
}
