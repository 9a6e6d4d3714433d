import os from 'node:os';
import path from 'node:path';

/**
 * The folder for what belongs to the person and not to a library: `LECTERN_CONFIG`, else the
 * platform's place for a program's settings. Where that place is also the library's
 * (macOS, Windows), it is a folder beside it: libraries are copied and shared. On Linux it is by the XDG base directory
 * specification, which wants a variable that is empty or relative to be ignored.
 */
export function defaultConfigurationFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform = process.platform,
): string {
  const { LECTERN_CONFIG: chosen, XDG_CONFIG_HOME: xdg, APPDATA: appData } = environment;
  if (chosen !== undefined && chosen !== '') return path.resolve(chosen);
  const home = os.homedir();
  switch (platform) {
    case 'darwin':
      return path.join(home, 'Library', 'Application Support', 'Lectern Settings');
    case 'win32':
      return path.join(appData ?? path.join(home, 'AppData', 'Roaming'), 'Lectern Settings');
    default:
      return path.join(
        xdg !== undefined && path.isAbsolute(xdg) ? xdg : path.join(home, '.config'),
        'lectern',
      );
  }
}
