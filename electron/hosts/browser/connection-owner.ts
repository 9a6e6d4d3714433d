import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';

/** The tables in which Linux lists its connections; a browser may come by either. */
const tables = ['/proc/net/tcp', '/proc/net/tcp6'];

/**
 * Whether a connection from this computer is known to be another user's. Linux alone tells whose a connection is, and
 * root may be anybody, such as what carries connections into a virtual machine.
 */
export async function isOfAnotherUser({ remotePort, localPort }: Socket): Promise<boolean> {
  const self = process.getuid?.();
  if (process.platform !== 'linux' || self === undefined) return false;
  for (const table of tables) {
    const lines = await readFile(table, 'latin1').catch(() => '');
    const owner = ownerIn(lines, portName(remotePort), portName(localPort));
    if (owner !== null) return owner !== self && owner !== 0;
  }
  return false;
}

/** The user whose end of a connection is at `own` and leads to `other`, ports as the table writes them. */
function ownerIn(table: string, own: string, other: string): number | null {
  for (const line of table.split('\n')) {
    const [, local = '', remote = '', , , , , user = ''] = line.trim().split(/\s+/u);
    if (local.endsWith(own) && remote.endsWith(other)) return Number(user);
  }
  return null;
}

function portName(port = 0): string {
  return `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
}
