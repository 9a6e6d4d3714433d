import { spawn } from 'node:child_process';

/**
 * Opens an address in the person's browser, if there is one. The page's own address is printed, so nothing depends on
 * it. `url` becomes an argument of other programs, which every user of the computer can read: it must be worth nothing
 * once it was opened.
 */
export function openBrowser(url: string): void {
  const [command, ...args] = opener(process.platform);
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

/** The platform's program that opens an address, with its arguments; none of them passes through a shell. */
function opener(platform: NodeJS.Platform): readonly [string, ...string[]] {
  switch (platform) {
    case 'darwin':
      return ['open'];
    case 'win32':
      return ['rundll32', 'url.dll,FileProtocolHandler'];
    default:
      return ['xdg-open'];
  }
}
