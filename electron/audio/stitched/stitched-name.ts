import { createHash } from 'node:crypto';
import type { Part, StitchedFile } from '../../contract/stitched.ts';

/**
 * The name of a stitched file: the SHA-256, in hex, of its list in a canonical encoding. Equal lists have equal names
 * whatever the order of their keys; anything that is heard or seen differently has another.
 */
export function stitchedName(file: StitchedFile): string {
  const hash = createHash('sha256');
  const add = (...fields: readonly (string | number)[]): void => {
    hash.update(`${JSON.stringify(fields)}\n`);
  };
  add(file.format, file.sampleRate, file.samples, file.bytes);
  for (const part of file.parts) add(...partFields(part));
  for (const mark of file.marks) add('mark', mark.title, mark.position);
  return hash.digest('hex');
}

function partFields(part: Part): (string | number)[] {
  switch (part.kind) {
    case 'literal':
      return [part.kind, part.base64];
    case 'silence':
      return [part.kind, part.samples];
    case 'take':
      return [part.kind, part.take, part.from, part.samples, part.gain, part.fadeIn, part.fadeOut];
  }
}
