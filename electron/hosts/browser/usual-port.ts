import { createHash } from 'node:crypto';
import path from 'node:path';

/** Below the ports that systems give away by themselves, and above those of known services. */
const first = 20_000;
const count = 12_000;

/**
 * The port that a library is served on when it is free, always the same: a page that was left open then meets the
 * Lectern that was started after its own, and can say so.
 */
export function usualPort(library: string): number {
  const digest = createHash('sha256').update(path.resolve(library)).digest();
  return first + (digest.readUInt32BE(0) % count);
}
